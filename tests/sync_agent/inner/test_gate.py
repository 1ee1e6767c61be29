"""A line that ends at somebody else's page is asked rarely, and by one at a time."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from programme.clock import SystemClock
from publishing.release.authority import make_authority, make_server
from sync_agent.inner.gate import FIRST_S, MOST_S, Gate, is_foreign
from sync_agent.inner.http import Http
from sync_agent.inner.http_errors import CentreUnreachable, LineForeign
from tests.fakes.centre_server import Reply, serving
from tests.fakes.hand_clock import HandClock
from tests.fakes.ports import free_port

HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def clock() -> HandClock:
    """Give a clock that a test moves."""
    return HandClock()


def http_of(gate: Gate, ca_file: Path | None = None) -> Http:
    return Http(ca_file=ca_file, read_timeout_s=2, total_timeout_s=5, gate=gate)


@pytest.fixture
def gated(clock: HandClock) -> Iterator[Http]:
    """Give a line with a gate."""
    with closing(http_of(Gate(clock))) as http:
        yield http


@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=b"<html>", headers=HTML),
        Reply(status=302, headers={"Location": "/login"}),
        Reply(status=511),
    ],
    ids=["page", "elsewhere", "login"],
)
def test_a_foreign_answer_shuts_the_gate_until_its_time(
    tmp_path: Path, clock: HandClock, gated: Http, reply: Reply
) -> None:
    with serving(tmp_path) as server:
        server.replies["/a"] = reply
        for _ in range(5):
            with pytest.raises(LineForeign, match="登录"):
                gated.get(f"{server.url}/a", most_bytes=9)
        asked_once = len(server.asked)
        clock.forward(seconds=FIRST_S)
        server.replies["/a"] = Reply(body=b"good")

        answer = gated.get(f"{server.url}/a", most_bytes=9)
        again = gated.get(f"{server.url}/a", most_bytes=9)

    assert (asked_once, answer.body, again.body) == (1, b"good", b"good")


def test_pauses_double_up_to_half_an_hour_and_one_at_a_time_asks(
    clock: HandClock,
) -> None:
    gate = Gate(clock)

    pauses = [gate.shut() for _ in range(12)]
    clock.forward(seconds=MOST_S)
    first, second = gate.closed_s(), gate.closed_s()
    gate.open()

    assert pauses[:3] == [FIRST_S, 2 * FIRST_S, 4 * FIRST_S]
    assert max(pauses) == MOST_S
    assert first == 0
    assert second > 0
    assert gate.closed_s() == 0


@pytest.mark.parametrize(
    ("status", "kind"),
    [(200, ""), (304, ""), (404, "text/html"), (502, "text/html"), (206, "image/webp")],
)
def test_what_the_centre_or_its_proxy_says_is_not_foreign(
    status: int, kind: str
) -> None:
    assert not is_foreign(status, kind)


def test_another_certificate_shuts_the_gate_and_a_dead_line_does_not(
    tmp_path: Path,
) -> None:
    now = SystemClock().now()
    own, other = (make_authority("qinghe", now) for _ in range(2))
    server = make_server(other, ["127.0.0.1"], now)
    tls, ca_file = tmp_path / "tls.pem", tmp_path / "ca.pem"
    tls.write_bytes(server.certificate + server.private_key)
    ca_file.write_bytes(own.certificate)
    with (
        serving(tmp_path, tls=tls) as portal,
        closing(http_of(Gate(HandClock()), ca_file)) as http,
    ):
        with pytest.raises(CentreUnreachable):
            http.get(f"https://127.0.0.1:{free_port()}/a", most_bytes=9)
        for _ in range(2):
            with pytest.raises(LineForeign):
                http.get(f"{portal.url}/a", most_bytes=9)
