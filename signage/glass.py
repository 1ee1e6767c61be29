"""Look at a screen page in its own browser, and take its picture; keep nothing."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from programme.clock import Clock
from signage.devtools import BrowserRefused, BrowserTrouble, DevTools

_PAGE = "page"
_QUALITIES = (60, 40, 25, 12)
"""From best to smallest; the first that fits is taken."""
_LOOK = """new Promise((done) => {
  const told = () => done(JSON.stringify({
    ...document.documentElement.dataset,
    width: innerWidth, height: innerHeight, address: location.href }));
  if (document.visibilityState !== "visible") told();
  else requestAnimationFrame(told);
})"""
"""A frame has to come: a page whose frames stand still hangs, whatever it answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Be what a page says that it has painted."""

    address: str
    width: int
    height: int
    view: str = ""
    """Empty: nothing is painted yet."""
    disclosure: str = ""
    page: str = ""
    version: int = 0
    painted_at: str = ""


class Glass(Protocol):
    """Be a screen page that can be looked at."""

    def look(self, within_s: float) -> Seen:
        """Return what is painted.

        Raises:
            BrowserTrouble: It cannot be asked.
        """
        ...

    def picture(self, within_s: float, most_bytes: int) -> bytes:
        """Return a WebP picture of the whole page, as small as asked if it can be.

        Raises:
            BrowserTrouble: None can be taken.
        """
        ...

    def open(self, address: str, within_s: float) -> None:
        """Go to a page.

        Raises:
            BrowserTrouble: It cannot be asked.
        """
        ...

    def end(self) -> None:
        """End the browser."""
        ...


class ChromiumGlass:
    """Be a Chromium with one page, started with pipes of our own."""

    def __init__(self, command: Sequence[str], clock: Clock, within_s: float) -> None:
        """Start it.

        Raises:
            BrowserTrouble: It did not come up with a page in time.
        """
        self._tools = DevTools((*command, "--remote-debugging-pipe"), clock)
        try:
            self._session = self._attach(within_s)
        except BrowserTrouble:
            self._tools.kill()
            raise

    @property
    def pid(self) -> int:
        """Return the browser's process id."""
        return self._tools.pid

    def look(self, within_s: float) -> Seen:
        """Return what is painted, after one more frame."""
        asked = {"expression": _LOOK, "awaitPromise": True, "returnByValue": True}
        answer = self._ask("Runtime.evaluate", asked, within_s)
        try:
            return _seen(json.loads(answer["result"]["value"]))
        except (AttributeError, KeyError, ValueError, TypeError) as error:
            raise BrowserRefused("Runtime.evaluate", str(answer)[:200]) from error

    def picture(self, within_s: float, most_bytes: int) -> bytes:
        """Return a WebP picture of the whole page."""
        picture = b""
        for quality in _QUALITIES:
            asked = {"format": "webp", "quality": quality}
            answer = self._ask("Page.captureScreenshot", asked, within_s)
            try:
                picture = base64.b64decode(answer["data"])
            except (KeyError, TypeError, binascii.Error) as error:
                raise BrowserRefused("Page.captureScreenshot", "") from error
            if len(picture) <= most_bytes:
                break
        return picture

    def open(self, address: str, within_s: float) -> None:
        """Go to a page."""
        self._ask("Page.navigate", {"url": address}, within_s)

    def end(self) -> None:
        """End the browser."""
        self._tools.kill()

    def _ask(self, method: str, asked: dict[str, Any], within_s: float) -> Any:  # noqa: ANN401 - the browser's own JSON
        return self._tools.call(method, asked, within_s=within_s, session=self._session)

    def _attach(self, within_s: float) -> str:
        """Return the line to the page.

        Raises:
            BrowserTrouble: There is no page, or no answer.
        """
        found = self._tools.call("Target.getTargets", within_s=within_s)
        try:
            pages = [one for one in found["targetInfos"] if one["type"] == _PAGE]
            asked = {"targetId": pages[0]["targetId"], "flatten": True}
            told = self._tools.call("Target.attachToTarget", asked, within_s=within_s)
            session: str = told["sessionId"]
        except (LookupError, TypeError) as error:
            raise BrowserRefused("Target.getTargets", _PAGE) from error
        return session


GlassMaker = Callable[[], Glass]
"""Starts a browser and gives its glass; raises BrowserTrouble."""


_SHAPES = {
    "view": re.compile(r"[a-z_]{0,20}"),
    "disclosure": re.compile(r"([a-z0-9][a-z0-9._-]{0,79})?"),
    "pageSha": re.compile(r"([0-9a-f]{64})?"),
}


def _seen(told: dict[str, Any]) -> Seen:
    """Return what a page told.

    Raises:
        ValueError: It is nothing that our page ever tells.
    """
    for name, shape in _SHAPES.items():
        if not shape.fullmatch(told.get(name, "")):
            raise ValueError(name)
    version = told.get("planVersion", "")
    return Seen(
        address=told["address"],
        width=told["width"],
        height=told["height"],
        view=told.get("view", ""),
        disclosure=told.get("disclosure", ""),
        page=told.get("pageSha", ""),
        version=int(version) if version.isdecimal() else 0,
        painted_at=told.get("paintedAt", ""),
    )
