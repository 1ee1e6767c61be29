import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from programme.chain import GENESIS, check_links
from programme.records import ChainedRecord, GapRecord, Record
from sync_agent.drain import Drain
from sync_agent.outbox import Outbox, Submission, open_outbox
from sync_agent.salvage import readable_records
from tests.fakes.device import MovedClock

Gone = Callable[[int], Record]


@pytest.fixture
def outbox(tmp_path: Path, clock: MovedClock, gone: Gone) -> Outbox:
    """Give a closed outbox with ten records."""
    made = open_outbox(tmp_path, "player", clock)
    for number in range(1, 11):
        made.append(gone(number))
    made.close()
    return made


def tamper(outbox: Outbox, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(outbox.path)) as connection:
        connection.execute(sql, values)
        connection.commit()


def rows(
    tmp_path: Path, outbox: Outbox, clock: MovedClock, most: int = 500
) -> tuple[ChainedRecord, ...]:
    with Drain(tmp_path, outbox.writer, clock) as drain:
        return drain.undelivered(most=most, most_bytes=10**6)


def deliver(
    tmp_path: Path, outbox: Outbox, clock: MovedClock, most: int, keep: int = 0
) -> None:
    with Drain(tmp_path, outbox.writer, clock) as drain:
        found = drain.undelivered(most=most, most_bytes=10**6)
        drain.delivered(found, keep=keep)


def gaps(found: tuple[ChainedRecord, ...]) -> list[int]:
    return [r.number for r in found if isinstance(r.record, GapRecord)]


def test_records_come_in_batches_that_fit(
    tmp_path: Path, outbox: Outbox, clock: MovedClock
) -> None:
    with Drain(tmp_path, outbox.writer, clock) as drain:
        assert len(drain.undelivered(most=3, most_bytes=10**6)) == 3
        assert len(drain.undelivered(most=500, most_bytes=1)) == 1
        assert drain.count() == 10


def test_the_chain_goes_on_after_what_was_delivered_is_forgotten(
    tmp_path: Path, outbox: Outbox, clock: MovedClock, gone: Gone
) -> None:
    deliver(tmp_path, outbox, clock, most=10)

    again = open_outbox(tmp_path, "player", clock)
    number = again.append(gone(11))
    again.close()

    [left] = rows(tmp_path, outbox, clock)
    assert (number, left.number) == (11, 11)


# F23
def test_what_was_acknowledged_lately_stays_for_a_centre_that_is_restored(
    tmp_path: Path, outbox: Outbox, clock: MovedClock, gone: Gone
) -> None:
    left = []
    for day in range(6):
        clock.moved = timedelta(days=day)
        outbox.append(gone(20 + day))
        with Drain(tmp_path, outbox.writer, clock) as drain:
            found = drain.undelivered(most=500, most_bytes=10**6)
            drain.delivered(found, keep=1, keep_days=3)
        with closing(sqlite3.connect(outbox.path)) as found_there:
            query = "SELECT min(number) FROM records"
            left.append(found_there.execute(query).fetchone()[0])
    with Drain(tmp_path, outbox.writer, clock) as drain:
        again = (drain.go_back(13), drain.go_back(14))

    # Ten and one on the first day, then one a day: 3 days later those of the first go.
    assert left == [1, 1, 1, 12, 13, 14]
    assert again == (False, True)


def test_a_clock_that_is_set_forgets_nothing_early(
    tmp_path: Path, outbox: Outbox, clock: MovedClock, gone: Gone
) -> None:
    first = []
    for day in (0, 1, 27_000, 27_001, 2, 3, 4, 5):
        clock.moved = timedelta(days=day)
        outbox.append(gone(20 + day))
        with Drain(tmp_path, outbox.writer, clock) as drain:
            drain.delivered(
                drain.undelivered(most=500, most_bytes=10**6), keep=1, keep_days=3
            )
        with closing(sqlite3.connect(outbox.path)) as there:
            query = "SELECT min(number) FROM records"
            first.append(there.execute(query).fetchone()[0])

    # What the centre has since the first day stays for three deliveries' days after it.
    assert first == [1, 1, 1, 12, 12, 13, 14, 16]


@pytest.mark.parametrize(
    "spoiled",
    [
        *(("day", value) for value in (b"2026", "2026-1!-28", 7, "9026-11-28")),
        ("number", "many"),
    ],
)
def test_a_spoiled_note_of_what_was_acknowledged_stops_no_delivery(
    tmp_path: Path,
    outbox: Outbox,
    clock: MovedClock,
    gone: Gone,
    spoiled: tuple[str, object],
) -> None:
    column, value = spoiled
    first = []
    for day in range(6):
        clock.moved = timedelta(days=day)
        outbox.append(gone(20 + day))
        with Drain(tmp_path, outbox.writer, clock) as drain:
            found = drain.undelivered(most=500, most_bytes=10**6)
            drain.delivered(found, keep=1, keep_days=3)
        if day == 1:
            newest = "day = (SELECT max(day) FROM acknowledged)"
            query = f"UPDATE acknowledged SET {column} = ? WHERE {newest}"  # noqa: S608
            tamper(outbox, query, value)
        with closing(sqlite3.connect(outbox.path)) as there:
            query = "SELECT min(number) FROM records"
            first.append(there.execute(query).fetchone()[0])

    assert first[:2] == [1, 1]
    assert first[-1] > 1


