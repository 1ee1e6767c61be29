"""Stand still, so that every run of a benchmark counts the same days."""

import time
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StillClock:
    """Be a clock whose wall time never moves."""

    at: datetime

    def now(self) -> datetime:
        """Return the moment of the benchmark."""
        return self.at

    def monotonic(self) -> float:
        """Return the machine's own count."""
        return time.monotonic()
