from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from publishing.reminders.pruning import STAYS, Pruning
from publishing.reminders.reminding import Reminding
from publishing.tables.journal import JournalEntry
from publishing.tables.reminders import (
    CalendarEvent,
    CalendarFeed,
    Occasion,
    ReminderRow,
)
from tests.fakes.desk import County
from tests.fakes.hand_clock import NOON

LONG_AGO = NOON - STAYS - timedelta(days=1)
LATELY = NOON - STAYS + timedelta(days=1)


@pytest.fixture
def pruning(county: County) -> Pruning:
    return Pruning(database=county.database, clock=county.clock)


def told(county: County, duty: str, **changed: object) -> None:
    values = {"due_at": LONG_AGO, "done_at": None, "made_at": LONG_AGO} | changed
    with county.database.session() as session:
        session.add(
            ReminderRow(
                staff_id=county.people["drafter"],
                duty=duty,
                occasion=Occasion.OVERDUE,
                **values,
            )
        )


def left(county: County) -> list[str]:
    with county.database.reading() as session:
        return list(session.scalars(select(ReminderRow.duty).order_by(ReminderRow.id)))


def pruned(county: County) -> list[JournalEntry]:
    with county.database.reading() as session:
        entries = select(JournalEntry).where(JournalEntry.act == "reminder.pruned")
        return list(session.scalars(entries))


@pytest.mark.both_databases
def test_what_is_done_for_two_years_goes_and_the_journal_keeps_how_many(
    county: County, pruning: Pruning
) -> None:
    told(county, "done-long-ago", done_at=LONG_AGO)
    told(county, "done-lately", done_at=LATELY)
    told(county, "waits-still")

    pruning.prune()
    pruning.prune()

    (entry,) = pruned(county)
    assert left(county) == ["done-lately", "waits-still"]
    assert entry.details["whose"] == [[county.people["drafter"], 1]]
    assert entry.details["reminders"] == 1


def test_of_a_duty_that_waits_the_newest_reminder_stays_however_old(
    county: County, pruning: Pruning
) -> None:
    told(county, "overtaken", due_at=LONG_AGO - timedelta(days=2))
    told(county, "overtaken", due_at=LONG_AGO - timedelta(days=1))
    told(county, "other")

    pruning.prune()

    with county.database.reading() as session:
        (kept,) = session.scalars(
            select(ReminderRow.due_at).where(ReminderRow.duty == "overtaken")
        )
    assert kept == LONG_AGO - timedelta(days=1)
    assert left(county) == ["overtaken", "other"]


def test_nothing_old_writes_nothing(county: County, pruning: Pruning) -> None:
    told(county, "waits-still")

    pruning.prune()

    assert pruned(county) == []


def test_nobody_is_reminded_again_of_what_was_pruned(
    county: County, pruning: Pruning
) -> None:
    county.draft(settled_on=date(2026, 11, 9))
    reminding = Reminding(
        database=county.database,
        gatherer=county.cases.gatherer,
        calendars=county.services.calendars,
        clock=county.clock,
        zone=ZoneInfo(county.services.time_zone),
    )
    made = reminding.make()

    pruning.prune()

    assert (made, reminding.make()) == (1, 0)


@pytest.mark.both_databases
def test_an_address_that_ended_long_ago_goes_with_the_counts_of_its_events(
    county: County, pruning: Pruning
) -> None:
    county.draft(settled_on=date(2026, 11, 20))
    feeds, drafter = county.cases.calendar_feeds, county.people["drafter"]
    feeds.read(feeds.make(drafter))
    feeds.end(drafter)

    pruning.prune()
    soon = rows(county)
    county.clock.forward(days=STAYS.days + 1)
    pruning.prune()

    assert soon == (1, 2)
    assert rows(county) == (0, 0)


def test_an_address_in_use_keeps_its_counts_however_old(
    county: County, pruning: Pruning
) -> None:
    county.draft(settled_on=date(2026, 11, 20))
    feeds = county.cases.calendar_feeds
    feeds.read(feeds.make(county.people["drafter"]))

    county.clock.forward(days=STAYS.days + 1)
    pruning.prune()

    assert rows(county) == (1, 2)


def rows(county: County) -> tuple[int, int]:
    with county.database.reading() as session:
        feeds = session.scalar(select(func.count()).select_from(CalendarFeed))
        events = session.scalar(select(func.count()).select_from(CalendarEvent))
    return feeds or 0, events or 0
