"""A resident at the kiosk: the real page server, the real voice, a real browser."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, Route, expect

from tests.fakes.device_store import demo_services
from tests.fakes.kiosk_browser import (
    CUT,
    LANDSCAPE,
    PORTRAIT,
    TOO_HIGH,
    TOO_SMALL,
    Place,
    server,
    settled,
    tap,
    touched,
)
from tests.fakes.kiosk_place import place_in
from tests.fakes.patience import ms
from tests.fakes.visiting import visit

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Give one kiosk that runs for all tests which leave it as it is."""
    place = place_in(tmp_path_factory.mktemp("kiosk"))
    with server(place):
        yield place


@pytest.fixture
def shared(running: Place, tmp_path: Path) -> Place:
    """Give the running kiosk with a browser of a test's own."""
    return replace(running, profile=tmp_path / "profile")


@pytest.mark.parametrize(
    ("letters", "item"),
    [
        ("SFZDL", "qinghe-gaj-001"),
        ("JHDJ", "qinghe-mzj-001"),
        ("SBK", "qinghe-rsj-001"),
    ],
)
async def test_a_resident_finds_the_counter_by_tapping_letters_alone(
    shared: Place, letters: str, item: str
) -> None:
    demo, _ = demo_services()
    wanted = next(one for one in demo.items if one.id == item)
    counter = next(one for one in demo.counters if one.id == wanted.counter)
    async with touched(shared) as page:
        await page.click("a.search")
        await tap(page, letters)
        await page.locator("#found a.row", has_text=wanted.plain_name).click()

        await expect(page.locator("main h1")).to_contain_text(wanted.plain_name)
        shown = await page.locator(".win").inner_text()
        assert shown == f"{counter.window} 号窗口"
        await expect(page.locator(".where")).to_contain_text(counter.telephone)
        await expect(page.locator("#need")).to_be_visible()


async def test_a_whole_answer_stands_on_one_leaf_of_the_tall_glass(
    shared: Place,
) -> None:
    async with touched(shared) as page:
        await visit(page, shared.address + "/items/qinghe-gaj-001")
        await settled(page)

        await expect(page.locator(".leaves.tight")).to_be_visible()
        await expect(page.locator(".pager")).to_be_hidden()
        assert await page.evaluate(CUT) == []
        assert await page.evaluate(TOO_SMALL) == []


async def test_what_is_out_of_scope_is_said_and_a_person_is_named(
    shared: Place,
) -> None:
    async with touched(shared) as page:
        await page.click("a.search")
        await page.fill("#words", "彩票中奖了去哪兑")

        await expect(page.locator(".none-found h2")).to_contain_text("没找到")
        await expect(page.locator(".person")).to_contain_text("0555-010-0100")


async def test_touches_faster_than_any_answer_are_all_typed(shared: Place) -> None:
    async with touched(shared) as page:
        await page.click("a.search")
        await settled(page)
        await page.evaluate(
            "() => [...'SFZDX'].forEach((key) =>"
            " document.querySelector(`#key-${key}`).click())"
        )
        await page.click("#key-back")
        await page.click("#key-L")

        await expect(page.locator("#words")).to_have_value("SFZDL")
        await expect(page.locator("#found a.row").first).to_contain_text("身份证")
        await expect(page.locator("#key-Q")).to_have_class("letter off")


async def test_what_is_typed_before_the_page_is_ready_is_searched(
    shared: Place,
) -> None:
    ready = asyncio.Event()

    async def late(route: Route) -> None:
        await ready.wait()
        await route.continue_()

    async with touched(shared) as page:
        await page.route("**/vendor/htmx*", late)
        await page.goto(shared.address + "/find", wait_until="commit")
        await page.fill("#words", "身份证丢了")
        ready.set()

        await expect(page.locator("#found a.row").first).to_contain_text("丢了")


