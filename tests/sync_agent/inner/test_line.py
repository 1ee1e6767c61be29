import socket
from threading import Event

from sync_agent.inner.line import Deadline


def test_a_line_is_shut_when_the_whole_time_is_up() -> None:
    near, far = socket.socketpair()
    far.settimeout(5)

    with near, far, Deadline(0.01) as deadline:
        deadline.line = near
        heard = far.recv(1)

    assert heard == b""
    assert deadline.passed


def test_a_line_within_its_time_stays_open() -> None:
    near, far = socket.socketpair()

    with near, far:
        with Deadline(60) as deadline:
            deadline.line = near
        near.sendall(b"a")

        assert far.recv(1) == b"a"

    assert not deadline.passed


def test_a_line_that_is_closed_already_is_no_trouble() -> None:
    near, far = socket.socketpair()
    with far, Deadline(60) as deadline:
        deadline.line = near
        near.close()

        deadline.cut()

    assert not deadline.passed


def test_time_that_is_up_before_there_is_a_line_is_known() -> None:
    with Deadline(0) as deadline:
        for _ in range(500):
            if deadline.passed or Event().wait(0.01):
                break

    assert deadline.passed
