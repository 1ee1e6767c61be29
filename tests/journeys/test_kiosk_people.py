"""Eight people at one kiosk: old, seated, blind, foreign, hurried, small, and unlucky.

One kiosk runs for all of them, without any network; each has a browser of their own.
"""

import re
import signal
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.async_api import Page, Request, Response, expect

from benchmarks.touches import MOST_GROWTH_MIB, touch_at_random
from programme.clock import SystemClock
from programme.questions import opened_question, read_number
from programme.sealed_box import OpeningKey
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
from tests.fakes.kiosk_place import store_in
from tests.fakes.kiosk_questions import ANSWERED, takes_questions
from tests.fakes.left_questions import left_in
from tests.fakes.ports import free_port
from tests.fakes.visiting import visit

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

LEAST_PX = 21
"""0.7 degrees at 60 cm before a 43-inch glass, as capital letters are high."""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("body *")].filter((one) =>
  one.getClientRects().length > 0 && !one.closest(".unseen, svg, .veil, .cover") &&
  [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim()),
).map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
HAN = re.compile(r"[\u4e00-\u9fff]")
WALK = """async () => {
  const said = [];
  const asked = window.fetch;
  window.fetch = (where, what) => {
    if (!String(where).endsWith("/speech/say")) return asked(where, what);
    said.push(what.body.get("text"));
    return Promise.resolve(new Response(null, { status: 503 }));
  };
  while (said.length < 140 && !(said.at(-1) ?? "").startsWith("这是最后一项")) {
    const before = said.length;
    const key = { key: "ArrowDown", code: "ArrowDown" };
    dispatchEvent(new KeyboardEvent("keydown", key));
    while (said.length === before) await new Promise((done) => setTimeout(done));
  }
  return said;
}"""
"""Press "next" until the page says that it has ended; return what was to be spoken."""
OPENING = OpeningKey.generate()
ITEM = "/items/qinghe-gaj-001"
EVERY = (
    "/", "/find", "/events", "/events/birth", "/people", "/people/disabled", "/offices",
    "/offices/gaj", "/counters", ITEM, f"{ITEM}/near", f"{ITEM}/papers", "/notices",
    "/notices?when=past", "/notices/search", "/notices/found", "/notices/choose/unit",
    "/notices/d-1", "/notices/d-1?as=cards", "/help", "/message", "/message/write",
    "/message/about", "/message/follow", "/message/request", "/echo",
    f"/echo/{ANSWERED}", "/rate", "/not-there",
)  # fmt: skip


HALF = "话说到一半"
HALVES = (HALF.encode(), HALF.encode("utf-16-le"))


def bytes_below(folder: Path) -> list[bytes]:
    return [one.read_bytes() for one in folder.rglob("*") if one.is_file()]


def place_in(folder: Path) -> Place:
    """Return a kiosk that takes questions and heard nobody since yesterday."""
    store = store_in(folder)
    now = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - the server's is real
    takes_questions(store, OPENING, since=now - timedelta(days=1))
    return Place(root=store.root, port=free_port(), profile=folder / "profile")


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
    """Below the line at 1220 mm of a 43-inch glass that hangs at 700 mm (LOOK)."""
    await page.click('button[value="reach"]')
    wrong = []
    for path in EVERY:
        await visit(page, place.address + path)
        await settled(page)
        high = await page.evaluate(TOO_HIGH)
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


def heard_on(page: Page) -> tuple[list[str], list[int]]:
    """Return what is sent to be spoken from now on, and how it is answered."""
    said: list[str] = []
    answered: list[int] = []

    def note(asked: Request) -> None:
        if asked.url.endswith("/speech/say"):
            said.append(parse_qs(asked.post_data or "")["text"][0])

    def note_answer(answer: Response) -> None:
        if answer.url.endswith("/speech/say"):
            answered.append(answer.status)

    page.on("request", note)
    page.on("response", note_answer)
    return said, answered


async def spoken_after(page: Page, said: list[str], key: str) -> str:
    """Press a key and return what it has spoken."""
    async with page.expect_request("**/speech/say"):
        await page.keyboard.press(key)
    return said[-1]


async def listen_for(page: Page, said: list[str], words: str) -> list[str]:
    """Go from stop to stop until words are heard; return all that was heard."""
    heard: list[str] = []
    for _ in range(60):
        heard.append(await spoken_after(page, said, "ArrowDown"))
        if words in heard[-1]:
            return heard
    raise AssertionError(heard)


async def spoken_while_held(page: Page, said: list[str], key: str) -> list[str]:
    """Hold a key down; return what it has spoken after the first time."""
    async with page.expect_request("**/speech/say"):
        await page.keyboard.down(key)
    before = len(said)
    for _ in range(3):
        await page.keyboard.down(key)
    await page.keyboard.up(key)
    await spoken_after(page, said, "Numpad1")
    return said[before:-1]


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
