"""Fetch for the TUF client through our own HTTP; what is fetched is TUF's matter."""

from collections.abc import Iterator

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface

from sync_agent.inner.http import Http

_MOST_BYTES = 16 * 1024 * 1024
"""Above what any metadata or target may have; TUF's own cap is lower for each file."""
_GOOD = 200


class TufFetcher(FetcherInterface):
    """Be the way of `tuf.ngclient` to the repository."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._primed: dict[str, bytes] = {}

    def prime(self, url: str, body: bytes) -> None:
        """Answer the next request for an address with bytes that are here already."""
        self._primed = {url: body}

    def _fetch(self, url: str) -> Iterator[bytes]:
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
