import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from config.compositor import AliveOnGlass, answers, socket_of
from config.notify import Notifier


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.bind(str(tmp_path / "wayland-0"))
        door.listen()
        yield door


def answer(door: socket.socket) -> None:
    line, _ = door.accept()
    with line:
        object_id, word, new_id = struct.unpack("=III", line.recv(12))
        assert (object_id, word & 0xFFFF, word >> 16) == (1, 0, 12)
        line.sendall(struct.pack("=III", new_id, 12 << 16, 0))


def said(tmp_path: Path, display: str) -> bytes:
    """Return what the service manager hears of one sign of life."""
    environment = {"WAYLAND_DISPLAY": display, "XDG_RUNTIME_DIR": str(tmp_path)}
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.setblocking(False)
        AliveOnGlass(Notifier(address=str(tmp_path / "notify")), environment)()
        try:
            return manager.recv(100)
        except BlockingIOError:
            return b""


def test_a_compositor_that_answers_is_alive(
    listening: socket.socket, tmp_path: Path
) -> None:
    thread = Thread(target=answer, args=[listening])
    thread.start()

    assert said(tmp_path, "wayland-0") == b"WATCHDOG=1"
    thread.join()


def test_one_that_hangs_keeps_the_sign_of_life_back(
    listening: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The kernel takes the connection, and nobody reads.
    monkeypatch.setattr("config.compositor._WITHIN_S", 0.05)

    assert said(tmp_path, "wayland-0") == b""
    assert listening.fileno() >= 0


def test_one_that_is_gone_does_not_answer(tmp_path: Path) -> None:
    assert not answers(tmp_path / "wayland-0", 0.05)


def test_without_a_wayland_session_only_the_browser_is_asked(tmp_path: Path) -> None:
    assert socket_of({}) is None
    assert said(tmp_path, "") == b"WATCHDOG=1"
