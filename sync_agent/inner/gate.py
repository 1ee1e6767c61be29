"""Ask a line rarely that ends at somebody else's page, such as a network's login.

All connections of one agent share a gate: else each would fetch that page for itself,
hundreds of times a day, on a line that is paid by the megabyte (F14).
"""

from threading import Lock

from programme.clock import Clock

FIRST_S = 60.0
MOST_S = 1800.0
"""The longest pause: about fifty pages a day."""
_CLAIM_S = 30.0
"""Whoever asks first after a pause has the line alone for so long."""
_MOVED, _NOT_MODIFIED, _FAULTS, _LOG_IN = 300, 304, 400, 511


def is_foreign(status: int, content_type: str) -> bool:
    """Say whether an answer is one that the centre never gives.

    It is where it is a page for people, sends elsewhere, or asks for a login (511, RFC
    6585). A proxy in front of the centre may say in a page that the centre is down.
    """
    page = status < _FAULTS and content_type.lower().startswith("text/html")
    elsewhere = _MOVED <= status < _FAULTS and status != _NOT_MODIFIED
    return page or elsewhere or status == _LOG_IN


class Gate:
    """Be open until a foreign answer comes; then open a crack now and then."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._foreign = 0
        self._opens_at = 0.0

    def closed_s(self) -> float:
        """Return for how many seconds nothing may be asked; 0: ask now."""
        with self._lock:
            if not self._foreign:
                return 0.0
            now = self._clock.monotonic()
            if now < self._opens_at:
                return self._opens_at - now
            self._opens_at = now + _CLAIM_S
            return 0.0

    def shut(self) -> float:
        """Note a foreign answer; return for how many seconds nothing may be asked."""
        with self._lock:
            pause = min(MOST_S, FIRST_S * float(1 << min(self._foreign, 10)))
            self._foreign += 1
            self._opens_at = self._clock.monotonic() + pause
            return pause

    def open(self) -> None:
        """Note that the centre has answered."""
        with self._lock:
            self._foreign = 0
