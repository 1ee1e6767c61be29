"""Run a web application under uvicorn, with or without TLS; know no application."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from config.notify import Notifier
from config.refusal_words import words_of
from config.settings import Listen

BACKLOG = 4096
_STOP_S = 5
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class StartRefused(Exception):
    """Say why a program does not start, and what to do."""

    code = "start_refused"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tls:
    """Be a certificate and its private key."""

    certificate: Path
    private_key: Path


def tls_of(*, folder: Path, certificate: Path | None, private_key: Path | None) -> Tls:
    """Return the files of the settings, or those that the county's keys came with.

    Raises:
        StartRefused: One of them is not there.
    """
    keys = folder / "keys"
    found = Tls(
        certificate=certificate or keys / "server.pem",
        private_key=private_key or keys / "server.key",
    )
    for path in (found.certificate, found.private_key):
        if not path.is_file():
            reason = (
                f"没有证书文件 {path}。请先运行 mingbai keys init；"
                "如果前面有代理负责加密，请在设置里写 behind_proxy = true。"
            )
            raise StartRefused(reason)
    return found


def check_writable(folder: Path) -> None:
    """Return only if a folder is there, or can be made, and takes files.

    Raises:
        StartRefused: It does not.
    """
    probe = folder / ".writable"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        reason = (
            f"文件夹 {folder} 写不进去（{words_of(error)}）。"
            "请换一个文件夹，或改它的权限。"
        )
        raise StartRefused(reason) from error


class Server(uvicorn.Server):
    """Tell the service manager when requests are taken, and that it is alive."""

    def __init__(
        self, config: uvicorn.Config, *, notifier: Notifier, on_stop: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._notifier = notifier
        self._on_stop = on_stop
        self._beating: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop in good order at a signal, so that whoever called closes its own."""
        old = {each: signal.signal(each, self.handle_exit) for each in _SIGNALS}
        try:
            yield
        finally:
            for each, handler in old.items():
                signal.signal(each, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if self.started:
            self._notifier.ready()
            self._beating = asyncio.create_task(self._beat())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say so, then stop."""
        self._notifier.stopping()
        self._on_stop()
        if self._beating is not None:
            self._beating.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._beating
        await super().shutdown(sockets)

    async def _beat(self) -> None:
        """Say `alive` from the event loop itself: a loop that hangs falls silent."""
        pause = self._notifier.beat_s
        while pause is not None:
            self._notifier.alive()
            await asyncio.sleep(pause)


def serve(
    app: ASGIApp,
    *,
    listen: Listen,
    tls: Tls | None,
    log_level: str,
    notifier: Notifier,
    on_stop: Callable[[], None],
) -> None:
    """Serve until the process is told to stop.

    Args:
        app: The application.
        listen: Where.
        tls: Certificate and key, or None behind a proxy.
        log_level: As uvicorn names it.
        notifier: Is told when requests are taken.
        on_stop: Ends what would keep connections open.

    Raises:
        StartRefused: The address is taken, or the application did not come up.
    """
    config = uvicorn.Config(
        app,
        ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=tls.private_key if tls else None,
        backlog=BACKLOG,
        access_log=False,
        log_level=log_level,
        timeout_graceful_shutdown=_STOP_S,
        server_header=False,
        proxy_headers=tls is None,
    )
    server = Server(config, notifier=notifier, on_stop=on_stop)
    with _bound(listen) as door:
        try:
            server.run(sockets=[door])
        except SystemExit as error:
            raise StartRefused(
                "程序没有启动起来，原因写在上面的运行记录里。"
            ) from error


def _bound(listen: Listen) -> socket.socket:
    """Return a socket at an address.

    Raises:
        StartRefused: The address is taken or is not this machine's.
    """
    family = socket.AF_INET6 if ":" in listen.host else socket.AF_INET
    door = socket.socket(family)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((listen.host, listen.port))
    except OSError as error:
        door.close()
        reason = (
            f"{listen.host}:{listen.port} 用不了（{words_of(error)}）。"
            "请在设置里换一个，或先停掉占用它的程序。"
        )
        raise StartRefused(reason) from error
    return door
