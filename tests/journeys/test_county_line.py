"""The whole line: three people, a signed release, a painted page, its proof."""

import asyncio
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import httpx
import pytest
from playwright.async_api import Page

from demo.chain_walk import clear, decide
from demo.county_run import RunningCounty
from demo.desk import Desk, DeskRefused
from demo.desks import Desks
from demo.founding import ADMIN
from demo.working_day import submitted, withdraw
from programme.layout import content_rectangle
from tests.fakes.county_screen import (
    approved,
    desks_of,
    disclosure,
    pages_of,
    screen,
    screen_device,
    working_day,
)
from tests.fakes.screen_device import glass, region, same, told, until
from tests.fakes.screens import LANDSCAPE, ref_of

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

COUNTER, ITEM = "qinghe-hall-12", "qinghe-gaj-001"
AREA = content_rectangle(LANDSCAPE)


async def matter(desk: Desk, draft: dict[str, Any]) -> dict[str, Any]:
    place = f"/api/inspection/disclosures/{draft['line']['disclosure']}"
    found: dict[str, Any] = await asyncio.to_thread(desk.get, place)
    return found


# REQ-12, REQ-30, REQ-33, REQ-70
async def test_three_people_bring_a_page_to_the_glass_and_its_proof_comes_back(
    county: RunningCounty,
) -> None:
    with ExitStack() as stack:
        desks = desks_of(county, stack)
        async with screen(county) as page:
            await until(lambda: shows_default(page))
            draft = await asyncio.to_thread(
                approved, county, desks, disclosure("finance-01")
            )
            (picture,) = pages_of(desks.drafter, draft, 1920)
            await until(lambda: shows_page(page, picture), within_s=5)
            shown = region(await glass(page), AREA)

            async def proved() -> bool:
                days = (await matter(desks.approver, draft))["shown"]
                return any(day["seconds"] > 0 for day in days if not day["listed"])

            await until(proved, within_s=60)
            await asyncio.to_thread(
                withdraw, desks, draft, cause="personal_data", explanation="写了住址。"
            )
            await until(lambda: shows_default(page), within_s=5)

            async def receipted() -> bool:
                receipts = (await matter(desks.approver, draft))["receipts"]
                gone = {one["group"]: one["gone_at"] for one in receipts}
                adopted = [one["adopted_at"] for one in receipts]
                return bool(all(adopted) and gone["qinghe-hall-screen"])

            await until(receipted, within_s=30)
        await counter_absent_then_moved(county)

    assert same(shown, picture)


async def counter_absent_then_moved(county: RunningCounty) -> None:
    """See what is said of a counter at the kiosk within a minute (REQ-32)."""
    change = f"/api/directory/counters/{COUNTER}/change"
    moved = {"kind": "moved", "instead": "qinghe-hall-31"}

    async def says(words: str) -> bool:
        return words in await asyncio.to_thread(answer_of, county)

    with county.desk(ADMIN) as admin:
        await until(lambda: says("号窗口"), within_s=60)
        await asyncio.to_thread(admin.put, change, {"kind": "absent"})
        await until(lambda: says("办这件事的人不在"), within_s=60)
        await asyncio.to_thread(admin.put, change, moved)
        await until(lambda: says("搬到 31 号窗口"), within_s=60)


def answer_of(county: RunningCounty) -> str:
    """Return the kiosk's answer page of an item that is done at the counter."""
    page = httpx.get(f"{county.places.kiosk_url}/items/{ITEM}", timeout=10)
    return page.text if page.status_code == HTTPStatus.OK else ""


