"""What follows a chain that is lost (F12)."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from programme.records import GapRecord, GoneReceipt, Record
from sync_agent.drain import Drain
from sync_agent.outbox import Outbox, open_outbox
from sync_agent.outbox_file import OutboxDestroyed, path_of, writers_in
from sync_agent.succession import condemn, heirless, is_condemned
from tests.fakes.device import MovedClock

Gone = Callable[[int], Record]


def stored(root: Path, writer: str, clock: MovedClock) -> list[Record]:
    with Drain(root, writer, clock) as drain:
        return [r.record for r in drain.undelivered(most=500, most_bytes=10**6)]


def told(records: list[Record]) -> list[str]:
    return [r.disclosure for r in records if isinstance(r, GoneReceipt)]


def filled(root: Path, clock: MovedClock, gone: Gone, count: int) -> Outbox:
    outbox = open_outbox(root, "player", clock)
    for number in range(1, count + 1):
        outbox.append(gone(number), client_id=f"c-{number}")
    return outbox


@pytest.mark.parametrize("suffix", ["", "-wal"])
def test_a_file_that_is_removed_while_it_is_open_is_followed_by_another(
    tmp_path: Path, clock: MovedClock, gone: Gone, suffix: str
) -> None:
    outbox = filled(tmp_path, clock, gone, 3)
    lost = outbox.writer
    outbox.path.with_name(outbox.path.name + suffix).unlink()

    outbox.append(gone(4))

    assert outbox.writer != lost
    gap, *records = stored(tmp_path, outbox.writer, clock)
    assert isinstance(gap, GapRecord)
    assert (gap.of_writer, gap.first_lost) == (lost, 4)
    assert told(records) == ["d-1", "d-2", "d-3", "d-4"]
    outbox.close()


def test_a_file_that_is_gone_at_the_start_is_declared_once(
    tmp_path: Path, clock: MovedClock, gone: Gone
) -> None:
    outbox = filled(tmp_path, clock, gone, 3)
    outbox.close()
    outbox.path.unlink()

    for number in (4, 5):
        again = open_outbox(tmp_path, "player", clock)
        again.append(gone(number))
        again.close()

    [writer] = writers_in(tmp_path)
    gap, *records = stored(tmp_path, writer, clock)
    assert isinstance(gap, GapRecord)
    assert (gap.of_writer, gap.first_lost) == (outbox.writer, 1)
    assert told(records) == ["d-4", "d-5"]


def test_a_chain_whose_reader_finds_it_spoiled_is_followed_by_its_writer(
    tmp_path: Path, clock: MovedClock, gone: Gone
) -> None:
    outbox = filled(tmp_path, clock, gone, 3)
    lost = outbox.writer
    with closing(sqlite3.connect(outbox.path)) as connection:
        connection.execute("UPDATE records SET number = 9 WHERE number = 2")
        connection.commit()

    with pytest.raises(OutboxDestroyed):
        stored(tmp_path, lost, clock)
    assert is_condemned(tmp_path, lost)
    outbox.retry()

    assert not is_condemned(tmp_path, lost)
    assert writers_in(tmp_path) == (outbox.writer,)
    gap, *records = stored(tmp_path, outbox.writer, clock)
    assert isinstance(gap, GapRecord)
    assert (gap.of_writer, gap.first_lost) == (lost, 4)
    assert told(records) == ["d-1", "d-2", "d-3"]
    outbox.close()


def test_an_earlier_chain_that_nobody_followed_finds_its_heir_at_a_start(
    tmp_path: Path, clock: MovedClock, gone: Gone
) -> None:
    first = filled(tmp_path, clock, gone, 2)
    first.close()
    second = Outbox(path_of(tmp_path, "player-2"), "player-2", clock)
    second.append(gone(3))
    second.close()
    condemn(tmp_path, first.writer)
    assert heirless(tmp_path, "kiosk-1") == ()

    third = Outbox(path_of(tmp_path, "player-2"), "player-2", clock)
    third.append(gone(4))
    third.close()

    assert told(stored(tmp_path, "player-2", clock)) == ["d-3", "d-1", "d-2", "d-4"]
    assert heirless(tmp_path, "player-2") == ()


def test_a_chain_that_stands_alone_follows_none(
    tmp_path: Path, clock: MovedClock, gone: Gone
) -> None:
    one = Outbox(path_of(tmp_path, "voice-1"), "voice-1", clock, one_of_many=False)
    one.append(gone(1))
    one.close()
    one.path.unlink()

    two = Outbox(path_of(tmp_path, "voice-2"), "voice-2", clock, one_of_many=False)
    two.append(gone(2))
    two.close()

    assert told(stored(tmp_path, "voice-2", clock)) == ["d-2"]
    assert len(stored(tmp_path, "voice-2", clock)) == 1


def test_only_the_last_destroyed_files_are_kept(
    tmp_path: Path, clock: MovedClock, gone: Gone
) -> None:
    outbox = filled(tmp_path, clock, gone, 1)
    for number in range(2, 8):
        condemn(tmp_path, outbox.writer)
        outbox.append(gone(number))
    outbox.close()

    assert len(list(tmp_path.glob("*.damaged"))) == 3
    assert told(stored(tmp_path, outbox.writer, clock)) == [
        f"d-{number}" for number in range(1, 8)
    ]
