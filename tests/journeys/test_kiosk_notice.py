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
from tests.fakes.ports import free_port

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]


def heard_on(page: Page) -> list[int]:
    """Return how each sound of a notice is answered from now on."""
    heard: list[int] = []

    def note(answer: Response) -> None:
        if "/alarm/" in answer.url:
            heard.append(answer.status)

    page.on("response", note)
    return heard


async def proved_by(place: Place, page: Page) -> list[tuple[str, str]]:
    """Return which notices a kiosk proved to have shown, once it has."""
    for _ in range(40):
        every = place.records()
        shown = [(one["kind"], one["override"]) for one in every if "override" in one]
        if shown:
            return shown
        await page.wait_for_timeout(250)
    return []


async def test_a_notice_comes_and_goes_by_itself_and_the_query_goes_on_under_it(
    tmp_path: Path,
) -> None:
    """Issue 5, line 4: nobody touches anything for it to come, to be heard, to go."""
    store = store_in(tmp_path)
    place = Place(root=store.root, port=free_port(), profile=tmp_path / "profile")
    with server(place):
        async with touched(place) as page:
            heard = heard_on(page)
            await settled(page)
            now = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - real time
            ends_at = now + timedelta(seconds=25)
            store.overrides = (alert(starts_at=now, ends_at=ends_at, groups=()),)
            store.alert_sound = AlertSound(times=AlertTimes.ONCE)
            store.adopt(at=now)
            await expect(page.locator(".alarm h1")).to_have_text("暴雨橙色预警")
            await page.wait_for_function("() => sessionStorage.getItem('alarms-heard')")
            under = await page.evaluate("document.querySelector('main').inert")
            await page.click(".alarm .primary")
            await expect(page.locator(".standing")).to_be_visible()
            await page.click("a.search")
            await tap(page, "SFZDL")
            await expect(page.locator(".standing")).to_be_visible()
            await expect(page.locator(".alarm")).to_have_count(0)
            await expect(page.locator(".standing")).to_have_count(0, timeout=40_000)
            typed = await page.locator("#words").input_value()
            shown = await proved_by(place, page)

    assert under
    assert heard == [200], "once, and for nobody again"
    assert typed == "SFZDL", "what was typed is still there when the notice goes"
    assert shown[0] == ("override_shown", "alert-1")