# REQ-34
async def test_screen_and_kiosk_do_their_duty_while_the_centre_is_dead(
    county: RunningCounty,
) -> None:
    now = datetime.now(UTC)  # noqa: TID251 - the programs live in real time
    opens, closes = now + timedelta(seconds=30), now + timedelta(seconds=55)
    with ExitStack() as stack:
        desks = desks_of(county, stack)
        draft = await asyncio.to_thread(timed, county, desks, opens, closes)
        async with screen(county) as page:
            await until(lambda: adopted_everywhere(county))
            county.supervisor.kill("centre")
            county.supervisor.kill("wake")
            await until(lambda: shows_some_page(page), within_s=40)
            opened_at = datetime.now(UTC)  # noqa: TID251 - see above
            await until(lambda: shows_default(page), within_s=40)
            closed_at = datetime.now(UTC)  # noqa: TID251 - see above
            county.supervisor.resume("wake")
            county.supervisor.resume("centre")

            async def proved() -> bool:
                return bool((await matter(desks.approver, draft))["shown"])

            await until(proved, within_s=40)
        recorded = plays_of(county)
        shown = (await matter(desks.approver, draft))["shown"]

    assert abs(opened_at - opens) < timedelta(seconds=3)
    assert abs(closed_at - closes) < timedelta(seconds=3)
    painted = [day for day in shown if not day["listed"]]
    assert sum(day["exposures"] for day in painted) <= len(recorded)
    assert sum(day["seconds"] for day in painted) == recorded_seconds(recorded)


async def test_one_person_cannot_be_two_in_a_chain_and_an_edit_voids_a_review(
    county: RunningCounty,
) -> None:
    with ExitStack() as stack:
        desks = desks_of(county, stack)
        admin = stack.enter_context(county.desk(ADMIN))
        everything = [
            {"unit": "qinghe", "office": office}
            for office in ("drafter", "reviewer", "approver")
        ]
        drafter = next(p for p in admin.get("/api/staff") if p["login"] == "qicao")
        place = f"/api/staff/{drafter['id']}/offices"
        admin.put(place, {"offices": everything})
        day = working_day(county)
        draft = submitted(
            desks.drafter, day.drafted(desks.drafter, disclosure("gov-09"))
        )

        with pytest.raises(DeskRefused) as own_review:
            decide(desks.drafter, draft, "review")
        reviewed = decide(desks.reviewer, draft, "review")
        form = reviewed["form"]
        edited = desks.drafter.put(
            f"/api/drafts/{draft['line']['id']}",
            {
                "edition": reviewed["line"]["edition"],
                "form": {**form, "title": "公交线路调整说明"},
            },
        )
        with pytest.raises(DeskRefused) as stale:
            decide(desks.approver, reviewed, "approve")

    assert own_review.value.status in {403, 409}
    assert edited["line"]["state"] == "draft"
    assert stale.value.status == 409


def timed(
    county: RunningCounty,
    desks: Desks,
    opens: datetime,
    closes: datetime,
) -> dict[str, Any]:
    day = working_day(county)
    draft = day.drafted(desks.drafter, disclosure("gov-05"))
    form = {
        **draft["form"],
        "earliest_start_at": instant(opens),
        "explicit_end_at": instant(closes),
    }
    draft = desks.drafter.put(
        f"/api/drafts/{draft['line']['id']}",
        {"edition": draft["line"]["edition"], "form": form},
    )
    draft = submitted(desks.drafter, draft)
    clear(desks.secrecy, draft)
    return decide(desks.approver, decide(desks.reviewer, draft, "review"), "approve")


def instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


async def adopted_everywhere(county: RunningCounty) -> bool:
    with county.desk(ADMIN) as admin:
        devices = await asyncio.to_thread(admin.get, "/api/fleet/devices")
    versions = [(one["status"] or {}).get("programme_version", 0) for one in devices]
    return len(versions) == 2 and min(versions) >= 2


def plays_of(county: RunningCounty) -> list[dict[str, Any]]:
    records = screen_device(county).records()
    return [record for record in records if record["kind"] == "play"]


def recorded_seconds(plays: list[dict[str, Any]]) -> int:
    moments = [
        (datetime.fromisoformat(play["from_at"]), datetime.fromisoformat(play["to_at"]))
        for play in plays
    ]
    spent = sum((to_at - from_at for from_at, to_at in moments), timedelta())
    return int(spent.total_seconds())


async def shows_page(page: Page, data: bytes) -> bool:
    return await told(page, "pageSha") == ref_of(data).sha256


async def shows_some_page(page: Page) -> bool:
    return bool(await told(page, "pageSha"))


async def shows_default(page: Page) -> bool:
    return await told(page, "view") == "default"
