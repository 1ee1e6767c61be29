"""Serve a repository and a device API on 127.0.0.1, and misbehave where told to.

Nothing is decided here: a test puts the answers in, and reads the requests out.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from threading import Event, Thread

from programme.envelope import Envelope

TRICKLE_S = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Be a prepared answer."""

    status: int = 200
    body: bytes = b""
    trickle: bool = False
    """One byte at a time, each after a pause."""
    cut_after: int | None = None
    """Say the whole length, send so many bytes, and hang up."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Sent besides, or instead of, the length."""


@dataclass(slots=True)
class CentreServer:
    """Be the address of a centre, what it answers, and what it was asked."""

    folder: Path
    url: str = ""
    replies: dict[str, Reply] = field(default_factory=dict)
    """Answers by path that go before everything else."""
    posts: dict[str, Callable[[Envelope], Reply]] = field(default_factory=dict)
    """What answers a POST, by path."""
    asked: list[str] = field(default_factory=list)
    """Every request: method and path."""
    asked_with: list[Mapping[str, str]] = field(default_factory=list)
    """The headers of every request."""
    asked_whole: list[str] = field(default_factory=list)
    """The path of every GET, with its query."""
    posted: list[tuple[str, Envelope]] = field(default_factory=list)
    wakes: list[Event] = field(default_factory=list)
    stopping: Event = field(default_factory=Event)

    @property
    def repository_url(self) -> str:
        """Return where the repository is served."""
        return f"{self.url}/repository"

    def wake(self) -> None:
        """Tell everybody who listens that there is something new."""
        for bell in self.wakes:
            bell.set()

    def asked_for(self, part: str) -> list[str]:
        """Return the requests whose path has this part."""
        return [request for request in self.asked if part in request]


@contextmanager
def serving(folder: Path, *, tls: Path | None = None) -> Iterator[CentreServer]:
    """Serve a folder until the block ends.

    Args:
        folder: The repository.
        tls: A file with a certificate and its key; none: serve without TLS.
    """
    centre = CentreServer(folder)
    httpd = ThreadingHTTPServer(
        ("127.0.0.1", 0), type("Handler", (_Handler,), {"centre": centre})
    )
    httpd.daemon_threads = True
    if tls is not None:
        context = SSLContext(PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tls)
        httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    scheme = "http" if tls is None else "https"
    centre.url = f"{scheme}://127.0.0.1:{httpd.server_address[1]}"
    thread = Thread(target=httpd.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield centre
    finally:
        centre.stopping.set()
        centre.wake()
        httpd.shutdown()
        thread.join()
        httpd.server_close()


class _Handler(BaseHTTPRequestHandler):
    centre: CentreServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def handle(self) -> None:
        # Whoever asked may hang up at any time.
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.centre.asked.append(f"GET {path}")
        self.centre.asked_whole.append(self.path)
        self.centre.asked_with.append(dict(self.headers))
        if path in self.centre.replies:
            self._reply(self.centre.replies[path])
        elif path == "/wake":
            self._wake()
        else:
            self._file(self.centre.folder / path.removeprefix("/repository/"))

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        envelope = Envelope.model_validate_json(self.rfile.read(length))
        self.centre.asked.append(f"POST {self.path}")
        self.centre.asked_with.append(dict(self.headers))
        self.centre.posted.append((self.path, envelope))
        answer = self.centre.posts.get(self.path)
        missing = Reply(status=404, body=b'{"error":{"code":"x","message":"x"}}')
        self._reply(missing if answer is None else answer(envelope))

    def _file(self, path: Path) -> None:
        if not path.is_file():
            self._reply(Reply(status=404))
            return
        data = path.read_bytes()
        etag = f'"{hashlib.sha256(data).hexdigest()}"'
        if self.headers.get("If-None-Match") == etag:
            self._reply(Reply(status=304), etag=etag)
            return
        start = self.headers.get("Range", "").removeprefix("bytes=").rstrip("-")
        if start:
            self._reply(Reply(status=206, body=data[int(start) :]), etag=etag)
        else:
            self._reply(Reply(body=data), etag=etag)

    def _reply(self, reply: Reply, *, etag: str = "") -> None:
        self.send_response(reply.status)
        headers = {"Content-Length": str(len(reply.body))} | dict(reply.headers)
        for name, value in headers.items():
            self.send_header(name, value)
        if etag:
            self.send_header("ETag", etag)
        self.end_headers()
        try:
            self._send(reply)
        except OSError:
            self.close_connection = True

    def _send(self, reply: Reply) -> None:
        if reply.trickle:
            for place in range(len(reply.body)):
                if self.centre.stopping.wait(TRICKLE_S):
                    break
                self.wfile.write(reply.body[place : place + 1])
                self.wfile.flush()
        elif reply.cut_after is not None:
            self.wfile.write(reply.body[: reply.cut_after])
            self.close_connection = True
        else:
            self.wfile.write(reply.body)

    def _wake(self) -> None:
        bell = Event()
        bell.set()
        self.centre.wakes.append(bell)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.close_connection = True
        try:
            while bell.wait() and not self.centre.stopping.is_set():
                bell.clear()
                self.wfile.write(b"event: wake\ndata: {}\n\n")
                self.wfile.flush()
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


def error_body(code: str, message: str) -> bytes:
    """Return an error as the device API writes it."""
    error = {"error": {"code": code, "message": message}}
    return json.dumps(error, ensure_ascii=False).encode()
