"""Put the wake process together and run it until it is told to stop."""

import asyncio
import contextlib
import logging
import os
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette

from config.centre import WakeSettings
from config.notify import Notifier
from config.serving import check_writable, serve, tls_of
from programme.clock import SystemClock
from publishing.admission import Admission
from publishing.wake.hub import Hub
from publishing.wake.notice import groups_of
from publishing.wake.web import make_web


def run_wake(settings: WakeSettings) -> None:
    """Run the wake process until it is told to stop.

    Raises:
        StartRefused: There is no certificate, no writable folder or no free address.
    """
    logging.basicConfig(level=settings.log_level.upper())
    check_writable(settings.data_folder)
    tls = None
    if not settings.behind_proxy:
        tls = tls_of(
            folder=settings.data_folder,
            certificate=settings.certificate_file,
            private_key=settings.private_key_file,
        )
    wake = build_wake(settings)
    serve(
        wake.web,
        listen=settings.web,
        tls=tls,
        log_level=settings.log_level,
        notifier=Notifier.of(os.environ),
        on_stop=wake.hub.close,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wake:
    """Be the application and the hub whose streams must end for it to stop."""

    web: Starlette
    hub: Hub


def build_wake(settings: WakeSettings) -> Wake:
    """Return the application, wired; nothing runs yet."""
    hub = Hub(
        most_connections=settings.most_connections,
        returns_per_s=settings.returns_per_s,
    )
    admission = Admission(
        SystemClock(),
        per_s=settings.returns_per_s,
        burst=settings.returns_at_once,
    )

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with hearing(settings.wake_socket, hub):
            yield

    web = make_web(
        hub,
        heartbeat_s=settings.heartbeat_s,
        lifespan=lifespan,
        admission=admission,
    )
    return Wake(web=web, hub=hub)


@contextlib.asynccontextmanager
async def hearing(path: Path, hub: Hub) -> AsyncIterator[None]:
    """Hear datagrams at a unix socket and call whom they name."""
    loop = asyncio.get_running_loop()
    with _ear_at(path) as ear:
        transport, _ = await loop.create_datagram_endpoint(lambda: _Ear(hub), sock=ear)
        try:
            yield
        finally:
            hub.close()
            transport.close()
            _forget(path)


def _ear_at(path: Path) -> socket.socket:
    """Return a datagram socket at a path, in place of one left behind."""
    _forget(path)
    ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    ear.setblocking(False)
    ear.bind(str(path))
    return ear


def _forget(path: Path) -> None:
    path.unlink(missing_ok=True)


class _Ear(asyncio.DatagramProtocol):
    """Hand every datagram on to the hub."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def datagram_received(self, data: bytes, addr: object) -> None:
        """Call the groups of one datagram."""
        del addr
        self._hub.call(groups_of(data))