async def test_a_double_touch_is_taken_for_one(shared: Place) -> None:
    async with touched(shared) as page:
        now = datetime.now(UTC)  # noqa: TID251 - the browser's own, held still
        await page.clock.set_fixed_time(now)
        await visit(page, shared.address)
        await settled(page)
        large = await page.locator('button[value="large"]').bounding_box()
        assert large is not None
        at = large["x"] + large["width"] / 2, large["y"] + large["height"] / 2

        await page.mouse.click(*at)
        await expect(page.locator("html")).to_have_class("kiosk large")
        await page.mouse.click(*at)
        await settled(page)
        await expect(page.locator("html")).to_have_class("kiosk large")
        await page.clock.set_fixed_time(now + timedelta(seconds=1))
        await page.mouse.click(*at)
        await expect(page.locator("html")).to_have_class("kiosk")
        # The place takes touches also after the clock was set back.
        await page.clock.set_fixed_time(now - timedelta(days=1))
        await settled(page)
        await page.mouse.click(*at)
        await expect(page.locator("html")).to_have_class("kiosk large")


async def test_an_idle_kiosk_asks_waits_and_forgets(place: Place) -> None:
    hasty = Place(
        root=place.root, port=place.port, profile=place.profile, idle_s=2, warning_s=4
    )
    with server(hasty):
        async with touched(hasty) as page:
            await page.click('button[value="large"]')
            await page.click("a.search")
            await tap(page, "SFZ")
            veil = page.locator(".veil")

            await expect(veil).to_be_visible(timeout=ms(15))
            await expect(page.locator("[data-stay]")).to_be_focused()
            box = await page.locator("[data-stay]").bounding_box()
            assert box is not None
            assert box["y"] > PORTRAIT[1] / 2
            await page.click("[data-stay]")
            await expect(veil).to_be_hidden()
            await expect(page.locator("#words")).to_have_value("SFZ")

            await page.wait_for_url(hasty.address + "/", timeout=ms(30))
            assert await page.get_attribute("html", "class") == "kiosk"
            await page.click("a.search")
            await expect(page.locator("#words")).to_have_value("")


PAGES = (
    "/", "/find", "/events", "/offices", "/events/birth", "/items/qinghe-gaj-001",
    "/items/qinghe-gaj-001/near", "/notices", "/notices/d-1", "/notices/d-2", "/help",
    "/message", "/rate", "/counters", "/counters/qinghe-hall-12",
)  # fmt: skip


# REQ-36
TYPED = ("SFZ", "房子", "营业执照", "彩票中奖了去哪里兑")


Look = tuple[tuple[int, int], tuple[str, ...]]
SEEN_AS = (
    ((PORTRAIT, ()), (PORTRAIT, ("large",))),
    ((PORTRAIT, ("reach",)), (PORTRAIT, ("large", "reach"))),
    ((PORTRAIT, ("large", "en")), (LANDSCAPE, ()), (LANDSCAPE, ("large",))),
)  # fmt: skip


@pytest.mark.parametrize("seen_as", SEEN_AS, ids=["tall", "low", "other"])
async def test_nothing_is_cut_too_small_or_out_of_reach_on_any_page(
    shared: Place, seen_as: tuple[Look, ...]
) -> None:
    async def check(page: Page, looks: tuple[str, ...], state: str) -> list[str]:
        await settled(page)
        wrong = [f"{one} is cut" for one in await page.evaluate(CUT)]
        wrong += [f"{one} is small" for one in await page.evaluate(TOO_SMALL)]
        if "reach" in looks:
            wrong += [f"{one} is high" for one in await page.evaluate(TOO_HIGH)]
        return [f"{state} {looks} {page.viewport_size}: {one}" for one in wrong]

    found: list[str] = []
    async with touched(shared) as page:
        for (width, height), looks in seen_as:
            await page.set_viewport_size({"width": width, "height": height})
            await page.context.clear_cookies()
            await visit(page, shared.address)
            for look in looks:
                await page.click(f'button[value="{look}"]')
            for path in PAGES:
                await visit(page, shared.address + path)
                found += await check(page, looks, path)
            await visit(page, shared.address + "/find")
            for words in TYPED:
                async with page.expect_response("**/find"):
                    await page.fill("#words", words)
                found += await check(page, looks, words)

    assert found == []


