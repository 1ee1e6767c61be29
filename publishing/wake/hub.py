"""Know who listens for which group, and call them; it speaks no HTTP."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from publishing.wake.notice import EVERYBODY


class HubFull(Exception):
    """Say that no more connections are taken."""

    code = "hub_full"

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"已经连了 {most} 台设备，不能再多。设备会改用轮询。")


class Hub:
    """Hold one event per listener: two calls before it looks are one."""

    def __init__(self, *, most_connections: int, returns_per_s: float = 30.0) -> None:
        self._most = most_connections
        self._returns_per_s = returns_per_s
        self._listeners: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._count = 0
        self.closing = asyncio.Event()

    @property
    def count(self) -> int:
        """Return how many listen."""
        return self._count

    @property
    def spread_ms(self) -> int:
        """Return over how long listeners should come back if all lines broke now."""
        return int(self._count * 1000 / self._returns_per_s)

    @property
    def has_room(self) -> bool:
        """Say whether one more may listen."""
        return self._count < self._most

    @contextmanager
    def listening(self, group: str) -> Iterator[asyncio.Event]:
        """Give the event that is set when the group has something new.

        Raises:
            HubFull: No more connections are taken.
        """
        if not self.has_room:
            raise HubFull(self._most)
        call = asyncio.Event()
        self._listeners[group].add(call)
        self._count += 1
        try:
            yield call
        finally:
            self._count -= 1
            self._listeners[group].discard(call)
            if not self._listeners[group]:
                del self._listeners[group]

    def call(self, groups: Iterable[str]) -> None:
        """Call the listeners of groups; `EVERYBODY` calls all."""
        wanted = set(groups)
        if EVERYBODY in wanted:
            wanted = set(self._listeners)
        for group in wanted & self._listeners.keys():
            for call in self._listeners[group]:
                call.set()

    def close(self) -> None:
        """Let every listener end."""
        self.closing.set()
        self.call([EVERYBODY])
