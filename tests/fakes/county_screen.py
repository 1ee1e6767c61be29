"""Look at the county's screen in a real browser, and work at its desks."""

from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack, asynccontextmanager
from typing import Any

from playwright.async_api import Page

from demo.chain_walk import clear, decide
from demo.county import DemoDisclosure, demo_county
from demo.county_run import RunningCounty
from demo.desk import Desk
from demo.desks import Desks, open_desks
from demo.programs import font_file
from demo.working_day import WorkingDay, submitted
from programme.clock import SystemClock
from tests.fakes.screen_device import Device, browser, opened


def disclosure(key: str, **changed: Any) -> DemoDisclosure:  # noqa: ANN401 - its fields
    """Return one of the demo's disclosures, changed."""
    found = next(entry for entry in demo_county().disclosures if entry.key == key)
    fields = {name: getattr(found, name) for name in found.__slots__}
    return DemoDisclosure(**{**fields, **changed})


def working_day(county: RunningCounty) -> WorkingDay:
    """Return the day's work of a county."""
    return WorkingDay(
        places=county.places,
        passwords=county.passwords,
        font_file=str(font_file()),
        now=SystemClock().now,
        say=lambda _: None,
    )


def desks_of(county: RunningCounty, stack: ExitStack) -> Desks:
    """Sign in the people of the approval chain."""
    return open_desks(stack, county.places, county.passwords)


def approved(
    county: RunningCounty, desks: Desks, wanted: DemoDisclosure
) -> dict[str, Any]:
    """Draft, submit, review and approve; return what was approved."""
    draft = working_day(county).drafted(desks.drafter, wanted)
    draft = submitted(desks.drafter, draft)
    clear(desks.secrecy, draft)
    return decide(desks.approver, decide(desks.reviewer, draft, "review"), "approve")


def pages_of(desk: Desk, draft: Mapping[str, Any], width: int) -> list[bytes]:
    """Return the approved page images for the panel of this width."""
    panels = draft["manifest"]["pages"]
    wide = next(panel for panel in panels if panel["panel"]["width"] == width)
    place = f"/api/drafts/{draft['line']['id']}/pages"
    return [
        desk.picture(f"{place}/{page['asset']['sha256']}") for page in wide["pages"]
    ]


@asynccontextmanager
async def screen(county: RunningCounty) -> AsyncIterator[Page]:
    """Give the screen page of the county in a browser."""
    device = screen_device(county)
    async with browser(device) as context:
        yield await opened(context, device)


def screen_device(county: RunningCounty) -> Device:
    """Return the county's screen as the screen page's tests know it."""
    places = county.places
    return Device(
        root=places.screen, port=places.ports.player, profile=places.folder / "glass"
    )
