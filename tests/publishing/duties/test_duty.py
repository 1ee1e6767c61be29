from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from config.calendar_data import shipped_calendar
from programme.workdays import Workdays
from publishing.duties.duty import Due, Duty, DutyKind, Ranked, Urgency, ranked

WORKDAYS = Workdays(shipped_calendar().whole())
FRIDAY = date(2026, 11, 27)


def duty(subject: str = "one", *, due: Due | None = None, mine: bool = True) -> Duty:
    return Duty(
        kind=DutyKind.PUBLISH,
        subject=subject,
        title=f"第 {subject} 件",
        unit="qinghe",
        unit_name="清禾县",
        link="/",
        mine=mine,
        due=due,
    )


def standing(due: Due | None, on: date = FRIDAY) -> Ranked:
    (one,) = ranked([duty(due=due)], on=on, workdays=WORKDAYS)
    return one


# REQ-6, REQ-8
@pytest.mark.parametrize(
    ("on", "urgency", "late_days"),
    [
        (date(2026, 11, 19), Urgency.LATER, 0),
        (date(2026, 11, 20), Urgency.SOON, 0),
        (date(2026, 11, 27), Urgency.TODAY, 0),
        # A Saturday after it: late already, though no working day has gone by.
        (date(2026, 11, 28), Urgency.LATE, 0),
        (date(2026, 11, 30), Urgency.LATE, 1),
        (date(2026, 12, 18), Urgency.LATE, 15),
        (date(2026, 12, 21), Urgency.OVERDUE, 16),
    ],
)
def test_a_duty_turns_amber_after_its_target_and_red_after_its_legal_day(
    on: date, urgency: Urgency, late_days: int
) -> None:
    found = standing(Due(target_on=FRIDAY, legal_on=date(2026, 12, 18)), on)

    assert (found.urgency, found.late_days) == (urgency, late_days)


def test_a_duty_without_a_legal_day_of_its_own_is_overdue_after_its_target() -> None:
    found = standing(Due(target_on=date(2026, 11, 26)))

    assert (found.urgency, found.late_days) == (Urgency.OVERDUE, 1)


def test_make_up_days_count_and_holidays_do_not_when_a_duty_is_late() -> None:
    # Spring Festival 2026: closed 15 to 23 February; Saturday 28 February is worked.
    found = standing(Due(target_on=date(2026, 2, 13)), date(2026, 2, 28))

    assert found.late_days == 6


def test_what_no_rule_dates_waits_behind_what_is_near_and_before_what_is_far() -> None:
    duties = [
        duty("far", due=Due(target_on=date(2027, 1, 15))),
        duty("undated"),
        duty("near", due=Due(target_on=date(2026, 11, 30))),
        duty("today", due=Due(target_on=FRIDAY)),
        duty("late", due=Due(target_on=date(2026, 11, 20), legal_on=FRIDAY)),
        duty("overdue", due=Due(target_on=date(2026, 11, 24))),
    ]

    found = [one.duty.subject for one in ranked(duties, on=FRIDAY, workdays=WORKDAYS)]

    assert found == ["overdue", "late", "today", "near", "undated", "far"]


def test_of_equal_duties_those_that_the_person_can_do_come_first() -> None:
    duties = [duty("a", mine=False), duty("b")]

    found = ranked(duties, on=FRIDAY, workdays=WORKDAYS)

    assert [one.duty.subject for one in found] == ["b", "a"]


def test_a_duty_that_two_sources_tell_is_told_once_as_the_first_says() -> None:
    first, second = duty(due=Due(target_on=FRIDAY)), duty()

    (found,) = ranked([first, second], on=FRIDAY, workdays=WORKDAYS)

    assert found.duty == first


@given(
    days=st.lists(st.integers(min_value=-400, max_value=400), max_size=12),
    on=st.dates(min_value=date(2024, 1, 1), max_value=date(2027, 6, 30)),
)
def test_what_is_later_by_more_days_never_stands_behind_what_is_less_late(
    days: list[int], on: date
) -> None:
    duties = [
        duty(str(at), due=Due(target_on=on + timedelta(days=day)))
        for at, day in enumerate(days)
    ]

    found = ranked(duties, on=on, workdays=WORKDAYS)

    due = [one.duty.due.target_on for one in found if one.duty.due]
    assert due == sorted(due)
    assert len(found) == len(days)
    assert all(
        one.late == (one.due_on is not None and one.due_on < on) for one in found
    )
