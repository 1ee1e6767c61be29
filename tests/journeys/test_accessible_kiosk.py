"""The kiosk's pages by axe: every page, its looks, its dialogs (REQ-36)."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Page, expect

from programme.sealed_box import OpeningKey
from tests.fakes.axe import axe_violations
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_browser import (
    CUT,
    LANDSCAPE,
    PORTRAIT,
    Place,
    server,
    settled,
    touched,
)
from tests.fakes.kiosk_place import store_in
from tests.fakes.kiosk_questions import ANSWERED, takes_questions
from tests.fakes.orders import alert
from tests.fakes.patience import ms
from tests.fakes.ports import free_port
from tests.fakes.visiting import visit

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

ANSWER, READER = "/items/qinghe-gaj-001", "/notices/d-1"
WAY = "/counters/qinghe-hall-12/way"
PAGES = (
    "/", "/events", "/events/birth", "/offices", "/offices/gaj", ANSWER,
    f"{ANSWER}/near", f"{ANSWER}/papers", "/people", "/notices",
    "/notices?when=past", "/notices/search", "/notices/found", "/notices/choose/unit",
    READER, "/notices/d-2",
    "/help", "/message", "/message/write", "/message/words", "/message/about",
    "/message/follow",
    "/message/request", "/echo", f"/echo/{ANSWERED}", "/people/disabled", "/rate",
    "/counters", "/counters/qinghe-hall-12", WAY, "/languages", "/cover",
    "/not-there",
)  # fmt: skip
TYPED = ("SFZ", "营业执照", "彩票中奖了去哪里兑")
LOOKS = (
    (
        PORTRAIT,
        ("large", "dark"),
        (
            "/",
            ANSWER,
            f"{ANSWER}/near",
            "/notices",
            READER,
            "/message/request",
            "/not-there",
        ),
    ),
    (
        PORTRAIT,
        ("reach", "en"),
        ("/", ANSWER, READER, "/message/write", "/people", WAY),
    ),
    (
        PORTRAIT,
        ("reach", "large", "dark"),
        (
            "/find",
            f"{ANSWER}/papers",
            "/echo",
            ANSWER,
            "/message/write",
            "/message/follow",
            "/notices?when=past",
        ),
    ),
    (LANDSCAPE, (), ("/", "/find", READER, f"{READER}?as=cards", "/notices/search")),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> DeviceStore:
    """Give what a kiosk has adopted, with residents' questions."""
    made = store_in(tmp_path_factory.mktemp("kiosk"))
    takes_questions(made, OpeningKey.generate(), since=datetime.now(UTC))  # noqa: TID251 - the server's is real
    return made


@pytest.fixture(scope="module")
def running(store: DeviceStore) -> Iterator[Place]:
    """Give a kiosk that runs."""
    folder = store.root.parent
    place = Place(root=store.root, port=free_port(), profile=folder / "profile")
    with server(place):
        yield place


@pytest.fixture
async def page(running: Place) -> AsyncIterator[Page]:
    """Give the kiosk's browser at its first page."""
    async with touched(running) as page:
        yield page


async def wrong_on(page: Page, address: str, paths: tuple[str, ...]) -> list[str]:
    """Return what is wrong on pages as they are looked at now."""
    look = await page.get_attribute("html", "class")
    found: list[str] = []
    for path in paths:
        await visit(page, address + path)
        await settled(page)
        state = f"{path} {look} {page.viewport_size}"
        found += [f"{one} is cut: {state}" for one in await page.evaluate(CUT)]
        found += await axe_violations(page, state)
    return found


async def wrong_while_asked(page: Page, address: str) -> list[str]:
    """Return what is wrong while letters are typed, with answers and with none."""
    await visit(page, f"{address}/find")
    found = []
    for words in TYPED:
        async with page.expect_response("**/find"):
            await page.fill("#words", words)
        await settled(page)
        found += await axe_violations(page, words)
    return found


async def wrong_while_read(page: Page, address: str) -> list[str]:
    """Return what is wrong while a disclosure is read aloud, and before it is left."""
    await page.clock.install()
    await visit(page, address + READER)
    await settled(page)
    await page.click('[data-say="start"]')
    await expect(page.locator(".say-bar")).to_be_visible()
    found = await axe_violations(page, "read aloud")
    await page.click('[data-say="stop"]')
    await page.clock.fast_forward(200_000)
    await expect(page.locator(".veil")).to_be_visible()
    return found + await axe_violations(page, "is anybody there")


