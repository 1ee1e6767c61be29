"""Know whether a browser is showing the kiosk's pages, and which emergency notice.

It writes nothing down.
"""

import math

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from programme.clock import Clock

ALIVE_FOR_S = 15.0
"""Pages ask every two seconds; so many may be missed while one is loading."""

_FETCH_MODE = ("sec-fetch-mode", "navigate")


class Pulse:
    """Remember the last sign of life from a page."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last_s: float | None = None
        self._opened_s: float | None = None
        self._notice = ""

    def beat(self, notice: str = "") -> None:
        """Note that a page is there, with the notice that it really shows, if any."""
        self._last_s = self._clock.monotonic()
        self._notice = notice

    def opened(self) -> None:
        """Note that a browser asks for a page: it lives, but shows nothing of it yet.

        Somebody who goes on faster than pages say that they are there is no hang (F5).
        """
        self._opened_s = self._clock.monotonic()

    @property
    def notice(self) -> str:
        """Return the id of the notice that the page last said it shows."""
        return self._notice if self.beats() else ""

    def silent_s(self) -> float:
        """Return the seconds since the last sign of life; endless before the first."""
        return min(self._since(self._last_s), self._since(self._opened_s))

    def beats(self) -> bool:
        """Say whether a page was there just now."""
        return self._since(self._last_s) <= ALIVE_FOR_S

    def _since(self, at_s: float | None) -> float:
        return math.inf if at_s is None else self._clock.monotonic() - at_s


class Listening:
    """Hear every page that a browser opens."""

    def __init__(self, app: ASGIApp, *, pulse: Pulse) -> None:
        self._app = app
        self._pulse = pulse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        # So a browser marks what it opens as a page; nobody else does.
        if scope["type"] == "http" and _FETCH_MODE in Headers(scope=scope).items():
            self._pulse.opened()
        await self._app(scope, receive, send)
