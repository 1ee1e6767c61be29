"""Name what the verifier needs of a line to a repository: HTTP, or a stick.

What is fetched is checked by those who ask; no implementation is trusted.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from sync_agent.inner.http import Answer


class Arriving(Protocol):
    """Be an answer on its way."""

    @property
    def status(self) -> int:
        """Return its status, as HTTP counts them."""
        ...

    def chunks(self, most_bytes: int | None) -> Iterator[bytes]:
        """Yield bytes as they come.

        Raises:
            HttpFailed: Too many, too slow, or the line broke.
        """
        ...


class Fetching(Protocol):
    """Be a line to a repository."""

    def get(
        self, url: str, *, most_bytes: int, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Return the whole answer, whatever its status.

        Raises:
            HttpFailed: No whole answer came within time and length.
        """
        ...

    def stream(
        self, url: str, *, headers: Mapping[str, str] | None = None
    ) -> AbstractContextManager[Arriving]:
        """Open an answer whose bytes come as they come.

        Raises:
            HttpFailed: The request failed, or the reading did.
        """
        ...