@pytest.mark.parametrize("column", ["body", "digest"])
@pytest.mark.parametrize("number", [1, 5, 10])
def test_a_damaged_row_becomes_a_gap_and_the_chain_goes_on(
    tmp_path: Path, outbox: Outbox, clock: MovedClock, column: str, number: int
) -> None:
    tamper(outbox, f"UPDATE records SET {column} = ? WHERE number = ?", b"x", number)  # noqa: S608

    found = rows(tmp_path, outbox, clock)

    assert gaps(found) == [number]
    assert check_links(found, after_number=0, after_digest=GENESIS)[0] == 10
    assert rows(tmp_path, outbox, clock) == found


def test_a_row_that_is_gone_becomes_a_gap(
    tmp_path: Path, outbox: Outbox, clock: MovedClock
) -> None:
    tamper(outbox, "DELETE FROM records WHERE number IN (?, ?)", 4, 5)

    found = rows(tmp_path, outbox, clock)

    assert gaps(found) == [4, 5]
    assert len(found) == 10


def test_a_row_that_was_replaced_by_a_whole_one_is_found(
    tmp_path: Path, outbox: Outbox, clock: MovedClock
) -> None:
    third = rows(tmp_path, outbox, clock)[2]
    forged = third.model_copy(update={"previous": "f" * 64})
    tamper(
        outbox,
        "UPDATE records SET body = ?, digest = ? WHERE number = 3",
        forged.canonical(),
        forged.digest(),
    )

    assert gaps(rows(tmp_path, outbox, clock)) == [3]


def test_a_damaged_mark_delivers_again_what_is_still_here(
    tmp_path: Path, outbox: Outbox, clock: MovedClock
) -> None:
    deliver(tmp_path, outbox, clock, most=6, keep=2)
    tamper(outbox, "UPDATE delivered SET body = ?", b"x")

    found = rows(tmp_path, outbox, clock)

    assert [r.number for r in found] == [4, 5, 6, 7, 8, 9, 10]


def test_only_undelivered_whole_rows_are_saved(
    tmp_path: Path, outbox: Outbox, clock: MovedClock
) -> None:
    deliver(tmp_path, outbox, clock, most=6)
    tamper(outbox, "UPDATE records SET body = ? WHERE number = 8", b"x")

    saved = readable_records(outbox.path)

    assert len(saved.records) == 3
    assert saved.first_lost == 8


def test_nothing_is_saved_from_what_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "outbox-x.sqlite3"
    path.write_bytes(b"rubbish" * 1000)

    saved = readable_records(path)

    assert saved.records == {}
    assert saved.first_lost == 1


# F11: what is mended has more rows than are held at once.
def test_a_long_chain_is_mended_a_few_rows_at_a_time(
    tmp_path: Path, outbox: Outbox, clock: MovedClock, gone: Gone
) -> None:
    count, lost = 1_200, [2, 510, 511, 512, 1_010, 1_200]
    with closing(Outbox(outbox.path, outbox.writer, clock)) as again:
        again.append_all(
            [
                Submission(client_id=f"c-{number}", record=gone(number))
                for number in range(11, count + 1)
            ]
        )
    for number in lost:
        tamper(outbox, "UPDATE records SET body = x'00' WHERE number = ?", number)
    tamper(outbox, "UPDATE records SET number = ? WHERE number = 1200", 2**40)

    rows(tmp_path, outbox, clock)

    with Drain(tmp_path, outbox.writer, clock) as drain:
        runs = list(drain.all_undelivered(most=500, most_bytes=10**6))
        assert drain.count() == count
    found = tuple(record for run in runs for record in run)
    assert check_links(found, after_number=0, after_digest=GENESIS)[0] == count
    assert gaps(found) == lost
    with closing(Outbox(outbox.path, outbox.writer, clock)) as again:
        assert again.append(gone(count + 1)) == count + 1


def test_a_writer_mends_the_end_and_leaves_the_rest_to_the_delivery(
    tmp_path: Path, outbox: Outbox, clock: MovedClock, gone: Gone
) -> None:
    for number in (3, 10):
        tamper(outbox, "UPDATE records SET body = x'00' WHERE number = ?", number)

    with closing(Outbox(outbox.path, outbox.writer, clock)) as again:
        assert again.append(gone(11)) == 11

    found = rows(tmp_path, outbox, clock)
    assert check_links(found, after_number=0, after_digest=GENESIS)[0] == 11
    assert gaps(found) == [3, 10]


def test_a_long_chain_goes_on_over_a_hole_a_few_rows_at_a_time(
    tmp_path: Path, outbox: Outbox, clock: MovedClock, gone: Gone
) -> None:
    count, kept = 1_300, 1_150
    with closing(Outbox(outbox.path, outbox.writer, clock)) as again:
        again.append_all(
            [
                Submission(client_id=f"c-{number}", record=gone(number))
                for number in range(11, count + 1)
            ]
        )
    fifth = rows(tmp_path, outbox, clock)[4]
    tamper(outbox, "DELETE FROM records WHERE number <= ?", count - kept)

    with Drain(tmp_path, outbox.writer, clock) as drain:
        lost = drain.bridge(fifth.number, fifth.digest())
        runs = list(drain.all_undelivered(most=500, most_bytes=10**6))

    found = tuple(record for run in runs for record in run)
    assert lost == count - kept - fifth.number
    last, _ = check_links(found, after_number=fifth.number, after_digest=fifth.digest())
    assert last == fifth.number + 1 + kept
    assert gaps(found) == [fifth.number + 1]
