"""A device remembers the days that it served, from its own outbox (公示格)."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from programme.progress import DisclosureProgress
from programme.records import EndReason, PlainShown, Record, SlideFault
from programme.window import FixedEnd, end_at
from sync_agent.outbox import open_outbox
from sync_agent.outbox_file import path_of, writers_in
from sync_agent.own_days import MOST_DAYS, OwnDayBook
from tests.fakes.moving_clock import MovingClock
from tests.fakes.own_days import MANIFEST, SHEET, STOCK, played
from tests.fakes.screens import MANDATE

NOW = datetime(2026, 11, 27, 4, tzinfo=UTC)
"""Friday at noon in China."""
TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 11, day) for day in (24, 25, 26))
HELD = STOCK.held()


def keep(root: Path, *records: Record) -> None:
    with closing(open_outbox(root, "player", MovingClock(NOW))) as outbox:
        for record in records:
            outbox.append(record)


def learned(book: OwnDayBook, now: datetime = NOW) -> dict[date, set[str]]:
    """Return every day that is served, once there is nothing more to learn."""
    for _ in range(MOST_DAYS):
        book.learn(HELD, now)
    return {day: set(names) for day, names in book.days.items() if names}


def fault(day: date) -> SlideFault:
    at = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    return SlideFault(disclosure="a", page=MANIFEST, reason="missing", at=at)


def test_days_are_learned_one_at_a_time_and_the_newest_first(tmp_path: Path) -> None:
    keep(tmp_path, *played(TUESDAY), *played(WEDNESDAY, 29), *played(THURSDAY))
    book = OwnDayBook(tmp_path, "player")

    first = book.learn(HELD, NOW)
    known = dict(book.days)
    rest = learned(book)

    assert first
    assert known == {THURSDAY: {"a"}}
    assert rest == {TUESDAY: {"a"}, THURSDAY: {"a"}}
    assert len(book.days) == MOST_DAYS
    assert not book.learn(HELD, NOW)


def test_midnight_brings_one_day_more(tmp_path: Path) -> None:
    keep(tmp_path, *played(THURSDAY), fault(THURSDAY), *played(NOW.date()))
    book = OwnDayBook(tmp_path, "player")
    before = learned(book)

    after = learned(book, NOW + timedelta(days=1))

    assert set(before) == {THURSDAY}
    assert set(after) == {THURSDAY, NOW.date()}


def test_what_the_centre_has_counted_is_not_read(tmp_path: Path) -> None:
    keep(tmp_path, *played(TUESDAY), *played(THURSDAY))
    book = OwnDayBook(tmp_path, "player")
    learned(book)
    counted = (DisclosureProgress(disclosure="a", shown_on=(), short_on=()),)
    at = datetime(2026, 11, 25, 17, tzinfo=UTC)
    later = replace(STOCK, counted=counted, counted_at=at).held()

    more = book.learn(later, NOW)

    assert not more
    assert dict(book.days) == {THURSDAY: {"a"}}


def test_a_page_that_stood_over_midnight_is_of_both_days(tmp_path: Path) -> None:
    begins = datetime(2026, 11, 25, 15, 50, tzinfo=UTC)
    long = PlainShown(
        view="default",
        from_at=begins,
        to_at=begins + timedelta(minutes=30),
        monotonic_ms=1_800_000,
        reason=EndReason.TURN_OVER,
        programme_version=1,
    )
    keep(tmp_path, *played(WEDNESDAY), long, *played(THURSDAY))

    assert set(learned(OwnDayBook(tmp_path, "player"))) == {WEDNESDAY, THURSDAY}


def test_before_anything_is_adopted_or_recorded_no_day_is_claimed(
    tmp_path: Path,
) -> None:
    book = OwnDayBook(tmp_path, "player")

    assert not book.learn(None, NOW)
    assert learned(book) == {}


# F11, F12
@pytest.mark.parametrize(
    "harm",
    [
        None,
        "UPDATE records SET body = CAST('{}' AS BLOB)",
        # A flipped bit in the head of a row makes its bytes a number, or a text.
        "UPDATE records SET body = 5",
        "UPDATE records SET body = CAST(body AS TEXT)",
        "UPDATE records SET body = replace(body, '2026-11-26', '2026-11-25')",
    ],
    ids=["destroyed", "garbled", "number", "text", "other day"],
)
def test_a_spoiled_outbox_claims_no_day_and_stops_nobody(
    tmp_path: Path, harm: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    keep(tmp_path, *played(THURSDAY))
    path = path_of(tmp_path, writers_in(tmp_path)[0])
    if harm is None:
        path.write_bytes(b"no database at all" * 100)
    else:
        with closing(sqlite3.connect(path)) as database:
            database.execute(harm)
            database.commit()

    assert learned(OwnDayBook(tmp_path, "player")) == {}
    assert "own days" in caplog.text


def test_a_day_is_told_where_the_records_reach_back_before_it(tmp_path: Path) -> None:
    keep(tmp_path, *played(TUESDAY), *played(THURSDAY))
    book = OwnDayBook(tmp_path, "player")

    learned(book)

    # Nothing on Wednesday: it was off. Before Tuesday nobody knows.
    assert book.told == {WEDNESDAY: frozenset(), THURSDAY: {"a"}}


# REQ-9, REQ-34
def test_days_that_it_saw_short_lengthen_a_window_until_the_count_comes(
    tmp_path: Path,
) -> None:
    keep(tmp_path, *played(TUESDAY), *played(THURSDAY))
    three = MANDATE.model_copy(update={"show_at_least_days": 3})
    monday = datetime(2026, 11, 23, 1, tzinfo=UTC)
    ends = FixedEnd(at=datetime(2026, 11, 26, 16, tzinfo=UTC))
    sheet = replace(SHEET, mandate=three, starts_at=monday, end=ends)
    alone = replace(STOCK, sheets=(sheet,), counted=(), counted_at=monday).held()
    book = OwnDayBook(tmp_path, "player")
    for _ in range(MOST_DAYS):
        book.learn(alone, NOW)

    later = book.cured(alone, NOW)
    again = replace(STOCK, sheets=(sheet,), counted=(), counted_at=NOW).held()
    fresh = book.cured(again, NOW)

    assert end_at(later.items[0].entry.window) == ends.at + timedelta(days=1)
    assert fresh.items == again.items
