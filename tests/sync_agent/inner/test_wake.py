import socket
from collections.abc import Callable

import pytest

from sync_agent.inner.backoff import Backoff
from sync_agent.inner.http import Http
from sync_agent.inner.wake import WakeListener, lines_of
from tests.fakes.beside import beside
from tests.fakes.centre_server import CentreServer, Reply
from tests.fakes.chances import Highest
from tests.fakes.ports import free_port
from tests.fakes.running_agent import wait_for

WAKE = b"event: wake\ndata: {}\n\n"


def listener(
    http: Http, url: str, on_wake: Callable[[], None], group: str = "qinghe-hall"
) -> WakeListener:
    return WakeListener(
        http=http,
        url=url,
        group=group,
        on_wake=on_wake,
        backoff=Backoff(first_s=0.01, most_s=0.05, chance=Highest()),
    )


def test_every_word_of_the_centre_wakes(server: CentreServer, http: Http) -> None:
    woken: list[bool] = []
    ear = listener(http, f"{server.url}/wake", lambda: woken.append(True))

    with beside(ear.listen, ring=server.wake):
        wait_for(lambda: len(woken) == 1)
        server.wake()
        wait_for(lambda: len(woken) == 2)

    assert server.asked == ["GET /wake"]


def test_a_line_that_breaks_is_found_again(server: CentreServer, http: Http) -> None:
    woken: list[bool] = []
    server.replies["/wake"] = Reply(body=WAKE * 2, cut_after=len(WAKE))
    ear = listener(http, f"{server.url}/wake", lambda: woken.append(True))

    with beside(ear.listen, ring=server.wake):
        wait_for(lambda: len(woken) >= 2)
        server.replies.clear()
        wait_for(lambda: server.wakes)
        before = len(woken)
        server.wake()
        wait_for(lambda: len(woken) > before)

    assert len(server.asked) >= 3


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=503, body=WAKE),
        Reply(status=302, body=WAKE, headers={"Location": "/login"}),
        Reply(body=b"<html>event: wake</html>\n"),
        Reply(body=b"event: ping\n\n: nothing new\n\n"),
        Reply(body=b""),
    ],
)
def test_an_answer_that_is_no_word_of_the_centre_wakes_nobody(
    server: CentreServer, http: Http, reply: Reply
) -> None:
    woken: list[bool] = []
    server.replies["/wake"] = reply
    ear = listener(http, f"{server.url}/wake", lambda: woken.append(True))

    with beside(ear.listen):
        wait_for(lambda: len(server.asked) >= 3)

    assert woken == []
    assert set(server.asked) == {"GET /wake"}


def test_a_centre_that_is_not_there_is_waited_for(http: Http) -> None:
    port = free_port()
    ear = listener(http, f"http://127.0.0.1:{port}/wake", lambda: None)

    with beside(ear.listen) as stopping:
        stopping.wait(0.05)
        with socket.create_server(("127.0.0.1", port)) as come:
            come.settimeout(5)
            line, _ = come.accept()
            with line:
                asked = line.recv(1000)

    assert asked.startswith(b"GET /wake?group=")


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/wake", "/wake?group=qinghe%20%E5%8E%85"),
        ("/wake?group=other", "/wake?group=other"),
        ("/wake?token=1", "/wake?token=1&group=qinghe%20%E5%8E%85"),
    ],
)
def test_the_centre_is_told_which_group_listens(
    server: CentreServer, http: Http, address: str, asked: str
) -> None:
    server.replies["/wake"] = Reply(body=WAKE)
    woken: list[bool] = []
    url = f"{server.url}{address}"

    with beside(listener(http, url, lambda: woken.append(True), "qinghe 厅").listen):
        wait_for(lambda: woken)

    assert server.asked_whole[0] == asked


def test_lines_come_whole_however_they_are_cut() -> None:
    chunks = [b"event: w", b"ake\r", b"\ndata: {}\n", b"\nrest"]

    assert list(lines_of(chunks)) == [b"event: wake", b"data: {}", b""]


def test_a_line_without_an_end_is_dropped() -> None:
    chunks = [*([b"a" * 4096] * 3), b"\nevent: wake\n"]

    assert list(lines_of(chunks))[-1] == b"event: wake"
    assert max(map(len, lines_of(chunks))) <= 4096


class Noting(Backoff):
    """Note what the centre said, and wait for nothing."""

    def __init__(self) -> None:
        super().__init__(first_s=0.01, most_s=0.02, chance=Highest())
        self.told: list[float | None] = []

    def after(self, later_s: float | None) -> float:
        self.told.append(later_s)
        return super().after(later_s)

    def spread(self, over_s: float) -> float:
        self.told.append(over_s)
        return super().spread(over_s)


# F24
@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(body=WAKE + b"retry: 66666\n\n"), 66.666),
        (Reply(body=b"retry: 5\n\nretry: 40000\n\n"), 40.0),
        (Reply(body=b"retry: soon\n\n"), 0.0),
        (Reply(body=b"retry: 99999999999\n\n"), 0.0),
        (Reply(status=429, headers={"Retry-After": "17"}), 17.0),
        (Reply(status=429, headers={"Retry-After": "Mon, 23 Nov"}), 0.0),
        (Reply(status=503), 0.0),
    ],
)
def test_a_device_comes_back_when_it_was_told_to(
    server: CentreServer, http: Http, reply: Reply, told: float
) -> None:
    server.replies["/wake"] = reply
    pauses = Noting()
    ear = WakeListener(
        http=http,
        url=f"{server.url}/wake",
        group="qinghe-hall",
        on_wake=lambda: None,
        backoff=pauses,
    )

    with beside(ear.listen):
        wait_for(lambda: len(pauses.told) >= 2)

    assert set(pauses.told) == {told}
