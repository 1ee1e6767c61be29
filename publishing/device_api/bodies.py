"""Read a request's body up to a limit, while it streams; understand nothing of it.

A body may trickle in over the worst of lines. So it is read for so long at most, few at
a time from one address: who is slow, or means harm, is waited for beside the others.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.requests import Request

from publishing.errors import PublishingError, TooLarge

MOST_BYTES = 2 * 1024 * 1024
_MOST_READ = 128
_MOST_OF_ONE = 8
_LONGEST_S = 300.0
"""As long as an agent sends by its own defaults (`total_timeout_s`)."""


class TooSlow(PublishingError):
    """Say that a body did not come in time."""

    code = "too_slow"
    status = 408

    def __init__(self) -> None:
        super().__init__("送得太慢，没有收完。请过一会儿再送，记录不会丢。")


class Readers:
    """Count the bodies that are being read, by the address they come from."""

    def __init__(
        self, *, most: int = _MOST_READ, most_of_one: int = _MOST_OF_ONE
    ) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._reading: Counter[str] = Counter()

    def has_room(self, address: str) -> bool:
        """Say whether one more body may be read from an address."""
        own = self._reading[address]
        return own < self._most_of_one and self._reading.total() < self._most

    @contextmanager
    def reading(self, address: str) -> Iterator[None]:
        """Count one for as long as the block lasts."""
        self._reading[address] += 1
        try:
            yield
        finally:
            self._reading[address] -= 1
            if not self._reading[address]:
                del self._reading[address]


async def body_in_time(request: Request, longest_s: float = _LONGEST_S) -> bytes:
    """Return the body, or stop reading when it has taken too long.

    Raises:
        TooLarge: The declared or the real length is over the limit.
        TooSlow: It took too long to come.
    """
    try:
        async with asyncio.timeout(longest_s):
            return await body_of(request)
    except TimeoutError as error:
        raise TooSlow from error


async def body_of(request: Request, limit_bytes: int = MOST_BYTES) -> bytes:
    """Return the body, or stop reading as soon as it is too long.

    Raises:
        TooLarge: The declared or the real length is over the limit.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit_bytes:
        raise TooLarge(limit_bytes=limit_bytes)
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > limit_bytes:
            raise TooLarge(limit_bytes=limit_bytes)
        parts.append(part)
    return b"".join(parts)
