"""Eight people at one kiosk: old, seated, blind, foreign, hurried, small, and unlucky.

One kiosk runs for all of them, without any network; each has a browser of their own.
"""

import signal
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from benchmarks.touches import MOST_GROWTH_MIB, touch_at_random
from programme.clock import SystemClock
from programme.questions import opened_question, read_number
from sync_agent.questions import waiting
from tests.fakes.kiosk_browser import (
    CUT,
    PORTRAIT,
    TOO_HIGH,
    Place,
    kill_browser,
    server,
    settled,
    touched,
    touched_after_start,
)
from tests.fakes.kiosk_people import (
    ABOVE_THIRD,
    EVERY,
    ITEM,
    LEAST_PX,
    LOW,
    OPENING,
    SMALLEST,
    UNMARKED,
    WALK,
    heard_on,
    listen_for,
    place_in,
    spoken_after,
    spoken_while_held,
)
from tests.fakes.left_questions import left_in
from tests.fakes.visiting import visit

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

HALF = "话说到一半"
HALVES = (HALF.encode(), HALF.encode("utf-16-le"))


def bytes_below(folder: Path) -> list[bytes]:
    return [one.read_bytes() for one in folder.rglob("*") if one.is_file()]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, int]]:
    """Give the kiosk that all share, and its server's process."""
    place = place_in(tmp_path_factory.mktemp("people"))
    with server(place) as process:
        yield place, process.pid


@pytest.fixture
def place(running: tuple[Place, int], tmp_path: Path) -> Place:
    """Give the running kiosk with a browser of a test's own."""
    return replace(running[0], profile=tmp_path / "profile")


@pytest.fixture
async def page(place: Place) -> AsyncIterator[Page]:
    async with touched(place) as page:
        yield page


async def test_somebody_of_seventy_is_at_the_counter_in_three_touches(
    page: Page,
) -> None:
    await page.locator(".events a", has_text="结婚离婚").click()
    await page.locator("a.row", has_text="领结婚证").click()
    await page.click('button[value="large"]')

    await expect(page.locator(".win")).to_contain_text("号窗口")
    size = await page.locator(".win").evaluate(
        "(one) => getComputedStyle(one).fontSize"
    )
    assert await page.get_attribute("html", "class") == "kiosk large"
    assert float(size.removesuffix("px")) >= 60
    assert await page.evaluate(CUT) == []


async def test_somebody_in_a_wheelchair_reaches_every_control_of_every_page(
    page: Page, place: Place
) -> None:
    """Below 1220 mm of a 43-inch glass that hangs at 700 mm; some below 1017 mm."""
    await page.click('button[value="reach"]')
    wrong = []
    for path in EVERY:
        await visit(page, place.address + path)
        await settled(page)
        high = await page.evaluate(ABOVE_THIRD if path in LOW else TOO_HIGH)
        wrong += [f"{path}: {one} is high" for one in high]
        wrong += [f"{path}: {one} is cut" for one in await page.evaluate(CUT)]
        smallest = await page.evaluate(SMALLEST)
        wrong += [f"{path}: {smallest} px"] if smallest < LEAST_PX else []
    await page.evaluate("() => { document.querySelector('.veil').hidden = false; }")
    for button in await page.locator(".veil button").all():
        box = await button.bounding_box()
        assert box is not None
        wrong += ["the question is high"] if box["y"] < PORTRAIT[1] * 0.45 else []

    assert wrong == []


async def test_somebody_blind_finds_the_counter_by_keypad_and_speech_alone(
    page: Page, place: Place
) -> None:
    await settled(page)
    said, answered = heard_on(page)
    assert "听读已打开" in await spoken_after(page, said, "Numpad2")
    assert "您好" in said[-1]
    first = await listen_for(page, said, "结婚离婚")
    order = await page.evaluate(
        "() => [...document.querySelectorAll('main [data-s], main a')].filter((one) =>"
        " !one.parentElement.closest('a') && one.getClientRects().length > 0)"
        ".map((one) => one.innerText.replace(/\\s/g, ''))"
    )
    await spoken_after(page, said, "Numpad5")
    await listen_for(page, said, "领结婚证")
    title = await spoken_after(page, said, "Enter")
    heard = await listen_for(page, said, "号窗口")
    focused = await page.evaluate("document.activeElement.className")
    repeated = await spoken_while_held(page, said, "Numpad2")
    louder = await spoken_after(page, said, "NumpadAdd")
    again = await spoken_after(page, said, "Numpad1")
    await spoken_after(page, said, "Escape")
    back = page.url
    await spoken_after(page, said, "Numpad7")
    await page.wait_for_url(place.address + "/")

    assert len(order) >= len(first) > 1
    assert "领结婚证" in title
    assert heard[-1].endswith("号窗口")
    assert focused == "win"
    assert repeated == []
    assert (louder, again) == ("音量4", "音量4")
    assert "/events/" in back
    assert set(answered) == {200}, "every stop was spoken"


