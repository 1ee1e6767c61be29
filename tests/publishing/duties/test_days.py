from datetime import date

import pytest
from hypothesis import given, strategies as st

from config.calendar_data import shipped_calendar
from programme.calendar_slice import OutsideCalendar
from programme.workdays import Workdays
from publishing.duties.days import (
    Day,
    Mark,
    Month,
    laid_out,
    marks_of,
    month_of,
    weeks_of,
)
from publishing.duties.duty import Due, Duty, DutyKind, ranked

CALENDAR = shipped_calendar()
WORKDAYS = Workdays(CALENDAR.whole())
TODAY = date(2026, 11, 23)


def duty(due: Due | None, kind: DutyKind = DutyKind.WRITE, subject: str = "1") -> Duty:
    return Duty(
        kind=kind,
        subject=subject,
        title="三季度收支",
        unit="qinghe",
        unit_name="清禾县",
        link="/",
        mine=True,
        due=due,
    )


def page(on: date, *duties: Duty) -> Month:
    found = ranked(duties, on=TODAY, workdays=WORKDAYS)
    return laid_out(found, month_of(on), calendar=CALENDAR, workdays=WORKDAYS)


def day(month: Month, on: date) -> Day:
    return next(one for one in month.days if one.on == on)


# REQ-6, REQ-8
def test_target_and_legal_deadline_stand_on_their_days() -> None:
    due = Due(target_on=date(2026, 11, 27), legal_on=date(2026, 12, 18))
    november, december = (page(date(2026, at, 1), duty(due)) for at in (11, 12))

    (target,) = day(november, due.target_on).entries
    (legal,) = day(december, date(2026, 12, 18)).entries
    assert (target.mark, legal.mark) == (Mark.TARGET, Mark.LEGAL)
    assert sum(len(one.entries) for one in november.days) == 1


def test_ends_and_reviews_are_no_deadlines_and_what_has_no_day_is_nowhere() -> None:
    due = Due(target_on=TODAY)

    def marks(kind: DutyKind) -> list[Mark]:
        return [mark for mark, _ in marks_of(duty(due, kind))]

    assert marks(DutyKind.WINDOW_ENDS) == [Mark.ENDS]
    assert marks(DutyKind.REVIEW_DATE) == [Mark.REVIEW]
    assert list(marks_of(duty(None))) == []


def test_a_passed_target_is_late_and_its_open_legal_day_is_not() -> None:
    due = Due(target_on=date(2026, 11, 20), legal_on=date(2026, 11, 30))
    november = page(TODAY, duty(due))

    (target,) = day(november, date(2026, 11, 20)).entries
    (legal,) = day(november, date(2026, 11, 30)).entries
    assert (target.late, legal.late) == (True, False)


def test_a_passed_legal_day_is_late_too() -> None:
    due = Due(target_on=date(2026, 11, 3), legal_on=date(2026, 11, 20))

    (legal,) = day(page(TODAY, duty(due)), date(2026, 11, 20)).entries

    assert legal.late


def test_holidays_have_their_names_and_make_up_days_are_worked() -> None:
    october = page(date(2026, 10, 1))

    holiday, make_up = day(october, date(2026, 10, 1)), day(october, date(2026, 10, 10))
    assert (holiday.worked, holiday.weekend) == (False, False)
    assert "国庆" in holiday.name
    assert (make_up.worked, make_up.weekend) == (True, True)


def test_days_that_a_notice_may_move_are_provisional() -> None:
    january = page(date(2027, 1, 1))

    assert day(january, date(2027, 1, 20)).provisional
    assert not day(page(TODAY), TODAY).provisional


@pytest.mark.parametrize(
    ("on", "first", "end"),
    [
        # A February of exactly four weeks, a leap February, a month of six weeks.
        (date(2027, 2, 10), date(2027, 2, 1), date(2027, 3, 1)),
        (date(2024, 2, 29), date(2024, 1, 29), date(2024, 3, 4)),
        (date(2026, 11, 30), date(2026, 10, 26), date(2026, 12, 7)),
        (date(2026, 12, 31), date(2026, 11, 30), date(2027, 1, 4)),
    ],
)
def test_a_month_is_shown_in_whole_weeks(on: date, first: date, end: date) -> None:
    assert weeks_of(month_of(on)) == (first, end)


@given(on=st.dates(min_value=date(2010, 1, 1), max_value=date(2030, 12, 31)))
def test_every_month_has_whole_weeks_and_each_of_its_days_once(on: date) -> None:
    month = page(on)

    assert all(len(week) == 7 for week in month.weeks)
    assert [one.on.isoweekday() for one in month.weeks[0]] == list(range(1, 8))
    inside = [one.on.day for one in month.days if one.inside]
    assert inside == list(range(1, len(inside) + 1))
    assert on in {one.on for one in month.days if one.inside}


def test_a_day_beyond_every_calendar_has_no_month() -> None:
    with pytest.raises(OutsideCalendar):
        month_of(date(1999, 1, 1))


def test_a_fixed_target_stays_fixed_though_its_legal_day_may_move() -> None:
    due = Due(target_on=TODAY, legal_on=date(2026, 11, 30), legal_provisional=True)
    november = page(TODAY, duty(due))

    (target,) = day(november, TODAY).entries
    (legal,) = day(november, date(2026, 11, 30)).entries
    assert (target.provisional, legal.provisional) == (False, True)
