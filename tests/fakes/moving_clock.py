"""Tell the time that a test wants it to be."""

from datetime import datetime, timedelta


class MovingClock:
    """Stand still until a test moves it forward, or sets it."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._passed_s = 0.0

    def now(self) -> datetime:
        """Return the instant that was set."""
        return self._now

    def monotonic(self) -> float:
        """Return the seconds that have passed."""
        return self._passed_s

    def forward(self, by: timedelta) -> None:
        """Let time pass."""
        self._now += by
        self._passed_s += by.total_seconds()

    def step(self, by: timedelta) -> None:
        """Set the wall clock, as a correction from outside does."""
        self._now += by
