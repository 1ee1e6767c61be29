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

    def after(self, later_s: float | None) -> float:
        """Return how many seconds to wait after an answer that refused.

        Where the centre said after how many, that is no failure. Up to a second more
        comes by chance, for the centre counts in whole ones; nobody may keep a device
        away for longer than the ceiling.
        """
        if later_s is None:
            return self.failed()
        return min(self._most_s, later_s + self._chance.random())

    def spread(self, over_s: float) -> float:
        """Return how many seconds to wait after a line broke that all others lost too.

        Args:
            over_s: Over how long the centre wants them all to come back.
        """
        return max(self.failed(), min(self._most_s, over_s) * self._chance.random())

    def failed(self) -> float:
        """Return how many seconds to wait, between half the pause and the whole."""
        # Above 30 doublings every pause is at the ceiling anyway.
        pause = min(self._most_s, self._first_s * float(1 << min(self._failures, 30)))
        self._failures += 1
        return pause * (0.5 + self._chance.random() / 2)
