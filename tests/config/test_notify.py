import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.notify import Notifier


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "notify"))
        ear.settimeout(1)
        yield ear


def test_the_manager_hears_each_word(manager: socket.socket) -> None:
    notifier = Notifier.of({"NOTIFY_SOCKET": manager.getsockname()})

    notifier.ready()
    notifier.alive()
    notifier.stopping()

    heard = [manager.recv(100) for _ in range(3)]
    assert heard == [b"READY=1", b"WATCHDOG=1", b"STOPPING=1"]


def test_an_abstract_socket_is_reached() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind("\0mingbai-test-notify")
        ear.settimeout(1)

        Notifier.of({"NOTIFY_SOCKET": "@mingbai-test-notify"}).ready()

        assert ear.recv(100) == b"READY=1"


def test_without_a_manager_words_go_nowhere(tmp_path: Path) -> None:
    Notifier.of({}).ready()
    Notifier.of({"NOTIFY_SOCKET": str(tmp_path / "gone")}).ready()


def test_a_sign_of_life_comes_twice_within_what_is_borne() -> None:
    assert Notifier.of({"WATCHDOG_USEC": "30000000"}).beat_s == 15
    assert Notifier.of({}).beat_s is None
