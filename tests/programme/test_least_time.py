from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from config.calendar_data import shipped_calendar
from programme.calendar import CalendarOverlay, NamedDay
from programme.deadline import least_shown
from programme.mandate import DayKind, EndRule
from programme.workdays import Workdays
from tests.fakes.rules import DATES, ONE_DAY, WORKDAYS, rule_of


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
        rule_of(**more), posted_on=date.fromisoformat(posted_on), workdays=WORKDAYS
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
    rule = rule_of(
        show_at_least_days=3, show_day_kind="calendar", end_rule=EndRule.WORKING_DAY
    )

    found = least_shown(
        rule, posted_on=date.fromisoformat(posted_on), workdays=WORKDAYS
    )

    assert found is not None
    assert found.last_on == date.fromisoformat(last_on)
    assert found.provisional is provisional


def test_an_end_on_a_working_day_stays_provisional_where_its_count_is() -> None:
    rule = rule_of(end_rule=EndRule.WORKING_DAY)
    # The count passes the end of December 2022, of which 2023 spoke, but not 2027.
    calendar = shipped_calendar()
    years = tuple(year for year in calendar.years if year.year != 2023)
    without = calendar.model_copy(update={"years": years})
    workdays = Workdays(without.slice(date(2022, 1, 1), date(2025, 1, 1)))

    found = least_shown(rule, posted_on=date(2023, 12, 11), workdays=workdays)
    plain = least_shown(rule_of(), posted_on=date(2023, 12, 11), workdays=workdays)

    assert found == plain
    assert found is not None
    assert found.provisional


@pytest.mark.parametrize(
    ("more", "weekdays", "posted_on", "last_on"),
    [
        # Without weekends: Friday 9 October, Saturday 10 October is worked but shut.
        ({"show_at_least_days": 2}, (1, 2, 3, 4, 5), "2026-10-08", "2026-10-12"),
        # Saturdays alone: the one make-up Saturday of that month.
        ({"show_at_least_days": 1}, (6,), "2026-10-08", "2026-10-10"),
        # Seven calendar days, of which only Mondays and Fridays open.
        (
            {"show_day_kind": "calendar", "show_at_least_days": 3},
            (1, 5),
            "2026-11-23",
            "2026-12-04",
        ),
        (
            {
                "show_day_kind": "calendar",
                "show_at_least_days": 1,
                "posting_day_counts": True,
            },
            (1, 5),
            "2026-11-23",
            "2026-11-23",
        ),
        # Across the end of 2026 the count rests on a year whose notice is not in.
        ({"show_at_least_days": 3}, (1,), "2026-12-21", "2027-01-11"),
    ],
)
def test_only_days_on_which_the_window_opens_count(
    more: dict[str, Any], weekdays: tuple[int, ...], posted_on: str, last_on: str
) -> None:
    found = least_shown(
        rule_of(**more),
        posted_on=date.fromisoformat(posted_on),
        workdays=WORKDAYS,
        weekdays=weekdays,
    )

    assert found is not None
    assert found.last_on == date.fromisoformat(last_on)
    assert found.provisional is (found.last_on.year == 2027)


def test_a_rule_without_days_to_show_names_no_last_day() -> None:
    rule = rule_of(show_at_least_days=None, end_rule=EndRule.UNTIL_REPLACED)

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
    rule = rule_of(show_at_least_days=days, show_day_kind=kind, end_rule=end)

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
    rule = rule_of(show_at_least_days=days)

    before = least_shown(rule, posted_on=on, workdays=WORKDAYS)
    after = least_shown(rule, posted_on=on, workdays=Workdays(closed.whole()))

    assert before is not None
    assert after is not None
    assert after.last_on >= before.last_on
