"""Let people of all kinds visit one kiosk: its pages, its voice, what is measured."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs

from playwright.async_api import Page, Request, Response

from programme.sealed_box import OpeningKey
from tests.fakes.kiosk_browser import TOO_HIGH, Place
from tests.fakes.kiosk_place import store_in
from tests.fakes.kiosk_questions import ANSWERED, takes_questions
from tests.fakes.ports import free_port

LEAST_PX = 21
"""0.7 degrees at 60 cm before a 43-inch glass, as capital letters are high."""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("body *")].filter((one) =>
  one.getClientRects().length > 0 && !one.closest(".unseen, svg, .veil, .cover") &&
  [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim()),
).map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
UNMARKED = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const { data, parentElement } = walk.currentNode;
    const language = parentElement.closest("[lang]").getAttribute("lang");
    const chinese = /\\p{Script=Han}/u.test(data);
    if (chinese && !language.startsWith("zh")) found.push(data.trim());
  }
  return found;
}"""
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
ABOVE_THIRD = TOO_HIGH.replace("0.45", "2 / 3")
LOW = (
    "/", "/message", "/message/follow", "/message/request", "/languages", "/rate",
    ITEM, "/notices/d-1", "/counters/qinghe-hall-12/way",
)  # fmt: skip
"""Where all that is touched has room in the lower third (docs/decisions/0066)."""
EVERY = (
    "/", "/find", "/events", "/events/birth", "/people", "/people/disabled", "/offices",
    "/offices/gaj", "/counters", "/counters/qinghe-hall-12/way", "/languages", ITEM,
    f"{ITEM}/near", f"{ITEM}/papers", "/notices",
    "/notices?when=past", "/notices/search", "/notices/found", "/notices/choose/unit",
    "/notices/d-1", "/notices/d-1?as=cards", "/help", "/message", "/message/write",
    "/message/about", "/message/follow", "/message/request", "/echo",
    f"/echo/{ANSWERED}", "/rate", "/not-there",
)  # fmt: skip


def place_in(folder: Path) -> Place:
    """Return a kiosk that takes questions and heard nobody since yesterday."""
    store = store_in(folder)
    now = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - the server's is real
    takes_questions(store, OPENING, since=now - timedelta(days=1))
    return Place(root=store.root, port=free_port(), profile=folder / "profile")


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
