import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event

import pytest

from programme.clock import SystemClock
from publishing.release.authority import make_authority, make_server
from sync_agent.inner.http import Http
from sync_agent.inner.http_errors import (
    AnswerTooLong,
    AnswerTooSlow,
    CentreUnreachable,
    HttpFailed,
)
from tests.fakes.beside import beside
from tests.fakes.centre_server import CentreServer, Reply, serving
from tests.fakes.patience import within
from tests.fakes.ports import free_port

PORTAL = b"<html>\xbb\xb6\xd3\xad</html>"
MOST = 1000
MUCH = 20_000_000
"""More than the kernel keeps for a peer that does not read."""


@contextmanager
def hurried(*, read_s: float = 5.0, total_s: float = 5.0) -> Iterator[Http]:
    http = Http(ca_file=None, read_timeout_s=read_s, total_timeout_s=total_s)
    try:
        yield http
    finally:
        http.close()


@contextmanager
def silent() -> Iterator[str]:
    """Give an address that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as line:
        yield f"http://127.0.0.1:{line.getsockname()[1]}/"


@contextmanager
def slow_reader(*, after_s: float) -> Iterator[str]:
    """Give an address that hears late, and whose answer then drips for five seconds."""

    def serve(stopping: Event) -> None:
        with suppress(OSError), line.accept()[0] as peer:
            stopping.wait(after_s)
            left = MUCH
            while left > 0:
                left -= len(peer.recv(65536))
            peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
            for _ in range(100):
                stopping.wait(0.05)
                peer.sendall(b"a")

    with socket.create_server(("127.0.0.1", 0)) as line, beside(serve):
        yield f"http://127.0.0.1:{line.getsockname()[1]}/"


@pytest.mark.parametrize("status", [200, 302, 404, 500])
def test_the_whole_answer_comes_whatever_its_status(
    server: CentreServer, http: Http, status: int
) -> None:
    headers = {"Location": "/elsewhere", "X-Word": "here"}
    server.replies["/a"] = Reply(status=status, body=PORTAL, headers=headers)

    answer = http.get(f"{server.url}/a", most_bytes=MOST)

    assert (answer.status, answer.body) == (status, PORTAL)
    assert answer.headers["x-word"] == "here"


@pytest.mark.parametrize("location", ["/login", "/\xbb\xb6\xd3\xad", "http://[::1"])
def test_a_redirect_is_told_and_not_followed(
    server: CentreServer, http: Http, location: str
) -> None:
    server.replies["/a"] = Reply(status=302, headers={"Location": location})

    answer = http.get(f"{server.url}/a", most_bytes=MOST)

    assert answer.status == 302
    assert server.asked == ["GET /a"]


def test_an_answer_of_as_many_bytes_as_allowed_is_taken(
    server: CentreServer, http: Http
) -> None:
    server.replies["/a"] = Reply(body=bytes(MOST))

    assert http.get(f"{server.url}/a", most_bytes=MOST).body == bytes(MOST)


@pytest.mark.parametrize("status", [200, 302])
def test_an_answer_of_more_bytes_than_allowed_is_not_taken(
    server: CentreServer, http: Http, status: int
) -> None:
    body = bytes(MOST + 1)
    headers = {"Location": "/elsewhere"}
    server.replies["/a"] = Reply(status=status, body=body, headers=headers)

    with pytest.raises(AnswerTooLong, match="超过 1000 字节") as failure:
        http.get(f"{server.url}/a", most_bytes=MOST)

    assert failure.value.code == "answer_too_long"


def test_an_answer_that_is_cut_is_no_answer(server: CentreServer, http: Http) -> None:
    server.replies["/a"] = Reply(body=bytes(500), cut_after=20)

    with pytest.raises(CentreUnreachable):
        http.get(f"{server.url}/a", most_bytes=MOST)


@pytest.mark.parametrize("length", ["some", "5, 5", "-5"])
def test_an_answer_with_a_senseless_length_ends_with_its_connection(
    server: CentreServer, http: Http, length: str
) -> None:
    headers = {"Content-Length": length, "Connection": "close"}
    server.replies["/a"] = Reply(body=b"hello", headers=headers)

    assert http.get(f"{server.url}/a", most_bytes=MOST).body == b"hello"


def test_nobody_at_the_address_is_said_plainly(http: Http) -> None:
    with pytest.raises(CentreUnreachable, match="连不上发布中心") as failure:
        http.get(f"http://127.0.0.1:{free_port()}/", most_bytes=MOST)

    assert failure.value.code == "centre_unreachable"


@pytest.mark.parametrize(("read_s", "total_s"), [(0.1, 5.0), (5.0, 0.1)])
def test_a_silent_centre_is_given_up(read_s: float, total_s: float) -> None:
    with (
        silent() as url,
        hurried(read_s=read_s, total_s=total_s) as http,
        pytest.raises(AnswerTooSlow, match="太慢") as failure,
    ):
        http.get(url, most_bytes=MOST)

    assert failure.value.code == "answer_too_slow"


def test_bytes_that_drip_are_given_up_when_the_whole_time_is_up(
    server: CentreServer,
) -> None:
    server.replies["/a"] = Reply(body=bytes(200), trickle=True)
    clock = SystemClock()
    begun = clock.monotonic()

    with hurried(total_s=0.2) as http, pytest.raises(AnswerTooSlow):
        http.get(f"{server.url}/a", most_bytes=MOST)

    assert clock.monotonic() - begun < 5


def test_bytes_that_drip_without_a_length_are_given_up_as_well(
    server: CentreServer,
) -> None:
    headers = {"Content-Length": "unknown", "Connection": "close"}
    server.replies["/a"] = Reply(body=bytes(200), trickle=True, headers=headers)

    with hurried(total_s=0.2) as http, pytest.raises(AnswerTooSlow):
        http.get(f"{server.url}/a", most_bytes=MOST)


def test_an_answer_that_has_no_body_may_tell_a_length(
    server: CentreServer, http: Http
) -> None:
    server.replies["/a"] = Reply(status=304, headers={"Content-Length": "700"})

    assert http.get(f"{server.url}/a", most_bytes=MOST).status == 304


def test_a_request_is_broken_off_when_the_agent_ends(server: CentreServer) -> None:
    server.replies["/a"] = Reply(body=bytes(400), trickle=True)
    first = Event()
    failures: list[HttpFailed] = []

    def work(_: Event) -> None:
        try:
            with http.stream(f"{server.url}/a") as incoming:
                for _chunk in incoming.chunks(MOST):
                    first.set()
        except HttpFailed as error:
            failures.append(error)

    with hurried(total_s=9.0, read_s=9.0) as http, beside(work):
        assert first.wait(within(5))
        http.close()

    assert isinstance(failures[0], CentreUnreachable)


class Tls:
    """Be a centre with a county's certificate, and that county's authority."""

    def __init__(self, folder: Path, county: str) -> None:
        now = SystemClock().now()
        authority = make_authority(county, now)
        server = make_server(authority, ["127.0.0.1"], now)
        self.ca_file = folder / f"{county}-ca.pem"
        self.ca_file.write_bytes(authority.certificate)
        self.certificate = folder / f"{county}.pem"
        self.certificate.write_bytes(server.certificate + server.private_key)


def asked(ca_file: Path | None, server: CentreServer) -> bytes:
    http = Http(ca_file=ca_file, read_timeout_s=2.0, total_timeout_s=5.0)
    try:
        return http.get(f"{server.url}/a", most_bytes=MOST).body
    finally:
        http.close()


def test_a_centre_is_trusted_by_the_county_s_own_certificate_alone(
    tmp_path: Path,
) -> None:
    own, other = Tls(tmp_path, "qinghe"), Tls(tmp_path, "elsewhere")
    spoiled = tmp_path / "spoiled.pem"
    spoiled.write_text("no certificate")

    with serving(tmp_path, tls=own.certificate) as server:
        server.replies["/a"] = Reply(body=b"hello")

        assert asked(own.ca_file, server) == b"hello"
        for ca_file in (other.ca_file, spoiled, tmp_path / "missing.pem", None):
            with pytest.raises(CentreUnreachable):
                asked(ca_file, server)

    assert server.asked == ["GET /a"]


def test_a_cookie_is_not_kept(server: CentreServer, http: Http) -> None:
    server.replies["/a"] = Reply(headers={"Set-Cookie": "who=you; Path=/"})

    for _ in range(2):
        http.get(f"{server.url}/a", most_bytes=MOST)

    assert not any("Cookie" in headers for headers in server.asked_with)


def test_a_proxy_that_the_environment_names_is_not_asked(
    server: CentreServer, http: Http, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    server.replies["/a"] = Reply(body=b"hello")

    assert http.get(f"{server.url}/a", most_bytes=MOST).body == b"hello"


def test_an_answer_that_begins_after_the_whole_time_is_not_listened_to() -> None:
    clock = SystemClock()
    begun = clock.monotonic()

    with (
        slow_reader(after_s=0.2) as url,
        hurried(total_s=0.1) as http,
        pytest.raises(AnswerTooSlow),
    ):
        http.post(url, bytes(MUCH), most_bytes=MOST)

    assert clock.monotonic() - begun < 3
