import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from config.notify import Notifier
from config.serving import StartRefused, check_writable, serve, tls_of
from config.settings import Listen
from tests.fakes.counties import County, found_county
from tests.fakes.ports import free_port


@pytest.fixture
def county(tmp_path: Path) -> County:
    return found_county(tmp_path / "centre")


def test_the_countys_own_certificate_is_used(county: County) -> None:
    tls = tls_of(folder=county.places.folder, certificate=None, private_key=None)

    assert tls.certificate == county.places.certificate
    assert tls.private_key == county.places.private_key


def test_without_a_certificate_nothing_starts(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match="mingbai keys init"):
        tls_of(folder=tmp_path, certificate=None, private_key=None)


def test_a_certificate_without_its_key_is_not_enough(
    county: County, tmp_path: Path
) -> None:
    with pytest.raises(StartRefused, match=r"other\.key"):
        tls_of(
            folder=county.places.folder,
            certificate=None,
            private_key=tmp_path / "other.key",
        )


def test_a_folder_that_takes_no_files_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(StartRefused, match="写不进去"):
        check_writable(tmp_path / "file")


def test_a_new_folder_is_made(tmp_path: Path) -> None:
    check_writable(tmp_path / "new" / "centre")

    assert list((tmp_path / "new" / "centre").iterdir()) == []


class Manager:
    """Hear `READY=1`, then ask the program to stop, as a service manager would."""

    def __init__(self, path: Path) -> None:
        self.ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.ear.bind(str(path))
        self.ear.setblocking(False)
        self.heard: list[bytes] = []

    def hear(self) -> None:
        while True:
            try:
                self.heard.append(self.ear.recv(100))
            except BlockingIOError:
                return


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    made = Manager(tmp_path / "notify")
    yield made
    made.ear.close()


def listen(port: int) -> Listen:
    return Listen(host="127.0.0.1", port=port)


def test_the_manager_is_told_ready_alive_and_stopping(
    manager: Manager, tmp_path: Path
) -> None:
    ended: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["type"] == "lifespan"
        await receive()
        loop = asyncio.get_running_loop()
        loop.call_later(0.3, os.kill, os.getpid(), signal.SIGTERM)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})

    notifier = Notifier(address=str(tmp_path / "notify"), watchdog_s=0.1)
    serve(
        app,
        listen=listen(free_port()),
        tls=None,
        log_level="error",
        notifier=notifier,
        on_stop=lambda: ended.append("streams"),
    )

    manager.hear()
    assert manager.heard[0] == b"READY=1"
    assert manager.heard[-1] == b"STOPPING=1"
    assert b"WATCHDOG=1" in manager.heard
    assert ended == ["streams"]


def serve_at(listening: Listen, app: ASGIApp) -> None:
    serve(
        app,
        listen=listening,
        tls=None,
        log_level="critical",
        notifier=Notifier(),
        on_stop=lambda: None,
    )


def test_an_address_that_is_taken_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(StartRefused, match=f"{port} 用不了"):
            serve_at(listen(port), Starlette())


def test_an_application_that_does_not_come_up_is_said() -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        del scope
        await receive()
        await send({"type": "lifespan.startup.failed", "message": "no"})

    with pytest.raises(StartRefused, match="没有启动起来"):
        serve_at(listen(free_port()), broken)
