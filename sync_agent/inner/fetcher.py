"""Fetch for the TUF client over a line of ours; what is fetched is TUF's matter."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import IO

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface

from sync_agent.inner.fetching import Fetching

_MOST_BYTES = 16 * 1024 * 1024
"""Above what any metadata or target may have; TUF's own cap is lower for each file."""
_GOOD = 200


class TufFetcher(FetcherInterface):
    """Be the way of `tuf.ngclient` to the repository."""

    def __init__(self, http: Fetching) -> None:
        self._http = http
        self._primed: dict[str, bytes] = {}
        self._flowing: Generator[bytes] | None = None

    def prime(self, url: str, body: bytes) -> None:
        """Answer the next request for an address with bytes that are here already."""
        self._primed = {url: body}

    def fetch(self, url: str) -> Iterator[bytes]:
        """Begin to fetch an address; errors come as the library wants them.

        Raises:
            DownloadError: Nothing could be fetched.
        """
        self._flowing = self._fetch(url)
        return self._flowing

    @contextmanager
    def download_file(self, url: str, max_length: int) -> Iterator[IO[bytes]]:
        """Give the fetched bytes as a file, and leave no connection open behind.

        The library stops reading where a file is longer than was signed; without
        this, the connection would stay open until the garbage is collected.

        Raises:
            DownloadError: Nothing, or too much, was fetched.
            HttpFailed: There is no whole answer within time and length.
        """
        try:
            with super().download_file(url, max_length) as file:
                yield file
        finally:
            if self._flowing is not None:
                self._flowing.close()

    def _fetch(self, url: str) -> Generator[bytes]:
        """Yield the bytes of an address.

        Raises:
            DownloadHTTPError: The answer has another status than 200.
            HttpFailed: There is no whole answer within time and length.
        """
        primed = self._primed.pop(url, None)
        if primed is not None:
            yield primed
            return
        with self._http.stream(url) as incoming:
            if incoming.status != _GOOD:
                message = f"{incoming.status} for {url}"
                raise DownloadHTTPError(message, incoming.status)
            yield from incoming.chunks(_MOST_BYTES)
