"""The clock of a device's programs (F16, F17)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from programme.device_time import ClockState
from sync_agent.device_clock import (
    DeviceClock,
    KeptClock,
    boot_of_machine,
    is_synchronised,
    read_note,
)
from sync_agent.disk import DiskRefused
from sync_agent.layout import Layout
from tests.fakes.hand_clock import NOON
from tests.fakes.moving_clock import MovingClock

YEAR, HOUR = timedelta(days=365), timedelta(hours=1)


def never() -> bool:
    return False


def reading(root: Path, system: MovingClock, boot: str = "one") -> DeviceClock:
    return DeviceClock(root, system, synchronised=never, boot=boot)


def keeping(root: Path, system: MovingClock, boot: str = "one") -> KeptClock:
    return KeptClock(root, system, synchronised=never, boot=boot)


def test_a_set_clock_moves_nothing_and_the_centre_s_word_makes_it_sure(
    tmp_path: Path,
) -> None:
    system = MovingClock(NOON)
    agent, player = keeping(tmp_path, system), reading(tmp_path, system)
    assert player.sure()
    agent.keep()

    system.step(YEAR)
    system.forward(HOUR)
    before = (player.now(), player.sure(), agent.look().state)
    assert agent.hear(NOON + HOUR)
    after = player.look()

    assert before == (NOON + HOUR, False, ClockState.DOUBTED)
    assert (after.state, after.at, after.off) == (ClockState.SURE, NOON + HOUR, YEAR)
    assert player.monotonic() == HOUR.total_seconds()


# F17
def test_a_dead_clock_begins_at_the_floor_and_counts_on(tmp_path: Path) -> None:
    keeping(tmp_path, MovingClock(NOON)).hear(NOON)
    dead = MovingClock(datetime(1970, 1, 1, tzinfo=UTC))
    player = reading(tmp_path, dead, boot="two")

    first = player.look()
    dead.forward(HOUR)
    second = player.look()

    assert (first.state, first.at) == (ClockState.WRONG, NOON)
    assert (second.state, second.at) == (ClockState.WRONG, NOON + HOUR)
    agent = keeping(tmp_path, dead, boot="two")
    assert not agent.hear(NOON - HOUR)
    assert agent.look().state is ClockState.WRONG
    assert agent.hear(NOON + 9 * HOUR)
    assert player.look().state is ClockState.SURE
    assert player.now() == NOON + 9 * HOUR


def test_what_was_signed_has_passed(tmp_path: Path) -> None:
    dead = MovingClock(datetime(1970, 1, 1, tzinfo=UTC))
    player = reading(tmp_path, dead)

    player.raise_floor(NOON)
    player.raise_floor(NOON - YEAR)

    assert (player.sure(), player.now()) == (False, NOON)


def test_a_note_of_the_agent_never_lowers_what_is_known_here(tmp_path: Path) -> None:
    system = MovingClock(NOON)
    player = reading(tmp_path, system)
    player.raise_floor(NOON + YEAR)
    keeping(tmp_path, system).keep()

    assert player.look().state is ClockState.WRONG


def test_a_spoiled_note_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "clock.json").write_bytes(b"rubbish")

    assert read_note(tmp_path) is None
    assert reading(tmp_path, MovingClock(NOON)).now() == NOON


def test_a_word_holds_though_the_disk_refuses_it(tmp_path: Path) -> None:
    (tmp_path / "clock.json").mkdir()
    (tmp_path / "clock.json" / "in the way").touch()
    system = MovingClock(NOON)
    agent = keeping(tmp_path, system)
    agent.look()
    system.step(YEAR)

    with pytest.raises(DiskRefused):
        agent.hear(NOON)

    assert (agent.sure(), agent.now()) == (True, NOON)


def test_the_machine_says_which_start_it_is_and_whether_a_service_set_it() -> None:
    assert len(boot_of_machine()) == 36
    assert is_synchronised() in {True, False}


# F10: a year that is another one by a bit ends every window.
def test_a_flipped_bit_in_the_note_never_makes_it_another_time(tmp_path: Path) -> None:
    system = MovingClock(NOON)
    KeptClock(tmp_path, system, synchronised=never, boot="one").hear(NOON)
    path = Layout(tmp_path).clock
    whole = path.read_bytes()

    for place in range(0, len(whole), 2):
        data = bytearray(whole)
        data[place] ^= 0x02
        path.write_bytes(data)
        assert reading(tmp_path, system, "two").now() == NOON


def test_the_note_of_an_agent_of_before_is_read(tmp_path: Path) -> None:
    system = MovingClock(NOON)
    KeptClock(tmp_path, system, synchronised=never, boot="one").hear(NOON)
    note = read_note(tmp_path)
    assert note is not None

    Layout(tmp_path).clock.write_bytes(note.canonical())

    assert read_note(tmp_path) == note
