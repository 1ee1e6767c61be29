"""A resident at the kiosk: the real page server, the real voice, a real browser."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Route, expect

from tests.fakes.device_store import demo_services
from tests.fakes.kiosk_browser import (
    PORTRAIT,
    TOO_SMALL,
    Place,
    server,
    settled,
    tap,
    touched,
)
from tests.fakes.patience import ms
from tests.fakes.visiting import visit

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]


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
