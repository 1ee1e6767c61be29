"""Wait as long as this machine needs: a slower one than the measured has more time."""

from functools import cache
from time import monotonic

MEASURED_S = 0.12
"""What two million additions take on the machine that the time-outs are for."""
_MOST = 4.0


@cache
def patience() -> float:
    """Return how much longer than the measured machine this one takes: 1 to 4."""
    begun = monotonic()
    total = 0
    for number in range(2_000_000):
        total += number
    return min(max((monotonic() - begun) / MEASURED_S, 1.0), _MOST)


def within(seconds: float) -> float:
    """Return in seconds what the measured machine must do in so many."""
    return seconds * patience()


def ms(seconds: float) -> float:
    """Return in milliseconds what the measured machine must do in so many seconds."""
    return within(seconds) * 1000