async def test_a_key_struck_twice_counts_once_where_the_kiosk_is_set_so(
    page: Page, place: Place
) -> None:
    """EN 301 549, 5.8: also on the page that the first stroke has opened."""
    await page.route("**/speech/say", lambda route: route.fulfill(status=503))
    await page.keyboard.press("ArrowDown")
    await visit(page, place.address + "/events")
    await settled(page)
    said, _ = heard_on(page)
    set_so = "() => { document.body.dataset.strikeMs = '2000'; }"
    await page.evaluate(set_so)

    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown", "ArrowDown"):
        await page.keyboard.press(key)
    async with page.expect_request("**/speech/say"):
        await page.keyboard.press("ArrowUp")

    assert len(said) == 4


async def test_every_page_is_walked_from_end_to_end_by_the_keypad(
    page: Page, place: Place
) -> None:
    """Without sound: what counts here is that each stop has words, in reading order."""
    await page.keyboard.press("ArrowDown")
    await settled(page)
    wordless, lost = [], []
    for path in EVERY:
        await visit(page, place.address + path)
        await settled(page)
        said: list[str] = await page.evaluate(WALK)
        wordless += [f"{path}: {one}" for one in said if not one.strip("，。 ")]
        ended = said[-1].startswith("这是最后一项")
        lost += [] if ended and "看完了" in said[-1] else [f"{path}: {said[-1]}"]

    assert (wordless, lost) == ([], [])


async def test_an_english_reader_finds_the_window_and_no_words_of_ours_are_chinese(
    page: Page, place: Place
) -> None:
    await page.click('button[value="en"]')
    await page.locator(".events a", has_text="Marriage").click()
    await page.locator("a.row, a.choice").first.click()

    assert await page.get_attribute("html", "lang") == "en"
    await expect(page.locator(".win")).to_contain_text("Window")
    chinese = []
    ours = ".k-dock span, .pager button, .parts h2, .tools .k-btn, .idle button"
    for path in (ITEM, "/notices/d-1", "/message", "/message/write", "/rate", "/find"):
        await visit(page, place.address + path)
        await settled(page)
        for text in await page.locator(ours).all_inner_texts():
            chinese += (
                [f"{path}: {text}"] if any("一" <= c <= "鿿" for c in text) else []
            )
    assert chinese == []
    # What stays Chinese says so, to a voice or a braille display (WCAG 3.1.2).
    unmarked = []
    for path in EVERY:
        await visit(page, place.address + path)
        await settled(page)
        unmarked += [f"{path}: {one}" for one in await page.evaluate(UNMARKED)]
    assert unmarked == []


async def test_a_hurried_clerk_clears_each_visit_in_one_press(
    page: Page, place: Place
) -> None:
    for number, path in enumerate(("/find", ITEM, "/notices/d-1", "/message/write")):
        await page.click(f'button[value="{("large", "reach")[number % 2]}"]')
        await visit(page, place.address + "/find")
        async with page.expect_response("**/find"):
            await page.fill("#words", f"第{number}位的词")
        await visit(page, place.address + path)
        await page.click('.k-dock form[action="/forget"] button')
        await page.wait_for_url(place.address + "/")

        assert await page.get_attribute("html", "class") == "kiosk"
        await expect(page.locator('.k-dock form[action="/forget"]')).to_have_count(0)
        await visit(page, place.address + "/find")
        await expect(page.locator("#words")).to_have_value("")
        await visit(page, place.address)


async def test_a_child_who_hits_everything_sees_no_error_and_gets_nowhere(
    page: Page, running: tuple[Place, int]
) -> None:
    """In full by `python -m benchmarks.touches`."""
    place, pid = running

    outcome = await touch_at_random(
        page, place, server_pid=pid, touches=250, seed=20261129
    )

    assert outcome.errors == []
    assert outcome.pages >= 5
    assert outcome.growth_mib <= MOST_GROWTH_MIB


async def test_a_power_cut_in_the_middle_of_a_question_loses_what_was_sent_and_no_more(
    tmp_path: Path,
) -> None:
    """A day offline, too: what was left waits, sealed, until there is a network."""
    place = place_in(tmp_path)
    async with touched_after_start(place) as (page, process):
        await visit(page, place.address + "/message")
        await page.click('button[value="suggestion"]')
        await page.click('button[value="say:1"]')
        await page.click('button[value="leave"]')
        number = await page.locator(".number").inner_text()
        await visit(page, place.address + "/message")
        await page.click('button[value="enquiry"]')
        await page.fill('input[name="words"]', HALF)
        await page.keyboard.press("Enter")
        await expect(page.locator(".draft .text")).to_contain_text(HALF)
        process.send_signal(signal.SIGKILL)
        process.wait()
        kill_browser(place)
    async with touched_after_start(place) as (page, process):
        await visit(page, place.address + "/message/write")
        found = await page.content()
        first = await visit(page, place.address + "/")
        assert process.poll() is None

    assert first is not None
    assert first.status == 200
    assert HALF not in found
    assert waiting(place.root) == 1
    [left] = left_in(place.root, SystemClock())
    assert opened_question(left, OPENING).number == read_number(number)
    assert not any(half in held for half in HALVES for held in bytes_below(tmp_path))
