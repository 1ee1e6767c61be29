"""The dates are written by hand from the notices on holidays of each year."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import chinese_calendar
import holidays
import pytest
from hypothesis import given, strategies as st

from config.calendar_data import shipped_calendar
from programme.boards import Term
from programme.calendar import CalendarOverlay, NamedDay
from programme.calendar_slice import OutsideCalendar
from programme.deadline import deadlines_of, least_shown
from programme.mandate import DayKind, EndRule, Mandate
from programme.period import Frequency, period_named, period_of
from programme.workdays import Workdays

WORKDAYS = Workdays(shipped_calendar().whole())
ONE_DAY = timedelta(days=1)
DATES = st.dates(date(2010, 1, 1), date(2026, 9, 30))


def _rule(**more: Any) -> Mandate:  # noqa: ANN401 - any field
    values: dict[str, Any] = {
        "term": Term.IMMEDIATE,
        "publish_target_days": 5,
        "publish_legal_days": 20,
        "show_at_least_days": 20,
        "basis": "测试用规则",
        "basis_checked_on": date(2026, 11, 1),
    }
    return Mandate(**(values | more))


def _by_day(day: int) -> Mandate:
    return _rule(publish_target_days=None, publish_legal_days=None, publish_by_day=day)


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
        _rule(), counted_from=date.fromisoformat(settled_on), workdays=WORKDAYS
    )

    assert found.target_on == date.fromisoformat(target_on)
    assert found.legal_on == date.fromisoformat(legal_on)
    assert (found.target_provisional, found.legal_provisional) == provisional
    assert found.provisional is any(provisional)
    assert found.first_on == found.target_on


def test_credit_publication_is_due_by_law_within_seven_working_days() -> None:
    rule = _rule(publish_legal_days=7)

    found = deadlines_of(rule, counted_from=date(2026, 9, 30), workdays=WORKDAYS)

    # 8, 9, 10 (worked), 12, 13 | 14, 15 October
    assert found.target_on == date(2026, 10, 13)
    assert found.legal_on == date(2026, 10, 15)


def test_a_budget_is_due_by_law_on_the_twentieth_calendar_day() -> None:
    rule = _rule(publish_legal_day_kind=DayKind.CALENDAR)

    found = deadlines_of(rule, counted_from=date(2024, 2, 9), workdays=WORKDAYS)

    assert found.legal_on == date(2024, 2, 29)
    assert not found.legal_provisional


def test_a_legal_deadline_before_the_target_draws_the_target_in() -> None:
    rule = _rule(publish_legal_days=3, publish_legal_day_kind=DayKind.CALENDAR)

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
        _by_day(15), counted_from=period_named(period).last_on, workdays=WORKDAYS
    )

    assert found.target_on == found.legal_on == date.fromisoformat(due_on)
    assert not found.provisional


# REQ-7
def test_a_quarter_is_due_from_its_last_day() -> None:
    quarter = period_of(Frequency.QUARTERLY, date(2026, 8, 8))
    assert quarter is not None

    found = deadlines_of(_rule(), counted_from=quarter.last_on, workdays=WORKDAYS)

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
        _rule(**more), counted_from=date(2026, 11, 2), workdays=WORKDAYS
    )

    assert (found.target_on, found.legal_on) == (target_on, legal_on)
    assert found.first_on == (target_on or legal_on)


def test_a_rule_without_deadlines_names_no_day() -> None:
    rule = _rule(publish_target_days=None, publish_legal_days=None)

    found = deadlines_of(rule, counted_from=date(2026, 11, 2), workdays=WORKDAYS)

    assert found.first_on is None
    assert (found.provisional, found.rests_on) == (False, ())


def test_a_day_beyond_the_calendar_has_no_deadlines() -> None:
    with pytest.raises(OutsideCalendar):
        deadlines_of(_rule(), counted_from=date(2101, 1, 1), workdays=WORKDAYS)


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
    found = deadlines_of(_rule(), counted_from=on, workdays=WORKDAYS)

    is_worked, walked, left = LIBRARIES[library], on, 20
    ends: dict[int, date] = {}
    while left:
        walked += ONE_DAY
        left -= is_worked(walked)
        ends.setdefault(20 - left, walked)
    assert (found.target_on, found.legal_on) == (ends[5], ends[20])


@pytest.mark.parametrize(
    ("more", "posted_on", "last_on"),
    [
        # 20 working days from Monday 23 November.
        ({}, "2026-11-23", "2026-12-21"),
        # The posting day counts where the county says so.
        ({"posting_day_counts": True}, "2026-11-23", "2026-12-18"),
        # ... but only if it is worked.
        ({"posting_day_counts": True}, "2026-11-22", "2026-12-18"),
        (
            {"show_day_kind": "calendar", "show_at_least_days": 7},
            "2026-11-23",
            "2026-11-30",
        ),
        (
            {
                "show_day_kind": "calendar",
                "show_at_least_days": 7,
                "posting_day_counts": True,
            },
            "2026-11-23",
            "2026-11-29",
        ),
    ],
)
def test_the_least_time_is_counted_from_the_day_of_posting(
    more: dict[str, Any], posted_on: str, last_on: str
) -> None:
    found = least_shown(
        _rule(**more), posted_on=date.fromisoformat(posted_on), workdays=WORKDAYS
    )

    assert found is not None
    assert found.last_on == date.fromisoformat(last_on)
    assert not found.provisional


@pytest.mark.parametrize(
    ("posted_on", "last_on", "provisional"),
    [
        # Friday + 3 = Monday.
        ("2026-11-06", "2026-11-09", False),
        # Wednesday + 3 = Saturday: the Monday after.
        ("2026-11-04", "2026-11-09", False),
        # 28 September + 3 = 1 October, a holiday: Thursday 8 October.
        ("2026-09-28", "2026-10-08", False),
        # 7 October + 3 = Saturday 10 October, which is worked.
        ("2026-10-07", "2026-10-10", False),
        # 30 December + 3 = Saturday 2 January 2027, where no notice is in.
        ("2026-12-30", "2027-01-04", True),
    ],
)
def test_a_winning_bidder_is_shown_for_three_days_not_ending_on_a_holiday(
    posted_on: str, last_on: str, *, provisional: bool
) -> None:
    rule = _rule(
        show_at_least_days=3, show_day_kind="calendar", end_rule=EndRule.WORKING_DAY
    )

    found = least_shown(
        rule, posted_on=date.fromisoformat(posted_on), workdays=WORKDAYS
    )

    assert found is not None
    assert found.last_on == date.fromisoformat(last_on)
    assert found.provisional is provisional


def test_an_end_on_a_working_day_stays_provisional_where_its_count_is() -> None:
    rule = _rule(end_rule=EndRule.WORKING_DAY)
    # The count passes the end of December 2022, of which 2023 spoke, but not 2027.
    calendar = shipped_calendar()
    years = tuple(year for year in calendar.years if year.year != 2023)
    without = calendar.model_copy(update={"years": years})
    workdays = Workdays(without.slice(date(2022, 1, 1), date(2025, 1, 1)))

    found = least_shown(rule, posted_on=date(2023, 12, 11), workdays=workdays)
    plain = least_shown(_rule(), posted_on=date(2023, 12, 11), workdays=workdays)

    assert found == plain
    assert found is not None
    assert found.provisional


def test_a_rule_without_days_to_show_names_no_last_day() -> None:
    rule = _rule(show_at_least_days=None, end_rule=EndRule.UNTIL_REPLACED)

    assert least_shown(rule, posted_on=date(2026, 11, 2), workdays=WORKDAYS) is None


@given(
    on=DATES,
    days=st.integers(1, 60),
    kind=st.sampled_from(DayKind),
    end=st.sampled_from([EndRule.ANY_DAY, EndRule.WORKING_DAY]),
)
def test_the_least_time_holds_the_days_that_its_rule_demands(
    on: date, days: int, kind: DayKind, end: EndRule
) -> None:
    rule = _rule(show_at_least_days=days, show_day_kind=kind, end_rule=end)

    found = least_shown(rule, posted_on=on, workdays=WORKDAYS)

    assert found is not None
    held = {
        DayKind.CALENDAR: (found.last_on - on).days,
        DayKind.WORKING: WORKDAYS.between(on + ONE_DAY, found.last_on + ONE_DAY).days,
    }
    assert held[kind] >= days
    if end is EndRule.WORKING_DAY:
        assert WORKDAYS.is_working_day(found.last_on)


@given(on=DATES, closed_on=DATES, days=st.integers(1, 60))
def test_a_closure_of_the_county_never_ends_a_least_time_earlier(
    on: date, closed_on: date, days: int
) -> None:
    overlay = CalendarOverlay(closed=(NamedDay(on=closed_on, name="停电检修"),))
    closed = shipped_calendar().model_copy(update={"overlay": overlay})
    rule = _rule(show_at_least_days=days)

    before = least_shown(rule, posted_on=on, workdays=WORKDAYS)
    after = least_shown(rule, posted_on=on, workdays=Workdays(closed.whole()))

    assert before is not None
    assert after is not None
    assert after.last_on >= before.last_on
