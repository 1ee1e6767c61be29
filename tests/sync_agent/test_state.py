from datetime import timedelta
from pathlib import Path

import pytest

from programme.clock import SystemClock
from sync_agent.disk import DiskRefused
from sync_agent.state import (
    AgentState,
    StateReport,
    mandated_only,
    read_state,
    write_state,
)


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


def test_what_is_promotional_stops_with_a_doubted_clock_or_after_too_long_alone() -> (
    None
):
    now = SystemClock().now()
    well = StateReport(state=AgentState.CURRENT, since_at=now, alone_from_at=now)
    second = timedelta(seconds=1)
    doubted = well.model_copy(
        update={
            "state": AgentState.STORAGE_FAILING,
            "conditions": (AgentState.STORAGE_FAILING, AgentState.CLOCK_DOUBTED),
        }
    )

    assert not mandated_only(None, now)
    assert not mandated_only(well, now - second)
    assert mandated_only(well, now)
    assert mandated_only(doubted, now - second)
