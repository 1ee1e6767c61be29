"""A visitor tries to get out of the kiosk (F26): keys, gestures, links, addresses.

The browser is the one that `mingbai kiosk show` starts, under the policies that
`mingbai kiosk policies` prints. Keys are given to the page, as they come where no
window manager takes them first: what the page lets pass, the browser would act on.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from playwright.async_api import CDPSession, Error, Page

from tests.fakes.fingers import Fingers
from tests.fakes.kiosk_browser import PORTRAIT, Place, server
from tests.fakes.kiosk_place import place_in
from tests.fakes.kiosk_show import looked_into, may_unshare, profile_of, shown
from tests.fakes.visiting import visit

pytestmark = [pytest.mark.fault, pytest.mark.enable_socket]

_TIMES, _BETWEEN_MS, _PATIENCE_MS = 20, 250, 5_000
_OPENING = "dock undefined"
KEYS = (
    "Control+t", "Control+n", "Control+Shift+n", "Control+w", "Control+Shift+w",
    "Control+o", "Control+s", "Control+p", "Control+u", "Control+j", "Control+h",
    "Control+l", "Control+f", "Control+g", "Control+d", "Control+r", "Control+a",
    "Control+c", "Control+v", "Control+x", "Control+Shift+i", "Control+Shift+j",
    "Control+Shift+Delete", "Control+Tab", "Control+Equal", "Control+Minus",
    "Control+0", "Control+F4", "Alt+F4", "Alt+ArrowLeft", "Alt+ArrowRight", "Alt+d",
    "Alt+Home", "Alt+Tab", "Meta+l", "F1", "F3", "F5", "F6", "F7", "F10", "F11", "F12",
    "ContextMenu",
)  # fmt: skip
# Which of these keys and clicks no page of ours kept from the browser.
LISTEN = """() => {
  globalThis.let_pass = [];
  for (const kind of ["keydown", "contextmenu", "auxclick", "dragstart", "drop"]) {
    addEventListener(kind, (one) => {
      if (one.key !== "Shift") let_pass.push(`${kind} ${one.key ?? ""}`);
    });
  }
}"""
# What a page tells after a move; one that was opened anew has no listener: no way out.
TOLD = """() => {
  const dock = document.querySelector(".k-dock")?.getBoundingClientRect();
  const seen = `scale ${visualViewport.scale}, ${innerWidth} wide, dock ${dock?.width}`;
  const whole = seen === "scale 1, 1080 wide, dock 1080";
  return [...(globalThis.let_pass ?? []), ...(whole ? [] : [seen])];
}"""
ADDRESSES = (
    "file:///etc/passwd", "view-source:http://127.0.0.1/", "chrome://version",
    "chrome://policy", "chrome://inspect", "devtools://devtools/bundled/inspector.html",
    "data:text/html,out", "http://192.0.2.1/", "https://192.0.2.1/",
    "http://localhost:1/",
)  # fmt: skip
# What a script of a page could try, were one ever let in.
TRIES = {
    "open a window": "() => { open('https://192.0.2.1/'); }",
    "open a window of its own": "() => { open('/'); }",
    "print": "() => { print(); }",
    "follow a link out": "() => { const a = document.createElement('a');"
    " a.href = 'https://192.0.2.1/'; document.body.append(a); a.click(); }",
    "follow a link into a new window": "() => { const a = document.createElement('a');"
    " a.href = '/help'; a.target = '_blank'; document.body.append(a); a.click(); }",
    "download": "() => { const a = document.createElement('a');"
    " a.href = '/static/mark.svg'; a.download = 'm.svg';"
    " document.body.append(a); a.click(); }",
    "download a blob": "() => { const a = document.createElement('a');"
    " a.href = URL.createObjectURL(new Blob(['x'])); a.download = 'x.html';"
    " document.body.append(a); a.click(); }",
    "send a form out": "() => { const f = document.createElement('form');"
    " f.action = 'https://192.0.2.1/'; document.body.append(f); f.submit(); }",
    "choose a file": "() => { const i = document.createElement('input');"
    " i.type = 'file'; document.body.append(i); i.click(); }",
    "frame another site": "() => { const f = document.createElement('iframe');"
    " f.src = 'https://192.0.2.1/'; document.body.append(f); }",
    "go to a file": "() => { location.href = 'file:///etc/passwd'; }",
    "go to an empty page": "() => { location.href = 'about:blank'; }",
    "go out": "() => { location.href = 'https://192.0.2.1/'; }",
    "run a script in the address": "() => { location.href = 'javascript:void(0)'; }",
    "leave full screen": "() => { document.exitFullscreen().catch(() => {}); }",
}


@dataclass(kw_only=True)
class Visitor:
    """Be somebody who tries; remember what came of it."""

    place: Place
    page: Page
    tools: CDPSession
    """The line to the browser."""
    hand: CDPSession
    """The line to the page, for touches too."""
    moves: int = 0
    ways_out: list[str] = field(default_factory=list)

    async def tries(self, name: str, move: Callable[[], Awaitable[object]]) -> None:
        """Make a move, and note it if it leads out."""
        self.moves += 1
        try:
            await move()
        except Error as error:
            if "ERR_BLOCKED_BY_ADMINISTRATOR" not in str(error):
                raise
            # The browser says so on a page of its own, and is sent on from there.
            await self.page.wait_for_url("chrome-error://**")
            await visit(self.page, self.place.address)
        self.ways_out += [f"{name}: {one}" for one in await self._wrong()]

    async def _wrong(self) -> list[str]:
        found = await self.tools.send("Target.getTargets")
        every = [one for one in found["targetInfos"] if one["type"] != "service_worker"]
        own = self.place.address + "/"
        at = [one["url"] for one in every if one["url"]]
        wrong = [f"at {url}" for url in at if not url.startswith(own)]
        if len(every) != 1:
            wrong.append(f"{len(every)} windows")
        return [*wrong, *await self._told()]

    async def _told(self) -> list[str]:
        """Return what the page tells, and the next one where it is just opening."""
        told: list[str] = []
        for _ in range(_TIMES):
            told = await self._asked(TOLD) or []
            if not told:
                return told
            await self._asked(LISTEN)
            if not any(_OPENING in one for one in told):
                return told
            await self.page.wait_for_timeout(_BETWEEN_MS)
        return told

    async def _asked(self, function: str) -> list[str] | None:
        """Ask the page, past a driver that awaits what the page has called off."""
        asked = {"expression": f"({function})()", "returnByValue": True}
        answer = await self.hand.send("Runtime.evaluate", asked)
        told: list[str] | None = answer["result"].get("value")
        return told


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Give a kiosk that runs."""
    if not may_unshare():
        pytest.skip("this machine hides no folder from others: no policies to try")
    found = place_in(tmp_path)
    with server(found):
        yield found


