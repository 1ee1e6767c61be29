"""Whoever may write to the agent's folder can ask it to look at a stick."""

from contextlib import closing
from pathlib import Path
from socket import AF_UNIX, SOCK_DGRAM, socket

import pytest

from programme.stick import MARK
from sync_agent.disk import DiskRefused
from sync_agent.inner.stick_door import StickDoor
from sync_agent.layout import Layout
from sync_agent.sticks import (
    AgentNotThere,
    StickAsked,
    StickNotPrepared,
    ask_for_import,
    read_stick_report,
)
from tests.fakes.beside import beside
from tests.fakes.running_agent import wait_for


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Give a prepared stick."""
    mark = tmp_path / "stick" / MARK
    mark.parent.mkdir(parents=True)
    mark.write_bytes(b"{}")
    return tmp_path / "stick"


def test_a_request_rings_and_the_newest_is_handed_on(
    tmp_path: Path, stick: Path
) -> None:
    path = Layout(tmp_path).stick_socket
    rung: list[bool] = []
    door = StickDoor(path)
    door.ring_with(lambda: rung.append(True))
    with closing(door), beside(door.listen):
        asked = [ask_for_import(tmp_path, stick) for _ in range(2)]
        with socket(AF_UNIX, SOCK_DGRAM) as stranger:
            stranger.sendto(b"noise", str(path))
        wait_for(lambda: len(rung) == 2)
        found = door.next()

        assert found == StickAsked(id=asked[1], path=str(stick))
        assert door.next() is None
        door.put_back(found)
        newer = StickAsked(id="0" * 16, path="/other")
        door.put_back(newer)
        assert door.next() == found


def test_nobody_is_asked_where_nothing_of_the_centre_lies(tmp_path: Path) -> None:
    with pytest.raises(StickNotPrepared, match="mingbai export"):
        ask_for_import(tmp_path, tmp_path)


def test_an_agent_that_does_not_run_is_told_of(tmp_path: Path, stick: Path) -> None:
    with pytest.raises(AgentNotThere, match="没有运行"):
        ask_for_import(tmp_path, stick)
    assert read_stick_report(tmp_path) is None


def test_a_folder_that_takes_no_socket_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DiskRefused):
        StickDoor(tmp_path / "none" / "stick.sock")
