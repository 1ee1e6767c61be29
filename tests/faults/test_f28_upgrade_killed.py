"""An upgrade is killed at each step (F28): the old or the new version runs after it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes.upgrades import Machine, machine_in

pytestmark = pytest.mark.fault

EVERY = int(os.environ.get("MINGBAI_F28_EVERY", "29"))
"""Of the steps so many are passed over each time; 1 at full size."""
ROWS = ["a", "b", "c"]


def killed_at_each_step(
    folder: Path, prepare: Callable[[Machine], tuple[str, ...]]
) -> list[tuple[int, str, bool]]:
    """Kill an installation at each step; return what ran after the next boot."""
    outcomes = []
    for step in range(1, 1000, EVERY):
        place = folder / str(step)
        machine = machine_in(place)
        words = prepare(machine)
        died = machine.install(*words, die_at=step) < 0
        if died:
            machine.boot()
        assert machine.rows() == ROWS
        assert not machine.trial.exists()
        outcomes.append((step, machine.runs(), died))
        shutil.rmtree(place)
        if not died:
            return outcomes
    raise AssertionError(outcomes)


def upgraded(machine: Machine) -> tuple[str, ...]:
    del machine
    return ("centre",)


def upgraded_to_what_does_not_start(machine: Machine) -> tuple[str, ...]:
    machine.break_new()
    return ("centre",)


def taken_back(machine: Machine) -> tuple[str, ...]:
    """Have the new version running, and ask for the one before it."""
    machine.install("centre")
    return ("back",)


# F28
def test_an_upgrade_killed_at_any_step_leaves_the_old_or_the_new_version_running(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    found = killed_at_each_step(tmp_path, upgraded)

    ran = [version.partition("-")[0] for _, version, _ in found]
    record_property("outcome", f"{len(found) - 1} kills of an upgrade, 0 without")
    assert set(ran) == {"1", "2"}
    assert ran[-1] == "2"
    assert found[-1][0] > 20


# F28
def test_a_version_that_does_not_start_is_taken_back_wherever_it_is_killed(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    found = killed_at_each_step(tmp_path, upgraded_to_what_does_not_start)

    record_property("outcome", f"{len(found) - 1} kills of one taken back, 0 without")
    assert {version.partition("-")[0] for _, version, _ in found} == {"1"}


# F28: the older version refuses the newer form of the data, so the newer goes on.
def test_a_downgrade_that_cannot_read_the_data_leaves_the_newer_version_running(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    found = killed_at_each_step(tmp_path, taken_back)

    record_property("outcome", f"{len(found) - 1} kills of a downgrade, 0 without")
    assert {version.partition("-")[0] for _, version, _ in found} == {"2"}


def test_after_any_kill_the_upgrade_goes_through_at_the_next_try(
    tmp_path: Path,
) -> None:
    machine = machine_in(tmp_path)
    machine.break_new()

    first = machine.install("centre")
    between = machine.runs()
    machine.mend_new()
    second = machine.install("centre")

    assert (first, between) == (1, machine.old)
    assert (second, machine.runs()) == (0, machine.new)
    assert machine.rows() == ROWS