@pytest.fixture
async def visitor(place: Place) -> AsyncIterator[Visitor]:
    """Give a visitor before the kiosk's own browser."""
    with shown(place) as door:
        async with looked_into(door) as (browser, page):
            width, height = PORTRAIT
            await page.set_viewport_size({"width": width, "height": height})
            page.set_default_timeout(_PATIENCE_MS)
            tools = await browser.new_browser_cdp_session()
            hand = await page.context.new_cdp_session(page)
            yield Visitor(place=place, page=page, tools=tools, hand=hand)


async def by_keys(visitor: Visitor) -> None:
    await visit(visitor.page, visitor.place.address + "/find")
    await visitor.page.evaluate(LISTEN)
    await visitor.page.fill("#words", "SFZ")
    for key in KEYS:
        await visitor.tries(key, partial(visitor.page.keyboard.press, key))


async def by_gestures(visitor: Visitor) -> None:
    page, link = visitor.page, "a.search"
    await visit(page, visitor.place.address)
    await page.evaluate(LISTEN)
    fingers = Fingers(page=page, line=visitor.hand)
    gestures: tuple[Callable[[], Awaitable[object]], ...] = (
        partial(page.click, link, button="right"),
        partial(page.click, link, button="middle"),
        partial(page.click, link, modifiers=["Control"]),
        partial(page.click, link, modifiers=["Shift"]),
        partial(page.dblclick, ".hello h1"),
        partial(page.drag_and_drop, link, ".hello h1"),
        fingers.press_long,
        fingers.pinch,
        fingers.swipe_from_the_edge,
        fingers.draw_five,
        fingers.turn_wheel_with_control,
        fingers.drop_file,
        fingers.drop_address,
    )
    for gesture in gestures:
        await visitor.tries(str(gesture), gesture)


async def by_the_way_back(visitor: Visitor) -> None:
    """Go back beyond the visit: whoever does so comes home, to nobody's page."""
    page = visitor.page
    await visit(page, visitor.place.address + "/items/qinghe-gaj-001")
    await page.click('.k-dock form[action="/forget"] button')
    await page.wait_for_url(visitor.place.address + "/")

    for name, step in (("back", -1), ("forward", 1), ("far back", -5)):
        await visitor.tries(name, partial(page.evaluate, f"history.go({step})"))
        await page.wait_for_url(visitor.place.address + "/")


async def by_addresses(visitor: Visitor) -> None:
    """Have the browser itself sent elsewhere, as by a key that a page never sees."""
    for address in ADDRESSES:
        await visitor.tries(address, partial(visitor.page.goto, address))


async def by_scripts(visitor: Visitor) -> None:
    for name, script in TRIES.items():
        await visit(visitor.page, visitor.place.address)
        await visitor.page.click(".hello h1")
        await visitor.tries(name, partial(visitor.page.evaluate, script))


# F26
async def test_no_key_gesture_link_or_address_leads_out_of_the_kiosk(
    visitor: Visitor, record_property: Callable[[str, object], None]
) -> None:
    await by_keys(visitor)
    await by_gestures(visitor)
    await by_the_way_back(visitor)
    await by_addresses(visitor)
    await by_scripts(visitor)

    downloads = list(profile_of(visitor.place).rglob("*.svg"))
    record_property("outcome", f"{len(visitor.ways_out)} of {visitor.moves} lead out")
    assert visitor.ways_out == []
    assert visitor.moves >= 40
    assert downloads == []
