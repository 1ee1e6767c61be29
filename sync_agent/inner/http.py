"""Speak HTTP with a deadline and a length cap of our own; what is said is not known.

The time-outs of `urllib3` are per read: a peer that sends one byte a second would
hold the agent for ever. So a timer shuts the connection when the whole time is up.

The errors::

    HttpFailed
    ├── CentreUnreachable   no connection, or it broke
    ├── LineForeign         somebody else answers, such as a network's login page
    ├── AnswerTooSlow       the whole time is up
    ├── AnswerTooLong       more bytes than were allowed
    └── AnswerRefused       an answer, but not the one wanted
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
from sync_agent.inner.line import Deadline, WatchedPools

_CHUNK = 64 * 1024
_POOL = 8
_BAD_CERTIFICATE = "CERTIFICATE_VERIFY_FAILED"


class HttpFailed(Exception):
    """Be the root of what can go wrong with a request."""

    code = "http_failed"
    later_s: float | None = None
    """After how many seconds to come back, where the other side said so."""
    brought: int = 0
    """How many whole files came before it; what is counted here was checked."""


class CentreUnreachable(HttpFailed):
    """Say that there is no connection, or that it broke."""

    code = "centre_unreachable"

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__("连不上发布中心，会自动再试。请检查网线和网络。")


class LineForeign(HttpFailed):
    """Say that somebody else answers in the centre's place."""

    code = "line_foreign"

    def __init__(self, url: str, later_s: float) -> None:
        self.url = url
        self.later_s = later_s
        super().__init__(
            "线路那头答话的不是本县的发布中心：网络可能要先登录，"
            "也可能证书或本机时钟不对。会隔一阵再试。"
        )


class AnswerTooSlow(HttpFailed):
    """Say that an answer took longer than the settings allow."""

    code = "answer_too_slow"

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__("发布中心答得太慢，会自动再试。")


class AnswerTooLong(HttpFailed):
    """Say that an answer has more bytes than it may have."""

    code = "answer_too_long"

    def __init__(self, url: str, most_bytes: int) -> None:
        self.url = url
        self.most_bytes = most_bytes
        super().__init__(f"发布中心给的内容超过 {most_bytes} 字节，没有收下。")


class AnswerRefused(HttpFailed):
    """Say which status came instead of the one that was wanted."""

    code = "answer_refused"

    def __init__(
        self,
        url: str,
        status: int,
        body: bytes = b"",
        *,
        later_s: float | None = None,
    ) -> None:
        self.url = url
        self.status = status
        self.body = body
        self.later_s = later_s
        super().__init__(f"发布中心没有给出内容（{status}），会自动再试。")


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
