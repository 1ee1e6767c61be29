import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from programme.chain import check_links
from programme.records import ChainedRecord, GapRecord, GoneReceipt, Record
from sync_agent.drain import Drain
from sync_agent.outbox import Outbox, open_outbox
from tests.fakes.device import MovedClock

Gone = Callable[[int], Record]


@pytest.fixture
def outbox(tmp_path: Path, clock: MovedClock, gone: Gone) -> Outbox:
    """Give an open outbox: ten records, of which the first six were forgotten."""
    made = open_outbox(tmp_path, "player", clock)
    for number in range(1, 11):
        made.append(gone(number), client_id=f"c-{number}")
    with Drain(tmp_path, made.writer, clock) as drain:
        drain.delivered(drain.undelivered(most=8, most_bytes=10**6), keep=1)
    return made


def undelivered(
    tmp_path: Path, outbox: Outbox, clock: MovedClock
) -> tuple[ChainedRecord, ...]:
    with Drain(tmp_path, outbox.writer, clock) as drain:
        return drain.undelivered(most=500, most_bytes=10**6)


def names(found: tuple[ChainedRecord, ...]) -> list[str]:
    return [r.record.disclosure for r in found if isinstance(r.record, GoneReceipt)]


def test_one_gap_record_names_what_is_lost_and_the_rest_follows_it(
    tmp_path: Path, outbox: Outbox, clock: MovedClock, gone: Gone
) -> None:
    with Drain(tmp_path, outbox.writer, clock) as drain:
        lost = drain.bridge(3, "a" * 64)
    number = outbox.append(gone(11))
    found = undelivered(tmp_path, outbox, clock)
    outbox.close()

    assert lost == 3
    assert check_links(found, after_number=3, after_digest="a" * 64) == (
        number,
        found[-1].digest(),
    )
    gap = found[0].record
    assert isinstance(gap, GapRecord)
    assert (gap.first_lost, gap.last_lost, gap.reason) == (4, 6, "restored")
    assert names(found) == ["d-7", "d-8", "d-9", "d-10", "d-11"]
    assert number == 9


def test_a_client_that_sends_again_is_still_known_by_its_name(
    tmp_path: Path, outbox: Outbox, clock: MovedClock, gone: Gone
) -> None:
    with Drain(tmp_path, outbox.writer, clock) as drain:
        drain.bridge(0, "0" * 64)

    again = outbox.append(gone(9), client_id="c-9")
    found = undelivered(tmp_path, outbox, clock)
    outbox.close()

    assert names(found).count("d-9") == 1
    assert found[again - 1].record == gone(9) or names(found)[again - 2] == "d-9"


def test_a_damaged_row_among_those_that_are_left_becomes_a_gap_of_its_own(
    tmp_path: Path, outbox: Outbox, clock: MovedClock
) -> None:
    with closing(sqlite3.connect(outbox.path)) as connection:
        connection.execute("UPDATE records SET body = ? WHERE number = 9", (b"x",))
        connection.commit()

    with Drain(tmp_path, outbox.writer, clock) as drain:
        drain.bridge(3, "a" * 64)
    found = undelivered(tmp_path, outbox, clock)
    outbox.close()

    reasons = [r.record.reason for r in found if isinstance(r.record, GapRecord)]
    assert reasons == ["restored", "damaged"]
    assert names(found) == ["d-7", "d-8", "d-10"]
    check_links(found, after_number=3, after_digest="a" * 64)


@pytest.mark.parametrize("number", [6, 7, 10, 12])
def test_where_nothing_is_missing_nothing_is_changed(
    tmp_path: Path, outbox: Outbox, clock: MovedClock, number: int
) -> None:
    before = undelivered(tmp_path, outbox, clock)

    with Drain(tmp_path, outbox.writer, clock) as drain:
        lost = drain.bridge(number, "a" * 64)

    assert lost == 0
    assert undelivered(tmp_path, outbox, clock) == before
    outbox.close()


def test_days_of_the_old_numbers_forget_nothing_of_the_new_ones(
    tmp_path: Path, outbox: Outbox, clock: MovedClock
) -> None:
    with Drain(tmp_path, outbox.writer, clock) as drain:
        drain.bridge(0, "0" * 64)
        found = drain.undelivered(most=500, most_bytes=10**6)
        drain.delivered(found, keep=0, keep_days=30)

        assert drain.go_back(1)
    outbox.close()