_TOP_OF_LEAF = """() => {
  const box = document.querySelector(".leaves").getBoundingClientRect();
  const top = document.elementFromPoint(box.left + 40, box.top + 20);
  const last = document.querySelector("tr.sum").getBoundingClientRect();
  const shown = last.left >= box.left - 5 && last.right <= box.right + 5;
  return [shown, top.closest("thead") !== null];
}"""


async def test_the_head_of_a_table_stands_on_every_leaf_it_goes_on(
    shared: Place,
) -> None:
    async with touched(shared, (1920, 820)) as page:
        await visit(page, shared.address + "/notices/d-1")
        await settled(page)
        shown = headed = False
        turned = 0
        while not shown and await page.locator('[data-leaf="on"]').is_enabled():
            await page.click('[data-leaf="on"]')
            turned += 1
            shown, headed = await page.evaluate(_TOP_OF_LEAF)

        assert (shown, headed) == (True, True)
        assert turned > 0


NO_LETTER = "\U00031350"
SHAPES = """letters => {
  const { fontFamily } = getComputedStyle(document.querySelector("main"));
  const shapes = letters.map((letter) => {
    const canvas = new OffscreenCanvas(80, 80);
    const brush = canvas.getContext("2d");
    brush.font = `60px ${fontFamily}`;
    brush.fillText(letter, 8, 64);
    return [...brush.getImageData(0, 0, 80, 80).data].join();
  });
  return new Set(shapes).size;
}"""
"""How many shapes letters have in the page's own type: rare names each have theirs."""


async def test_a_long_page_is_turned_by_button_to_its_end(shared: Place) -> None:
    async with touched(shared, LANDSCAPE) as page:
        await visit(page, shared.address + "/notices/d-2")
        await settled(page)
        leaves = int(await page.locator('[data-leaf="of"]').inner_text())
        for _ in range(leaves - 1):
            await page.click('[data-leaf="on"]')

        assert leaves > 1
        await expect(page.locator('[data-leaf="on"]')).to_be_disabled()
        await expect(page.locator(".colophon")).to_be_in_viewport()
        assert await page.evaluate(SHAPES, [*"国㛃𬭎䶮", NO_LETTER]) == 5


# REQ-36
async def test_a_disclosure_is_read_aloud_and_the_sentence_is_marked(
    shared: Place,
) -> None:
    async with touched(shared) as page:
        await visit(page, shared.address + "/notices/d-1")
        await page.click('[data-say="start"]')

        await page.wait_for_function(
            "() => { const a = document.querySelector('#voice');"
            " return a.duration > 0 && a.currentTime > 0.1; }",
            timeout=ms(15),
        )
        first = await page.locator(".say").first.inner_text()
        await page.wait_for_function(
            "(first) => { const one = document.querySelector('.say');"
            " return one && one.innerText !== first; }",
            arg=first,
            timeout=ms(30),
        )
        await expect(page.locator(".say-bar")).to_be_visible()
        await page.click('[data-say="stop"]')
        await expect(page.locator(".say")).to_have_count(0)
        await expect(page.locator(".say-bar")).to_be_hidden()


async def test_a_resident_writes_a_word_stroke_by_stroke(shared: Place) -> None:
    """Write 社保 by strokes, quicker than the answers come (REQ-31)."""
    async with touched(shared) as page:
        await visit(page, shared.address + "/find")
        await page.click(".pad .other")
        await settled(page)
        for stroke in "4524":
            await page.click(f"#key-stroke-{stroke}")
        await page.click(".character:text-is('社')")
        await page.click(".character:text-is('保')")

        await expect(page.locator("#words")).to_have_value("社保")
        await expect(page.locator("#found a.row").first).to_contain_text("社保")
        await expect(page.locator(".begun > span:not(.unseen)")).to_have_count(0)
        assert await page.evaluate(TOO_SMALL) == []
