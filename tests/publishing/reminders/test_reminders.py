from datetime import date
from zoneinfo import ZoneInfo

import pytest

from publishing.errors import NotThere
from publishing.reminders.reminding import Reminding
from publishing.tables.journal import JournalEntry
from tests.fakes.desk import County


@pytest.fixture
def reminded(county: County) -> County:
    """Give a county whose drafter is reminded of two things."""
    for day in (6, 9):
        county.draft(settled_on=date(2026, 11, day))
    remind(county)
    return county


def remind(county: County) -> None:
    Reminding(
        database=county.database,
        gatherer=county.cases.gatherer,
        calendars=county.services.calendars,
        clock=county.clock,
        zone=ZoneInfo(county.services.time_zone),
    ).make()


def test_reminders_come_the_worst_first_with_how_their_duty_stands(
    reminded: County,
) -> None:
    waiting = reminded.cases.reminders.waiting(reminded.people["drafter"])

    assert [one.duty.late_days for one in waiting.reminders] == [6, 5]
    assert [one.duty for one in waiting.reminders] == list(waiting.duties)


def test_a_seen_reminder_is_gone_and_its_duty_still_waits(reminded: County) -> None:
    drafter, reminders = reminded.people["drafter"], reminded.cases.reminders
    first, second = reminders.waiting(drafter).reminders

    reminders.see(drafter, first.duty.duty.key)

    waiting = reminders.waiting(drafter)
    assert waiting.reminders == (second,)
    assert len(waiting.duties) == 2


def test_all_reminders_are_seen_at_once_and_it_is_journalled(reminded: County) -> None:
    drafter = reminded.people["drafter"]

    reminded.cases.reminders.see_all(drafter)

    assert reminded.cases.reminders.waiting(drafter).reminders == ()
    with reminded.database.reading() as session:
        entry = session.query(JournalEntry).order_by(JournalEntry.number.desc()).first()
    assert entry is not None
    assert (entry.act, entry.details) == ("reminder.seen", {"reminders": 2})


def test_a_seen_reminder_does_not_come_back_and_the_next_days_does(
    reminded: County,
) -> None:
    drafter, reminders = reminded.people["drafter"], reminded.cases.reminders
    reminders.see_all(drafter)
    remind(reminded)
    same_day = len(reminders.waiting(drafter).reminders)
    reminded.clock.forward(days=16)
    remind(reminded)

    assert (same_day, len(reminders.waiting(drafter).reminders)) == (0, 2)


def test_nobody_sees_or_settles_the_reminders_of_others(reminded: County) -> None:
    drafter, admin = reminded.people["drafter"], reminded.people["admin"]
    first, _ = reminded.cases.reminders.waiting(drafter).reminders

    with pytest.raises(NotThere):
        reminded.cases.reminders.see(admin, first.duty.duty.key)

    assert reminded.cases.reminders.waiting(admin).reminders == ()
    assert len(reminded.cases.reminders.waiting(drafter).reminders) == 2
