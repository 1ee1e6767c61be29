"""Say how long to wait before the next attempt: doubled each time, with jitter."""

from random import Random


class Backoff:
    """Count failures of one thing."""

    def __init__(self, *, first_s: float, most_s: float, chance: Random) -> None:
        self._first_s = first_s
        self._most_s = most_s
        self._chance = chance
        self._failures = 0

    def succeeded(self) -> None:
        """Begin anew."""
        self._failures = 0

    def failed(self) -> float:
        """Return how many seconds to wait, between half the pause and the whole."""
        # Above 30 doublings every pause is at the ceiling anyway.
        pause = min(self._most_s, self._first_s * float(1 << min(self._failures, 30)))
        self._failures += 1
        return pause * (0.5 + self._chance.random() / 2)
