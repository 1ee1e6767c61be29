"""Keep one address from asking too often; in memory, bounded, forgetful."""

import threading
from collections import OrderedDict

from programme.clock import Clock
from publishing.errors import PublishingError

_MOST_ADDRESSES = 4096


class TooOften(PublishingError):
    """Say when to come back."""

    code = "too_often"
    status = 429

    def __init__(self, *, retry_after_s: int) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(f"请求太频繁。请 {retry_after_s} 秒后再试。")


class Pace:
    """Give each address a bucket of tokens that fills at a steady rate."""

    def __init__(self, clock: Clock, *, per_minute: int, burst: int) -> None:
        self._clock = clock
        self._per_s = per_minute / 60
        self._burst = float(burst)
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str) -> None:
        """Take a token of an address.

        Raises:
            TooOften: There is none left.
        """
        now = self._clock.monotonic()
        with self._lock:
            tokens, since = self._buckets.pop(address, (self._burst, now))
            tokens = min(self._burst, tokens + (now - since) * self._per_s)
            empty = tokens < 1
            self._buckets[address] = (tokens if empty else tokens - 1, now)
            if len(self._buckets) > _MOST_ADDRESSES:
                self._buckets.popitem(last=False)
        if empty:
            raise TooOften(retry_after_s=int((1 - tokens) / self._per_s) + 1)
