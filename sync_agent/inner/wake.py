"""Listen for the centre's word that there is something new; fetch nothing.

Server-sent events (the HTML standard, section 9.2): only the event's name counts.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from threading import Event
from urllib.parse import quote

from sync_agent.inner.backoff import Backoff
from sync_agent.inner.http import Http, later_of
from sync_agent.inner.http_errors import AnswerRefused, HttpFailed

_WAKE = b"event: wake"
_RETRY = b"retry:"
_MOST_DIGITS = 7
_LONGEST_LINE = 4096
_GOOD = 200
_log = logging.getLogger(__name__)


class WakeListener:
    """Hold one connection to the wake service, and find back when it breaks."""

    def __init__(
        self,
        *,
        http: Http,
        url: str,
        group: str,
        on_wake: Callable[[], None],
        backoff: Backoff,
    ) -> None:
        self._http = http
        self._url = url if "group=" in url else _with_group(url, group)
        self._on_wake = on_wake
        self._backoff = backoff
        self._spread_s = 0.0
        """Over how long all listeners come back, as this connection was told."""

    def listen(self, stopping: Event) -> None:
        """Listen until told to stop; every failure is followed by a pause."""
        while not stopping.is_set():
            self._spread_s, later_s = 0.0, None
            try:
                self._listen_once(stopping)
            except HttpFailed as error:
                _log.debug("wake: %s", error)
                later_s = error.later_s
            if later_s is None:
                stopping.wait(self._backoff.spread(self._spread_s))
            else:
                stopping.wait(self._backoff.after(later_s))

    def _listen_once(self, stopping: Event) -> None:
        """Listen until the connection ends.

        Raises:
            HttpFailed: It broke, or was never made.
        """
        with self._http.stream(self._url) as incoming:
            if incoming.status != _GOOD:
                later_s = later_of(incoming.headers)
                raise AnswerRefused(self._url, incoming.status, later_s=later_s)
            for line in lines_of(incoming.chunks(None)):
                if stopping.is_set():
                    return
                if line.startswith(_RETRY):
                    self._spread_s = _seconds_of(line.removeprefix(_RETRY))
                if line == _WAKE:
                    self._backoff.succeeded()
                    self._on_wake()


def _with_group(url: str, group: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}group={quote(group)}"


def _seconds_of(milliseconds: bytes) -> float:
    told = milliseconds.strip()
    good = told.isdigit() and len(told) <= _MOST_DIGITS
    return int(told) / 1000 if good else 0.0


def lines_of(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of a stream; what is too long to be ours is dropped."""
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from (line.rstrip(b"\r") for line in lines)
        if len(rest) > _LONGEST_LINE:
            rest = b""
