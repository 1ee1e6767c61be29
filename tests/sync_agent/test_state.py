from pathlib import Path

import pytest

from programme.clock import SystemClock
from sync_agent.disk import DiskRefused
from sync_agent.state import AgentState, StateReport, read_state, write_state


def report() -> StateReport:
    now = SystemClock().now().replace(microsecond=0)
    return StateReport(state=AgentState.ENROLLING, since_at=now, code="ABCD2345")


def test_a_state_is_read_back(tmp_path: Path) -> None:
    told = report()

    write_state(tmp_path, told)

    assert read_state(tmp_path) == told


def test_before_the_first_word_there_is_no_state(tmp_path: Path) -> None:
    assert read_state(tmp_path) is None


def test_an_unreadable_state_is_no_state(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_bytes(b"half a")

    assert read_state(tmp_path) is None


def test_a_disk_that_refuses_is_named(tmp_path: Path) -> None:
    (tmp_path / "state.json" / "x").mkdir(parents=True)

    with pytest.raises(DiskRefused):
        write_state(tmp_path, report())
