import http.client
from collections.abc import Iterator, Mapping

import pytest

from config.local_door import HOST, LocalDoor, PortTaken, Reply

ASKED: list[str] = []


def note() -> Reply:
    ASKED.append("note")
    return Reply(status=303, headers={"Location": "/"})


def stumble() -> Reply:
    raise LookupError


@pytest.fixture
def door() -> Iterator[LocalDoor]:
    ASKED.clear()
    pages = {"/": lambda: Reply(body=b"well"), "/bad": stumble}
    with LocalDoor(0, pages=pages, acts={"/note": note}) as found:
        yield found


def ask(
    door: LocalDoor,
    path: str,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
) -> tuple[int, bytes, Mapping[str, str]]:
    line = http.client.HTTPConnection(HOST, door.port, timeout=5)
    try:
        line.request(method, path, body=body, headers=dict(headers or {}))
        answer = line.getresponse()
        return answer.status, answer.read(), dict(answer.getheaders())
    finally:
        line.close()


def test_what_is_known_is_answered_and_nothing_else(door: LocalDoor) -> None:
    status, body, headers = ask(door, "/?again=1")

    assert (status, body) == (200, b"well")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert ask(door, "/etc/passwd")[0] == 404
    assert ask(door, "/note")[0] == 404
    assert ask(door, "/", "POST")[0] == 404
    assert ask(door, "/", "PUT")[0] == 501


def test_another_name_of_this_machine_is_refused(door: LocalDoor) -> None:
    elsewhere = {"Host": f"mingbai.example:{door.port}"}

    assert ask(door, "/", headers=elsewhere)[0] == 403
    assert ask(door, "/", headers={"Host": f"localhost:{door.port}"})[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_page_of_somebody_else_does_nothing(
    door: LocalDoor, headers: Mapping[str, str]
) -> None:
    assert ask(door, "/note", "POST", headers)[0] == 403
    assert ASKED == []


def test_its_own_page_may_act(door: LocalDoor) -> None:
    own = {"Origin": f"http://{HOST}:{door.port}", "Sec-Fetch-Site": "same-origin"}

    status, _, headers = ask(door, "/note", "POST", own, body=b"x" * 5000)

    assert (status, headers["Location"]) == (303, "/")
    assert ASKED == ["note"]


def test_an_answer_that_stumbles_stops_nobody_else(door: LocalDoor) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        ask(door, "/bad")

    assert ask(door, "/")[0] == 200


def test_a_port_that_is_taken_is_said(door: LocalDoor) -> None:
    with pytest.raises(PortTaken, match=str(door.port)):
        LocalDoor(door.port, pages={})
