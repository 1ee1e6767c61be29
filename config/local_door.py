"""Answer a few addresses on this machine alone; know none of them.

It is no web framework: the agent must stay small, and nobody outside may ask. Another
name that leads to 127.0.0.1 is somebody else's page (DNS rebinding) and is refused.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Final, Self
from urllib.parse import urlsplit

HOST: Final = "127.0.0.1"
_NAMES: Final = (HOST, "localhost")
_PATIENCE_S = 5.0
_MOST_BODY = 1024
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self';"
    " img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Be what an address answers."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Answer = Callable[[], Reply]


class PortTaken(Exception):
    """Say that another program waits at the port already."""

    code = "port_taken"

    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__(f"端口 {port} 被别的程序占了，请在设置里换一个。")


class LocalDoor:
    """Serve until the block ends; use it in a `with` block."""

    def __init__(
        self,
        port: int,
        *,
        pages: Mapping[str, Answer],
        acts: Mapping[str, Answer] | None = None,
    ) -> None:
        """Bind the port; nothing is answered yet.

        Args:
            port: Of this machine; 0: any that is free.
            pages: What is answered to GET, by path.
            acts: What is answered to POST from pages of this very door, by path.

        Raises:
            PortTaken: Another program has it.
        """
        try:
            self._server = _Server(port, pages, acts or {})
        except OSError as error:
            raise PortTaken(port) from error
        self._thread = Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.2},
            name="local-door",
            daemon=True,
        )

    @property
    def port(self) -> int:
        """Return the port."""
        return int(self._server.server_address[1])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    """Hold what is answered; each answer is made in a thread of its own."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(
        self, port: int, pages: Mapping[str, Answer], acts: Mapping[str, Answer]
    ) -> None:
        self.pages = pages
        self.acts = acts
        super().__init__((HOST, port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say in the log that one answer failed; the others go on."""
        del request
        _log.warning("local door: %s", client_address, exc_info=True)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _PATIENCE_S
    server_version = "mingbai"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with a page."""
        self._reply(self._answer(self.server.pages, own=True))

    def do_POST(self) -> None:
        """Do an act of a page, if the page is of this very door."""
        self.rfile.read(min(_length_of(self), _MOST_BODY))
        self._reply(self._answer(self.server.acts, own=self._is_own_page()))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library calls it
        """Keep out of the log what was asked."""
        _log.debug(format, *args)

    def _answer(self, answers: Mapping[str, Answer], *, own: bool) -> Reply:
        host = self.headers.get("host", "").rpartition(":")[0]
        if host not in _NAMES or not own:
            return _plain(403, "只能在这台机器上打开。")
        answer = answers.get(urlsplit(self.path).path)
        return _plain(404, "没有这一页。") if answer is None else answer()

    def _is_own_page(self) -> bool:
        site = self.headers.get("sec-fetch-site", "same-origin")
        origin = self.headers.get("origin")
        own = f"http://{self.headers.get('host', '')}"
        return site in {"same-origin", "none"} and origin in {None, own}

    def _reply(self, reply: Reply) -> None:
        self.send_response(reply.status)
        told = {
            **_HEADERS,
            **reply.headers,
            "Content-Type": reply.media_type,
            "Content-Length": str(len(reply.body)),
        }
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)


def _length_of(handler: BaseHTTPRequestHandler) -> int:
    told = handler.headers.get("content-length", "0")
    return int(told) if told.isdecimal() else 0


def _plain(status: int, words: str) -> Reply:
    return Reply(
        body=words.encode(), media_type="text/plain; charset=utf-8", status=status
    )