# REQ-36
async def test_nobody_is_kept_out_of_any_page_or_state_of_the_kiosk(
    page: Page, running: Place
) -> None:
    address = running.address
    found = await wrong_on(page, address, PAGES)
    found += await wrong_while_asked(page, address)
    for (width, height), looks, paths in LOOKS:
        await page.set_viewport_size({"width": width, "height": height})
        await page.context.clear_cookies()
        await visit(page, address)
        for look in looks:
            await page.click(f'button[value="{look}"]')
            await settled(page)
        found += await wrong_on(page, address, paths)
    found += await wrong_while_read(page, address)

    assert found == []


async def wrong_while_papers_are_ticked(page: Page, address: str) -> list[str]:
    """Return what is wrong where some papers are there, and where all are."""
    await visit(page, f"{address}{ANSWER}/papers")
    found = []
    boxes = page.locator("[role=checkbox]")
    for number in range(await boxes.count()):
        await boxes.nth(number).click()
        await settled(page)
        if number == 0:
            found += await axe_violations(page, "one paper ticked")
    return found + await axe_violations(page, "every paper ticked")


async def wrong_while_enlarged(page: Page, address: str) -> list[str]:
    """Return what is wrong at each size of a text, up to 270 % in large print."""
    found = []
    for look in ("", "large"):
        await visit(page, address + READER)
        if look:
            await page.click('button[value="large"]')
        for size in ("1", "2"):
            await page.click(f'button[name="size"][value="{size}"]')
            await settled(page)
            found += await axe_violations(page, f"text size {size} {look}")
    await page.locator(".rating button").first.click()
    await settled(page)
    return found + await axe_violations(page, "rated")


async def wrong_while_a_question_is_left(page: Page, address: str) -> list[str]:
    """Return what is wrong on the pages that a question goes through."""
    await visit(page, f"{address}/message")
    await page.click('button[value="suggestion"]')
    await page.click('button[value="say:1"]')
    await settled(page)
    found = await axe_violations(page, "question begun")
    await page.click('button[value="leave"]')
    await settled(page)
    found += await axe_violations(page, "question left")
    await visit(page, f"{address}/message/write")
    await page.fill('input[name="words"]', "我要举报某某贪污")
    await page.click('button[value="leave"]')
    await settled(page)
    found += await axe_violations(page, "led elsewhere")
    await visit(page, f"{address}/message/follow")
    for digit in ANSWERED:
        await page.click(f'.digits button[value="{digit}"]')
    await settled(page)
    return found + await axe_violations(page, "followed")


async def wrong_while_covered(page: Page, address: str) -> list[str]:
    """Return what is wrong where something lies over a page, or the keypad leads."""
    await visit(page, f"{address}/find")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    found = await axe_violations(page, "by keypad")
    for part in (".cover", ".wait"):
        hide = f"document.querySelector('{part}').hidden ="
        await page.evaluate(f"{hide} false")
        found += await axe_violations(page, part)
        await page.evaluate(f"{hide} true")
    return found


async def wrong_from_right_to_left(page: Page, address: str) -> list[str]:
    """Turn every leaf where words run from right to left; return what is wrong then."""
    await visit(page, f"{address}/counters")
    await settled(page)
    await page.evaluate("document.documentElement.dir = 'rtl'")
    leaves = int(await page.locator('[data-leaf="of"]').inner_text())
    assert leaves > 1
    for leaf in range(2, leaves + 1):
        await page.click('[data-leaf="on"]')
        await expect(page.locator('[data-leaf="at"]')).to_have_text(str(leaf))
    await expect(page.locator(".rows a").last).to_be_in_viewport()
    await expect(page.locator(".rows a").first).not_to_be_in_viewport()
    return await axe_violations(page, "from right to left")


async def wrong_while_warned(page: Page, store: DeviceStore) -> list[str]:
    """Return what is wrong on an emergency notice, and under its banner."""
    now = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - the server's is real
    ends_at = now + timedelta(hours=1)
    store.overrides = (alert(starts_at=now, ends_at=ends_at, groups=()),)
    store.adopt(at=now)
    await expect(page.locator(".alarm h1")).to_be_visible(timeout=ms(20))
    await settled(page)
    found = await axe_violations(page, "emergency notice")
    await page.click(".alarm .primary")
    await expect(page.locator(".standing")).to_be_visible()
    await settled(page)
    return found + await axe_violations(page, "banner of a notice")


# REQ-36
async def test_nobody_is_kept_out_of_what_comes_goes_and_changes_on_a_page(
    page: Page, running: Place, store: DeviceStore
) -> None:
    address = running.address
    found = await wrong_while_papers_are_ticked(page, address)
    found += await wrong_while_enlarged(page, address)
    found += await wrong_while_a_question_is_left(page, address)
    found += await wrong_while_covered(page, address)
    found += await wrong_from_right_to_left(page, address)
    found += await wrong_while_warned(page, store)

    assert found == []
