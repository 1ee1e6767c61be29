import logging
import socket
from pathlib import Path

import pytest

from publishing.wake.notice import SocketWaker, groups_of


def test_the_wake_process_gets_the_groups(tmp_path: Path) -> None:
    path = tmp_path / "wake.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(path))
        ear.settimeout(1)

        SocketWaker(path).wake({"b", "a"})

        assert groups_of(ear.recv(1000)) == {"a", "b"}


def test_a_wake_process_that_is_down_is_only_noted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        SocketWaker(tmp_path / "gone.sock").wake(["a"])

    assert "not reached" in caplog.text


@pytest.mark.parametrize("payload", [b"", b"{", b"{}", b"3", b"\xff"])
def test_a_datagram_that_says_nothing_wakes_nobody(payload: bytes) -> None:
    assert groups_of(payload) == frozenset()
