from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from publishing.reminders.reminding import EVERY_S, Reminding
from publishing.tables.reminders import Occasion
from tests.fakes.desk import County


@pytest.fixture
def reminding(county: County) -> Reminding:
    return Reminding(
        database=county.database,
        gatherer=county.cases.gatherer,
        calendars=county.services.calendars,
        clock=county.clock,
        zone=ZoneInfo(county.services.time_zone),
    )


def reminded(county: County, who: str = "drafter") -> list[Occasion]:
    waiting = county.cases.reminders.waiting(county.people[who])
    return [one.occasion for one in waiting.reminders]


# REQ-6, REQ-8
@pytest.mark.both_databases
def test_who_has_to_act_is_reminded_two_working_days_before_and_on_the_day(
    county: County, reminding: Reminding
) -> None:
    county.draft(settled_on=date(2026, 11, 20))
    told = []
    for _ in range(5):
        reminding.make()
        told.append(reminded(county))
        county.clock.forward(days=1)

    # Monday to Friday; the target is Friday the 27th.
    assert told == [[], [], [Occasion.SOON], [Occasion.SOON], [Occasion.TARGET]]


@pytest.mark.both_databases
def test_a_reminder_is_made_once_however_often_the_tick_asks(
    county: County, reminding: Reminding
) -> None:
    county.draft(settled_on=date(2026, 11, 9))

    made = [reminding.make() for _ in range(3)]

    assert made == [1, 0, 0]


def test_a_centre_that_was_off_for_a_fortnight_says_one_thing(
    county: County, reminding: Reminding
) -> None:
    county.draft(settled_on=date(2026, 11, 20))
    reminding.make()
    county.clock.forward(days=35)

    assert reminding.make() == 1
    assert reminded(county) == [Occasion.OVERDUE]


def test_a_clock_set_back_repeats_nothing_and_the_days_ahead_still_remind(
    county: County, reminding: Reminding
) -> None:
    county.draft(settled_on=date(2026, 11, 9))
    reminding.make()
    county.clock.forward(days=60)
    reminding.make()
    county.clock.forward(days=-60)

    again = reminding.make()
    county.clock.forward(days=32)

    assert (again, reminding.make()) == (0, 1)


def test_what_is_handed_on_or_done_reminds_its_old_owner_no_more(
    county: County, reminding: Reminding
) -> None:
    made = county.draft(settled_on=date(2026, 11, 9))
    reminding.make()

    county.submit(made)
    reminding.make()

    assert reminded(county) == []
    assert reminded(county, "reviewer") == [Occasion.TARGET]


def test_nobody_is_reminded_of_what_waits_for_others(
    county: County, reminding: Reminding
) -> None:
    county.draft(settled_on=date(2026, 11, 9))
    reminding.make()

    assert reminded(county, "reviewer") == reminded(county, "admin") == []


def test_who_has_left_gets_no_reminders(county: County, reminding: Reminding) -> None:
    county.draft(settled_on=date(2026, 11, 9))
    county.cases.accounts.leave(county.people["admin"], county.people["drafter"])

    assert reminding.make() == 0


def test_the_tick_asks_at_once_and_then_every_minute(
    county: County, reminding: Reminding
) -> None:
    county.draft(settled_on=date(2026, 11, 9))
    reminding.tick()
    first = len(reminded(county))
    county.draft(settled_on=date(2026, 11, 9))
    reminding.tick()
    soon = len(reminded(county))
    county.clock.at += timedelta(seconds=EVERY_S)
    reminding.tick()

    assert (first, soon, len(reminded(county))) == (1, 1, 2)


class SlowClock:
    """Let a tenth of a second go by at each look at the running time."""

    def __init__(self, county: County) -> None:
        self._county = county
        self._looks = 0

    def now(self) -> datetime:
        return self._county.clock.now()

    def monotonic(self) -> float:
        self._looks += 1
        return self._looks / 10


def test_a_large_county_is_reminded_in_slices_and_nobody_is_left_out(
    county: County,
) -> None:
    reminding = Reminding(
        database=county.database,
        gatherer=county.cases.gatherer,
        calendars=county.services.calendars,
        clock=SlowClock(county),
        zone=ZoneInfo(county.services.time_zone),
    )
    county.draft(settled_on=date(2026, 11, 9))
    county.submitted(settled_on=date(2026, 11, 9))

    told = []
    for _ in range(3):
        reminding.tick()
        told.append(len(reminded(county)) + len(reminded(county, "reviewer")))

    # Five people: three to a slice.
    assert told[-1] == 2
    assert told == sorted(told)
