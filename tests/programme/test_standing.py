from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from config.calendar_data import shipped_calendar
from programme.boards import Term
from programme.deadline import Deadlines, deadlines_of
from programme.mandate import Mandate
from programme.standing import Lateness, Shown, Standing, StandingState, standing_of
from programme.workdays import Workdays

WORKDAYS = Workdays(shipped_calendar().whole())
SETTLED_ON = date(2026, 11, 2)
"""A Monday: the target is Monday 9 November, the legal deadline Monday 30 November."""


def due(**more: Any) -> Deadlines:  # noqa: ANN401 - any field
    values: dict[str, Any] = {
        "term": Term.IMMEDIATE,
        "publish_target_days": 5,
        "publish_legal_days": 20,
        "show_at_least_days": 20,
        "basis": "测试用规则",
        "basis_checked_on": date(2026, 11, 1),
    }
    return deadlines_of(
        Mandate(**(values | more)), counted_from=SETTLED_ON, workdays=WORKDAYS
    )


def standing(
    today: date, shown: Shown | None = None, deadlines: Deadlines | None = None
) -> Standing:
    return standing_of(deadlines or due(), shown=shown, today=today, workdays=WORKDAYS)


# REQ-6, REQ-8
@pytest.mark.parametrize(
    ("today", "state", "late_days", "days_left"),
    [
        # Five working days are near at once.
        (date(2026, 11, 2), "due_soon", 0, 5),
        (date(2026, 11, 6), "due_soon", 0, 1),
        (date(2026, 11, 8), "due_soon", 0, 1),
        (date(2026, 11, 9), "due_soon", 0, 0),
        # Amber from the day after the target.
        (date(2026, 11, 10), "past_target", 1, None),
        (date(2026, 11, 30), "past_target", 15, None),
        # Red from the day after the legal deadline.
        (date(2026, 12, 1), "past_legal", 1, None),
        (date(2026, 12, 5), "past_legal", 4, None),
    ],
)
def test_what_is_not_out_stands_by_its_two_deadlines(
    today: date, state: str, late_days: int, days_left: int | None
) -> None:
    found = standing(today)

    assert found.state == state
    assert (found.late_days, found.days_left) == (late_days, days_left)


def test_what_is_due_in_a_month_is_not_due_yet() -> None:
    later = due(publish_target_days=20)

    found = standing(SETTLED_ON, deadlines=later)

    assert (found.state, found.days_left) == (StandingState.NOT_DUE, 20)


def test_what_no_rule_wants_by_a_day_is_never_due() -> None:
    never = due(publish_target_days=None, publish_legal_days=None)

    found = standing(date(2027, 6, 1), deadlines=never)

    assert (found.state, found.late, found.days_left) == (
        StandingState.NOT_DUE,
        Lateness.NONE,
        None,
    )


@pytest.mark.parametrize(
    ("published_on", "late", "late_days"),
    [
        (date(2026, 11, 9), "none", 0),
        (date(2026, 11, 11), "target", 2),
        (date(2026, 11, 30), "target", 15),
        (date(2026, 12, 2), "legal", 2),
    ],
)
def test_what_came_late_stays_late_whatever_the_day(
    published_on: date, late: str, late_days: int
) -> None:
    shown = Shown(published_on=published_on, days=3, at_least=20)

    for today in (date(2026, 12, 2), date(2027, 5, 1)):
        found = standing(today, shown)
        assert (found.state, found.late, found.late_days) == (
            StandingState.SHOWING,
            late,
            late_days,
        )
        assert found.days_left is None


@pytest.mark.parametrize(
    ("days", "at_least", "state"),
    [
        (0, 20, "showing"),
        (19, 20, "showing"),
        (20, 20, "served"),
        (25, 20, "served"),
        (400, None, "until_ended"),
    ],
)
def test_what_is_out_is_showing_n_of_n_until_it_is_served(
    days: int, at_least: int | None, state: str
) -> None:
    shown = Shown(published_on=date(2026, 11, 5), days=days, at_least=at_least)

    found = standing(date(2026, 12, 30), shown)

    assert found.state == state
    assert (found.days, found.at_least) == (days, at_least)


def test_deadlines_that_may_move_are_said_to_be_provisional() -> None:
    rule = due()
    moved = Deadlines(
        counted_from=rule.counted_from,
        target_on=rule.target_on,
        legal_on=rule.legal_on,
        target_provisional=False,
        legal_provisional=True,
        rests_on=(),
    )

    assert standing(SETTLED_ON, deadlines=moved).provisional


ORDER = list(StandingState)


@given(days=st.lists(st.dates(SETTLED_ON, date(2027, 3, 1)), min_size=2).map(sorted))
def test_what_is_not_out_never_stands_better_on_a_later_day(days: list[date]) -> None:
    states = [ORDER.index(standing(today).state) for today in days]

    assert states == sorted(states)
