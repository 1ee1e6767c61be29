from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from config.calendar_data import shipped_calendar
from programme.calendar import WorkingCalendar
from publishing.calendar.current import Calendars
from publishing.county_days.keeping import CalendarKeeper, changed_words
from publishing.oversight.journal import page
from publishing.tables.calendar import CalendarChange, CalendarSnapshot
from publishing.tables.schedule import EndKind, GroupEntry
from tests.fakes.county_days import keeper_of, with_official_2027
from tests.fakes.desk import County


class Shelf:
    """Be the files from which the centre reads."""

    def __init__(self) -> None:
        self.calendar = shipped_calendar()

    def read(self) -> WorkingCalendar:
        return self.calendar


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def keeper(county: County, shelf: Shelf) -> CalendarKeeper:
    """Give a keeper that has seen the shipped calendar."""
    keeper = keeper_of(county, Calendars(shelf.read))
    keeper.keep()
    return keeper


def snapshots(county: County) -> list[CalendarSnapshot]:
    with county.database.reading() as session:
        return list(session.scalars(select(CalendarSnapshot)))


def changes(county: County) -> list[CalendarChange]:
    with county.database.reading() as session:
        return list(session.scalars(select(CalendarChange)))


def ends(county: County) -> set[tuple[EndKind, datetime | None]]:
    with county.database.reading() as session:
        return {
            (row.end_kind, row.ends_at) for row in session.scalars(select(GroupEntry))
        }


def test_the_first_calendar_moves_nothing(
    county: County, keeper: CalendarKeeper
) -> None:
    keeper.keep()

    (first,) = snapshots(county)
    assert (first.words, first.affected) == ("最初的工作日历", 0)


# 30 working days from 23 November: to 4 January by weekends, to 5 January by notice.
def test_a_notice_that_comes_in_confirms_what_was_provisional(
    county: County, keeper: CalendarKeeper, shelf: Shelf
) -> None:
    county.approved(mandate="periodic")
    assert ends(county) == {
        (EndKind.PROVISIONAL, datetime(2027, 1, 4, 16, 0, tzinfo=UTC))
    }

    shelf.calendar = with_official_2027()
    keeper.keep()

    assert ends(county) == {(EndKind.FIXED, datetime(2027, 1, 5, 16, 0, tzinfo=UTC))}
    (change,) = changes(county)
    assert change.after["windows"][0]["end_kind"] == "fixed"
    with county.database.reading() as session:
        (entry,) = page(session, subject="calendar")
    assert (entry.actor, entry.act) == ("system", "calendar.data")
    assert entry.details == {"calendar": "2027 年：暂定 → 正式，第 2 版", "moved": 1}


# Recomputation is idempotent.
def test_the_same_data_again_move_nothing_and_record_nothing(
    county: County, keeper: CalendarKeeper, shelf: Shelf
) -> None:
    county.approved(mandate="periodic")
    shelf.calendar = with_official_2027()
    keeper.keep()
    before = (ends(county), len(changes(county)), len(snapshots(county)))

    keeper.keep()
    keeper_of(county, Calendars(shelf.read)).keep()

    assert (ends(county), len(changes(county)), len(snapshots(county))) == before


def test_several_windows_of_one_version_share_a_record_and_others_have_their_own(
    county: County, keeper: CalendarKeeper, shelf: Shelf
) -> None:
    first = county.approved(mandate="periodic")
    second = county.approved(mandate="periodic", title="另一件")
    county.approved(mandate="immediate", title="不受影响")

    shelf.calendar = with_official_2027()
    keeper.keep()

    found = {
        change.draft_id: len(change.after["windows"]) for change in changes(county)
    }
    assert found == {first.line.id: 2, second.line.id: 2}


def test_what_changed_is_said_in_words() -> None:
    shipped = shipped_calendar()
    fewer = shipped.model_copy(update={"years": shipped.years[:-1]})

    assert changed_words(None, shipped) == "最初的工作日历"
    assert changed_words(fewer, shipped) == "2027 年：没有资料 → 暂定，第 1 版"
    assert changed_words(shipped, shipped) == "本县调整"
    assert date(2027, 1, 1).year == shipped.years[-1].year
