"""Know whether a browser is showing the kiosk's pages, and which emergency notice.

It writes nothing down.
"""

import math

from programme.clock import Clock

ALIVE_FOR_S = 15.0
"""Pages ask every two seconds; so many may be missed while one is loading."""


class Pulse:
    """Remember the last sign of life from a page."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last_s: float | None = None
        self._notice = ""

    def beat(self, notice: str = "") -> None:
        """Note that a page is there, with the notice that it really shows, if any."""
        self._last_s = self._clock.monotonic()
        self._notice = notice

    @property
    def notice(self) -> str:
        """Return the id of the notice that the page last said it shows."""
        return self._notice if self.beats() else ""

    def silent_s(self) -> float:
        """Return the seconds since the last sign of life; endless before the first."""
        last = self._last_s
        return math.inf if last is None else self._clock.monotonic() - last

    def beats(self) -> bool:
        """Say whether a page was there just now."""
        return self.silent_s() <= ALIVE_FOR_S
