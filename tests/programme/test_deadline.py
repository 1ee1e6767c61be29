"""The dates are written by hand from the notices on holidays of each year."""

from collections.abc import Callable
from datetime import date
from typing import Any

import chinese_calendar
import holidays
import pytest
from hypothesis import given

from programme.calendar_slice import OutsideCalendar
from programme.deadline import deadlines_of
from programme.mandate import DayKind, Mandate
from programme.period import Frequency, period_named, period_of
from tests.fakes.rules import DATES, ONE_DAY, WORKDAYS, rule_of


def by_day(day: int) -> Mandate:
    return rule_of(
        publish_target_days=None, publish_legal_days=None, publish_by_day=day
    )


# REQ-6, REQ-8
@pytest.mark.parametrize(
    ("settled_on", "target_on", "legal_on", "provisional"),
    [
        # An ordinary Monday.
        ("2026-11-02", "2026-11-09", "2026-11-30", (False, False)),
        # A Saturday and a Sunday count as the Friday before them.
        ("2026-11-07", "2026-11-13", "2026-12-04", (False, False)),
        ("2026-11-08", "2026-11-13", "2026-12-04", (False, False)),
        # Spring Festival 2026: 15 to 23 February off, 14 and 28 February worked.
        ("2026-02-12", "2026-02-26", "2026-03-18", (False, False)),
        # Settled on a day of the festival.
        ("2026-02-17", "2026-02-28", "2026-03-20", (False, False)),
        # National Day 2026: 1 to 7 October off, 20 September and 10 October worked.
        ("2026-09-30", "2026-10-13", "2026-11-03", (False, False)),
        # Settled on a Sunday that is worked instead.
        ("2026-09-20", "2026-09-28", "2026-10-23", (False, False)),
        # The year end: 28 to 31 December may still move, and 2027 has no notice.
        ("2026-12-21", "2026-12-28", "2027-01-18", (True, True)),
        ("2026-12-01", "2026-12-08", "2026-12-29", (False, True)),
        ("2026-12-31", "2027-01-07", "2027-01-28", (True, True)),
        # Leap day.
        ("2024-02-29", "2024-03-07", "2024-03-28", (False, False)),
        # 2025 into 2026: 1 to 3 January off, 4 January worked.
        ("2025-12-31", "2026-01-08", "2026-01-29", (False, False)),
    ],
)
def test_a_matter_is_due_in_good_time_and_by_law(
    settled_on: str, target_on: str, legal_on: str, provisional: tuple[bool, bool]
) -> None:
    found = deadlines_of(
        rule_of(), counted_from=date.fromisoformat(settled_on), workdays=WORKDAYS
    )

    assert found.target_on == date.fromisoformat(target_on)
    assert found.legal_on == date.fromisoformat(legal_on)
    assert (found.target_provisional, found.legal_provisional) == provisional
    assert found.provisional is any(provisional)
    assert found.first_on == found.target_on


def test_credit_publication_is_due_by_law_within_seven_working_days() -> None:
    rule = rule_of(publish_legal_days=7)

    found = deadlines_of(rule, counted_from=date(2026, 9, 30), workdays=WORKDAYS)

    # 8, 9, 10 (worked), 12, 13 | 14, 15 October
    assert found.target_on == date(2026, 10, 13)
    assert found.legal_on == date(2026, 10, 15)


def test_a_budget_is_due_by_law_on_the_twentieth_calendar_day() -> None:
    rule = rule_of(publish_legal_day_kind=DayKind.CALENDAR)

    found = deadlines_of(rule, counted_from=date(2024, 2, 9), workdays=WORKDAYS)

    assert found.legal_on == date(2024, 2, 29)
    assert not found.legal_provisional


def test_a_legal_deadline_before_the_target_draws_the_target_in() -> None:
    rule = rule_of(publish_legal_days=3, publish_legal_day_kind=DayKind.CALENDAR)

    found = deadlines_of(rule, counted_from=date(2026, 9, 30), workdays=WORKDAYS)

    assert found.target_on == found.legal_on == date(2026, 10, 3)


@pytest.mark.parametrize(
    ("period", "due_on"),
    [
        ("2026-Q3", "2026-10-15"),
        ("2026-11", "2026-12-15"),
        ("2026-12", "2027-01-15"),
        ("2026-Q4", "2027-01-15"),
        # 15 February 2026 is a day of the festival, and stays the day.
        ("2026-01", "2026-02-15"),
    ],
)
def test_a_village_period_is_due_by_the_fifteenth_of_the_month_after(
    period: str, due_on: str
) -> None:
    found = deadlines_of(
        by_day(15), counted_from=period_named(period).last_on, workdays=WORKDAYS
    )

    assert found.target_on == found.legal_on == date.fromisoformat(due_on)
    assert not found.provisional


# REQ-7
def test_a_quarter_is_due_from_its_last_day() -> None:
    quarter = period_of(Frequency.QUARTERLY, date(2026, 8, 8))
    assert quarter is not None

    found = deadlines_of(rule_of(), counted_from=quarter.last_on, workdays=WORKDAYS)

    assert found.counted_from == date(2026, 9, 30)
    assert found.target_on == date(2026, 10, 13)
    assert [entry.year for entry in found.rests_on] == [2026]


@pytest.mark.parametrize(
    ("more", "target_on", "legal_on"),
    [
        ({"publish_target_days": None}, None, date(2026, 11, 30)),
        ({"publish_legal_days": None}, date(2026, 11, 9), None),
    ],
)
def test_a_rule_may_name_one_deadline_only(
    more: dict[str, Any], target_on: date | None, legal_on: date | None
) -> None:
    found = deadlines_of(
        rule_of(**more), counted_from=date(2026, 11, 2), workdays=WORKDAYS
    )

    assert (found.target_on, found.legal_on) == (target_on, legal_on)
    assert found.first_on == (target_on or legal_on)


def test_a_rule_without_deadlines_names_no_day() -> None:
    rule = rule_of(publish_target_days=None, publish_legal_days=None)

    found = deadlines_of(rule, counted_from=date(2026, 11, 2), workdays=WORKDAYS)

    assert found.first_on is None
    assert (found.provisional, found.rests_on) == (False, ())


def test_a_day_beyond_the_calendar_has_no_deadlines() -> None:
    with pytest.raises(OutsideCalendar):
        deadlines_of(rule_of(), counted_from=date(2101, 1, 1), workdays=WORKDAYS)


CHINA = holidays.country_holidays("CN", years=range(2010, 2028))


LIBRARIES: dict[str, Callable[[date], bool]] = {
    "chinesecalendar": chinese_calendar.is_workday,
    "holidays": CHINA.is_working_day,
}


@pytest.mark.parametrize("library", LIBRARIES)
@given(on=DATES)
def test_the_deadlines_are_what_walking_day_by_day_with_a_library_gives(
    library: str, on: date
) -> None:
    found = deadlines_of(rule_of(), counted_from=on, workdays=WORKDAYS)

    is_worked, walked, left = LIBRARIES[library], on, 20
    ends: dict[int, date] = {}
    while left:
        walked += ONE_DAY
        left -= is_worked(walked)
        ends.setdefault(20 - left, walked)
    assert (found.target_on, found.legal_on) == (ends[5], ends[20])
