"""Tell the time: the `Clock` protocol and the one class that reads the wall clock.

Only an `app.py` or a command makes a `SystemClock`; everybody else takes a `Clock`.
"""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Be asked for the instant, and for a count that never goes back."""

    def now(self) -> datetime:
        """Return the aware UTC instant."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only ever grow; for durations."""
        ...


class SystemClock:
    """Read the machine's clocks."""

    def now(self) -> datetime:
        """Return the aware UTC instant of the machine."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return the machine's monotonic seconds."""
        return time.monotonic()
