import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from programme.records import GapRecord, HeldInMemory, Record
from sync_agent.drain import Drain
from sync_agent.outbox import (
    Outbox,
    OutboxOverfull,
    RecordsHeld,
    Submission,
    open_outbox,
)
from sync_agent.outbox_file import OutboxDestroyed, connect, path_of, writers_in
from tests.fakes.device import MovedClock

Gone = Callable[[int], Record]


def stored(root: Path, writer: str, clock: MovedClock) -> list[Record]:
    with Drain(root, writer, clock) as drain:
        return [r.record for r in drain.undelivered(most=500, most_bytes=10**6)]


def test_records_are_numbered_from_one(
    tmp_path: Path, clock: MovedClock, gone: Gone
) -> None:
    outbox = open_outbox(tmp_path, "player", clock)

    assert [outbox.append(gone(n)) for n in range(3)] == [1, 2, 3]

    assert outbox.writer.startswith("player-")
    outbox.close()


def test_the_same_submission_is_stored_once(
    tmp_path: Path, clock: MovedClock, gone: Gone
) -> None:
    outbox = open_outbox(tmp_path, "player", clock)
    first = Submission(client_id="a", record=gone(1))
    second = Submission(client_id="b", record=gone(2))

    assert outbox.append_all([first]) == {"a": 1}
    assert outbox.append_all([first, second]) == {"a": 1, "b": 2}

    assert outbox.append(gone(3), client_id="b") == 2
    outbox.close()


def test_a_program_goes_on_with_its_own_chain_after_a_restart(
    tmp_path: Path, clock: MovedClock, gone: Gone
) -> None:
    first = open_outbox(tmp_path, "player", clock)
    first.append(gone(1))
    first.close()
    other = open_outbox(tmp_path, "kiosk", clock)
    other.append(gone(1))
    other.close()

    again = open_outbox(tmp_path, "player", clock)

    assert again.writer == first.writer
    assert again.append(gone(2)) == 2
    again.close()


def test_what_the_disk_refuses_waits_in_memory_and_keeps_its_order(
    tmp_path: Path, clock: MovedClock, gone: Gone
) -> None:
    root = tmp_path / "later"
    outbox = Outbox(path_of(root, "player-1"), "player-1", clock)
    with pytest.raises(RecordsHeld):
        outbox.append(gone(1))
    with pytest.raises(RecordsHeld) as refusal:
        outbox.append(gone(2))
    assert refusal.value.held == outbox.held == 2
    with pytest.raises(RecordsHeld):
        outbox.retry()
    root.mkdir()

    outbox.retry()

    assert outbox.held == 0
    word, *held = stored(root, "player-1", clock)
    assert isinstance(word, HeldInMemory)
    assert (word.count, word.problem) == (2, "failing")
    assert [r.disclosure for r in held] == ["d-1", "d-2"]  # type: ignore[union-attr]
    outbox.close()


def test_memory_is_bounded_and_what_is_above_is_refused(
    tmp_path: Path, clock: MovedClock, gone: Gone
) -> None:
    path = path_of(tmp_path / "none", "player-1")
    outbox = Outbox(path, "player-1", clock, most_held=2)
    for number in (1, 2):
        with pytest.raises(RecordsHeld):
            outbox.append(gone(number))

    with pytest.raises(OutboxOverfull) as refusal:
        outbox.append(gone(3))

    assert (refusal.value.held, refusal.value.refused) == (2, 1)
    with pytest.raises(RecordsHeld):
        outbox.close()


def test_a_destroyed_file_starts_a_chain_with_a_new_name_and_a_gap(
    tmp_path: Path, clock: MovedClock, gone: Gone
) -> None:
    outbox = open_outbox(tmp_path, "player", clock)
    outbox.append(gone(1))
    outbox.close()
    outbox.path.write_bytes(b"no database at all" * 100)

    again = open_outbox(tmp_path, "player", clock)
    number = again.append(gone(2))

    assert again.writer != outbox.writer
    assert writers_in(tmp_path) == (again.writer,)
    gap, record = stored(tmp_path, again.writer, clock)
    assert isinstance(gap, GapRecord)
    assert (gap.reason, gap.first_lost, number) == ("rebuilt", 1, 2)
    assert record == gone(2).model_copy(update={"at": record.at})  # type: ignore[union-attr]
    assert (tmp_path / f"outbox-{outbox.writer}.damaged").exists()
    again.close()


def test_what_a_damaged_file_still_says_begins_the_new_chain(
    tmp_path: Path, clock: MovedClock, gone: Gone
) -> None:
    outbox = open_outbox(tmp_path, "player", clock)
    for number in range(3):
        outbox.append(gone(number))
    outbox.close()
    with closing(sqlite3.connect(outbox.path)) as connection:
        connection.execute("DROP TABLE delivered")
        connection.execute(
            "CREATE TABLE delivered (id INTEGER PRIMARY KEY, body BLOB, digest TEXT)"
        )
        connection.execute("DROP TABLE records")
        connection.commit()

    again = open_outbox(tmp_path, "player", clock)
    again.append(gone(9))

    assert len(stored(tmp_path, again.writer, clock)) == 2
    again.close()


def test_a_file_without_our_tables_is_no_outbox(tmp_path: Path) -> None:
    path = path_of(tmp_path, "player-1")
    path.write_bytes(b"")

    with pytest.raises(OutboxDestroyed):
        connect(path, create=False)


def test_a_mistake_of_this_program_is_not_taken_for_the_disk_s(
    tmp_path: Path, clock: MovedClock, gone: Gone
) -> None:
    outbox = open_outbox(tmp_path, "player", clock)
    outbox.append(gone(1))
    with Drain(tmp_path, outbox.writer, clock) as drain:
        pass

    with pytest.raises(sqlite3.ProgrammingError):
        drain.count()
    outbox.close()
