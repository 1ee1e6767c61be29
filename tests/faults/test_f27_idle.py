"""A visitor types and walks away (F27): asked, wiped, and nothing is found anywhere."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from config.device import KioskSettings
from config.settings import read_settings
from programme.sealed_box import OpeningKey
from tests.fakes.kiosk_browser import Place, server, settled, touched
from tests.fakes.kiosk_place import store_in
from tests.fakes.kiosk_questions import takes_questions
from tests.fakes.patience import ms
from tests.fakes.ports import free_port
from tests.fakes.visiting import visit

pytestmark = [pytest.mark.fault, pytest.mark.enable_socket]

IDLE_S, WARNING_S = 3.0, 4.0
SLACK_S = 6.0
"""What a loaded machine may be late by; too early is never allowed."""
TYPED = ("独一无二的查询词", "只此一家的找字句", "绝无仅有的留言话")
FORMS = ("utf-8", "utf-16-le", "utf-16-be")
KEPT_IN_BROWSER = """async () => {
  const kept = [location.href, JSON.stringify(history.state), document.cookie];
  for (const store of [localStorage, sessionStorage]) kept.push(JSON.stringify(store));
  kept.push(JSON.stringify(await indexedDB.databases()));
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const asked of await cache.keys()) {
      kept.push(asked.url, await (await cache.match(asked)).text());
    }
  }
  return kept.join(" ");
}"""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Give a hasty kiosk that takes questions and tells its log everything."""
    store = store_in(tmp_path)
    now = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - the server's is real
    takes_questions(store, OpeningKey.generate(), since=now - timedelta(days=1))
    made = Place(
        root=store.root,
        port=free_port(),
        profile=tmp_path / "profile",
        idle_s=IDLE_S,
        warning_s=WARNING_S,
        log_level="debug",
    )
    with server(made):
        yield made


async def type_everywhere(page: Page, place: Place) -> None:
    """Type into each field there is, try to copy it, and stay on the last page."""
    for path, words in zip(("/find", "/notices/search"), TYPED, strict=False):
        await visit(page, place.address + path)
        async with page.expect_response(f"**{path}"):
            await page.fill("#words", words)
        await page.locator("#words").select_text()
        await page.keyboard.press("Control+c")
    await visit(page, place.address + "/message")
    await page.click('button[value="suggestion"]')
    await page.fill('input[name="words"]', TYPED[2])
    await page.keyboard.press("Enter")
    await expect(page.locator(".draft .text")).to_contain_text(TYPED[2])


async def waits(page: Page) -> tuple[float, float]:
    """Return after how long the question came, and how long it then stood."""
    veil = page.locator(".veil")
    began = time.monotonic()
    await expect(veil).to_be_visible(timeout=ms(30))
    asked = time.monotonic()
    return asked - began, asked


async def kept_by(page: Page, place: Place) -> str:
    """Return all that the browser has kept, and what its way back leads to."""
    await page.context.grant_permissions(["clipboard-read"])
    found = await page.evaluate(KEPT_IN_BROWSER)
    found += await page.evaluate("() => navigator.clipboard.readText()")
    for _ in range(4):
        await page.evaluate("() => history.back()")
        await page.wait_for_url(place.address + "/")
        await settled(page)
        found += await page.content()
    for path in ("/find", "/notices/search", "/message/write"):
        await visit(page, place.address + path)
        await settled(page)
        found += await page.content()
        for field in await page.locator("input").all():
            found += await field.input_value()
    return str(found)


def found_on_disk(folder: Path) -> list[str]:
    """Return each file in which a typed word stands, in any form."""
    forms = [word.encode(form) for word in TYPED for form in FORMS]
    every = [(one, one.read_bytes()) for one in folder.rglob("*") if one.is_file()]
    return [str(one) for one, held in every if any(form in held for form in forms)]


# F27
async def test_what_was_typed_is_asked_about_wiped_and_found_nowhere(
    place: Place, record_property: Callable[[str, object], None]
) -> None:
    async with touched(place) as page:
        await type_everywhere(page, place)
        during = found_on_disk(place.root.parent)
        idle_s, _ = await waits(page)
        await page.click("[data-stay]")
        await expect(page.locator(".veil")).to_be_hidden()
        text = await page.locator(".draft .text").inner_text()
        again_s, asked = await waits(page)
        await page.wait_for_url(place.address + "/", timeout=ms(30))
        wiped_s = time.monotonic() - asked
        kept = await kept_by(page, place)
        after = found_on_disk(place.root.parent)
    closed = found_on_disk(place.root.parent)

    assert text == TYPED[2], "who stays finds what was written"
    assert IDLE_S - 1 <= idle_s <= IDLE_S + SLACK_S
    assert IDLE_S - 1 <= again_s <= IDLE_S + SLACK_S
    assert WARNING_S - 0.5 <= wiped_s <= WARNING_S + SLACK_S
    assert [word for word in TYPED if word in kept] == []
    assert (during, after, closed) == ([], [], [])
    assert place.log.exists()
    record_property(
        "outcome",
        f"asked {again_s - IDLE_S:+.1f} s, wiped {wiped_s - WARNING_S:+.1f} s off the"
        " settings; typed text found 0 times",
    )


def test_the_shipped_times_are_those_of_the_fault_table(tmp_path: Path) -> None:
    own = tmp_path / "kiosk.toml"
    own.write_text(f'state_folder = "{tmp_path}"\n')

    shipped = read_settings(KioskSettings, files=[own])

    assert (shipped.idle_home_s, shipped.idle_reading_s) == (60, 120)
    assert shipped.idle_warning_s == 30
