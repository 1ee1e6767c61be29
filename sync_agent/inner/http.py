"""Speak HTTP with a deadline and a length cap of our own; what is said is not known.

The time-outs of `urllib3` are per read: a peer that sends one byte a second would
hold the agent for ever. So a timer shuts the connection when the whole time is up.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import (
    HTTPError,
    NewConnectionError,
    SSLError,
    TimeoutError as SlowRead,
)

from sync_agent.inner.gate import Gate, is_foreign
from sync_agent.inner.http_errors import (
    AnswerTooLong,
    AnswerTooSlow,
    CentreUnreachable,
    LineForeign,
)
from sync_agent.inner.line import Deadline, WatchedPools

_CHUNK = 64 * 1024
_POOL = 8
_BAD_CERTIFICATE = "CERTIFICATE_VERIFY_FAILED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Be a whole answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def later_s(self) -> float | None:
        """Return after how many seconds the other side wants to be asked again."""
        return later_of(self.headers)


class Http:
    """Ask one centre, trusting one certificate authority; for any number of threads."""

    def __init__(
        self,
        *,
        ca_file: Path | None,
        read_timeout_s: float,
        total_timeout_s: float,
        gate: Gate | None = None,
    ) -> None:
        """Take a gate that closes on foreign answers; None takes what comes."""
        self._gate = gate
        self._read_timeout_s = read_timeout_s
        self._total_timeout_s = total_timeout_s
        self._running: set[Deadline] = set()
        self._pools = WatchedPools(ca_file=ca_file, at_once=_POOL)

    def close(self) -> None:
        """Break off every request, and close all connections."""
        for deadline in tuple(self._running):
            deadline.cut()
        self._pools.close()

    def get(
        self, url: str, *, most_bytes: int, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Return the whole answer to a GET, whatever its status.

        Raises:
            HttpFailed: No whole answer came within time and length.
        """
        with self.stream(url, headers=headers) as incoming:
            return incoming.whole(most_bytes)

    def post(self, url: str, body: bytes, *, most_bytes: int) -> Answer:
        """Return the whole answer to a POST of JSON, whatever its status.

        Raises:
            HttpFailed: No whole answer came within time and length.
        """
        headers = {"Content-Type": "application/json"}
        with self.stream(url, headers=headers, body=body) as incoming:
            return incoming.whole(most_bytes)

    @contextmanager
    def stream(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Iterator["Incoming"]:
        """Open an answer whose bytes come as they come; the deadline spans them all.

        Raises:
            HttpFailed: The request failed, or the reading did.
        """
        closed_s = 0.0 if self._gate is None else self._gate.closed_s()
        if closed_s:
            raise LineForeign(url, closed_s)
        with self._deadline() as deadline:
            with _failures_of(url, deadline):
                response = self._asked(url, headers, body)
            with closing(response):
                self._must_be_the_centre(url, response)
                yield Incoming(url, response, deadline)

    def _asked(
        self, url: str, headers: Mapping[str, str] | None, body: bytes | None
    ) -> BaseHTTPResponse:
        """Return an answer of which only the head is read.

        Raises:
            LineForeign: Whoever answers has another certificate.
        """
        try:
            return self._pools.urlopen(
                "GET" if body is None else "POST",
                url,
                body=body,
                headers={"Accept-Encoding": "identity", **(headers or {})},
                timeout=self._read_timeout_s,
                preload_content=False,
                decode_content=False,
                redirect=False,
                retries=False,
            )
        except SSLError as error:
            if self._gate is None or _BAD_CERTIFICATE not in str(error):
                raise
            raise LineForeign(url, self._gate.shut()) from error

    def _must_be_the_centre(self, url: str, response: BaseHTTPResponse) -> None:
        """Leave unread what the centre would never answer.

        Raises:
            LineForeign: It is a page for people, or sends elsewhere.
        """
        if self._gate is None:
            return
        kind = response.headers.get("Content-Type", "")
        if is_foreign(response.status, kind):
            raise LineForeign(url, self._gate.shut())
        self._gate.open()

    @contextmanager
    def _deadline(self) -> Iterator[Deadline]:
        with Deadline(self._total_timeout_s) as deadline:
            self._running.add(deadline)
            try:
                yield deadline
            finally:
                self._running.discard(deadline)


class Incoming:
    """Be an answer on its way."""

    def __init__(
        self, url: str, response: BaseHTTPResponse, deadline: Deadline
    ) -> None:
        self._url = url
        self._response = response
        self._deadline = deadline
        self.status = response.status
        self.headers: Mapping[str, str] = response.headers

    def chunks(self, most_bytes: int | None) -> Iterator[bytes]:
        """Yield bytes as they come; None sets no cap, for a stream without an end.

        Raises:
            HttpFailed: Too many, too slow, or the connection broke.
        """
        received = 0
        with _failures_of(self._url, self._deadline):
            while chunk := self._response.read1(_CHUNK, decode_content=False):
                received += len(chunk)
                if most_bytes is not None and received > most_bytes:
                    raise AnswerTooLong(self._url, most_bytes)
                yield chunk
        if self._deadline.passed:
            raise AnswerTooSlow(self._url)

    def whole(self, most_bytes: int) -> Answer:
        """Return the whole answer.

        Raises:
            HttpFailed: Too many bytes, too slow, or the connection broke.
        """
        body = b"".join(self.chunks(most_bytes))
        return Answer(status=self.status, headers=self.headers, body=body)


def later_of(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of a Retry-After; None where there is none that counts."""
    told = headers.get("Retry-After", "")
    return float(told) if told.isascii() and told.isdecimal() else None


@contextmanager
def _failures_of(url: str, deadline: Deadline) -> Iterator[None]:
    """Turn foreign errors into ours.

    Raises:
        AnswerTooSlow: The whole time was up, or a single read took too long.
        CentreUnreachable: Anything else on the line.
    """
    try:
        yield
    except (HTTPError, OSError) as error:
        slow = isinstance(error, SlowRead | TimeoutError) or deadline.passed
        # The library takes a line to nobody for a slow one.
        if slow and not isinstance(error, NewConnectionError):
            raise AnswerTooSlow(url) from error
        raise CentreUnreachable(url) from error
