"""Let so many in a second, and tell each of the others when its turn is; know no HTTP.

A whole county may come back at once, after a power cut or a restart of the centre.
Who is refused is told a moment of its own, one after the other, so that they come
back as fast as can be served and no faster (F24).
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from programme.clock import Clock
from publishing.errors import PublishingError

_NEWEST = 0.2
"""The weight of the newest in the average."""


class TurnLater(PublishingError):
    """Say when to come back."""

    code = "turn_later"
    status = 429

    def __init__(self, *, retry_after_s: int) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(f"同时来的设备太多。请 {retry_after_s} 秒后再来，内容不会少。")


class Admission:
    """Hold a bucket of tokens that all share, and the length of the queue outside."""

    def __init__(
        self, clock: Clock, *, per_s: float, burst: int, most_inside: int | None = None
    ) -> None:
        """Begin with a full bucket.

        Args:
            clock: Measures how long a second is.
            per_s: How many are let in each second.
            burst: How many more may come at once.
            most_inside: How many may be served at once; None: any number.
        """
        self._most_inside = most_inside
        self._inside = 0
        self._takes_s = 0.0
        """How long one was inside of late, on average."""
        self._clock = clock
        self._per_s = per_s
        self._burst = float(burst)
        self._tokens = float(burst)
        self._waiting = 0.0
        self._at = clock.monotonic()
        self._lock = threading.Lock()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Take a token, and a place for as long as the block lasts.

        Raises:
            TurnLater: There is none left.
        """
        self.enter()
        with self.place():
            yield

    @contextmanager
    def place(self) -> Iterator[None]:
        """Take a place for as long as the block lasts.

        What comes over a slow line is waited for before: it would hold a place of
        somebody who is here.

        Raises:
            TurnLater: There is none left.
        """
        with self._lock:
            self._pass()
            if not self._has_place:
                raise self._later()
            self._inside += 1
        began = self._clock.monotonic()
        try:
            yield
        finally:
            took_s = self._clock.monotonic() - began
            with self._lock:
                self._inside -= 1
                self._takes_s += (took_s - self._takes_s) * _NEWEST

    def enter(self) -> None:
        """Take a token, where there is a place as well.

        Raises:
            TurnLater: There is none left.
        """
        with self._lock:
            self._pass()
            if self._tokens < 1 or not self._has_place:
                raise self._later()
            self._tokens -= 1

    def turned_away(self) -> TurnLater:
        """Return when somebody may come back whom another rule keeps out."""
        with self._lock:
            self._pass()
            return self._later()

    def _later(self) -> TurnLater:
        self._waiting += 1
        return TurnLater(retry_after_s=int(self._waiting / self._served_per_s) + 1)

    @property
    def _has_place(self) -> bool:
        return self._most_inside is None or self._inside < self._most_inside

    @property
    def _served_per_s(self) -> float:
        """Return how many come in each second: as the settings have it, or fewer.

        A slow disk serves fewer; told too early, all would knock again and again.
        """
        if self._most_inside is None or not self._takes_s:
            return self._per_s
        return min(self._per_s, self._most_inside / self._takes_s)

    def _pass(self) -> None:
        now = self._clock.monotonic()
        passed_s = now - self._at
        self._at = now
        self._tokens = min(self._burst, self._tokens + passed_s * self._per_s)
        # Those who were told a moment come by themselves; none is remembered by name.
        self._waiting = max(0.0, self._waiting - passed_s * self._served_per_s)
