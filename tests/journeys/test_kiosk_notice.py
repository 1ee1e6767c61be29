"""An emergency notice comes to a kiosk and goes, and nobody touches anything for it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, Response, expect

from programme.alert_sound import AlertSound, AlertTimes
from tests.fakes.kiosk_browser import (
    Place,
    server,
    settled,
    tap,
    touched,
)
from tests.fakes.kiosk_place import store_in
from tests.fakes.orders import alert
from tests.fakes.patience import ms
from tests.fakes.ports import free_port

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]


NOW = ".alarm:not([hidden]) h1"


def heard_on(page: Page) -> list[int]:
    """Return how each sound of a notice is answered from now on."""
    heard: list[int] = []

    def note(answer: Response) -> None:
        if "/alarm/" in answer.url:
            heard.append(answer.status)

    page.on("response", note)
    return heard


async def proved_by(place: Place, page: Page, count: int) -> list[tuple[str, str]]:
    """Return which notices a kiosk proved to have shown, once it has so many times."""
    for _ in range(40):
        every = place.records()
        shown = [(one["kind"], one["override"]) for one in every if "override" in one]
        if len(shown) >= count:
            return shown
        await page.wait_for_timeout(250)
    return []


async def both_heard(page: Page, heard: list[int]) -> None:
    """Wait until the sound of the second notice was answered as well."""
    for _ in range(60):
        if len(heard) > 1:
            return
        await page.wait_for_timeout(250)


async def next_turn_and_both_put_aside(
    place: Place, page: Page, heard: list[int]
) -> None:
    """See the second notice in its turn, then go on under the banner of both."""
    # A turn is over once what sounded is silent; nobody waits for it here.
    await page.clock.fast_forward(30_000)
    await expect(page.locator(NOW)).to_have_text("霜冻蓝色预警", timeout=ms(15))
    await proved_by(place, page, 1)
    await both_heard(page, heard)
    for left in (1, 0):
        # A second touch at once would be taken for a slip; a key never is.
        await page.press(".alarm:not([hidden]) .primary", "Enter")
        await expect(page.locator(".alarm")).to_have_count(left)
    await expect(page.locator(".standing:not([hidden])")).to_be_visible()


async def test_a_notice_comes_and_goes_by_itself_and_the_query_goes_on_under_it(
    tmp_path: Path,
) -> None:
    """Issue 5, line 4: nobody touches anything for it to come, to be heard, to go."""
    store = store_in(tmp_path)
    place = Place(root=store.root, port=free_port(), profile=tmp_path / "profile")
    with server(place):
        async with touched(place) as page:
            heard = heard_on(page)
            await page.clock.install()
            await page.reload()
            await settled(page)
            now = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - real time
            ends_at = now + timedelta(seconds=40)
            both = {"starts_at": now, "ends_at": ends_at, "groups": ()}
            frost = alert(id="alert-2", level="blue", headline="霜冻蓝色预警", **both)
            store.overrides = (alert(**both), frost)
            store.alert_sound = AlertSound(times=AlertTimes.ONCE)
            store.adopt(at=now)
            await expect(page.locator(NOW)).to_have_text("暴雨橙色预警")
            await page.wait_for_function("() => sessionStorage.getItem('alarms-heard')")
            under = await page.evaluate("document.querySelector('main').inert")
            await next_turn_and_both_put_aside(place, page, heard)
            await page.click("a.search")
            await tap(page, "SFZDL")
            await expect(page.locator(".standing:not([hidden])")).to_be_visible()
            await expect(page.locator(".alarm, .standing")).to_have_count(
                0, timeout=ms(60)
            )
            typed = await page.locator("#words").input_value()
            shown = await proved_by(place, page, 2)

    assert under
    assert heard == [200, 200], "each once, and for nobody again"
    assert typed == "SFZDL", "what was typed is still there when the notice goes"
    # REQ-70: each of two that was really on the glass is on record, in turn.
    assert shown[:2] == [("override_shown", "alert-1"), ("override_shown", "alert-2")]
