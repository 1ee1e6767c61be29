from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from config.calendar_data import shipped_calendar
from config.mandates import shipped_mandates
from programme.mandate import DayKind
from programme.period import Frequency
from programme.workdays import Workdays
from publishing.catalogue.dues import (
    ONCE_ON,
    Completeness,
    Deadliner,
    Standing,
    completeness,
    state_of,
)
from publishing.tables.catalogue import DueState
from tests.fakes.catalogue import entry

DAY = timedelta(days=1)


WORKDAYS = Workdays(shipped_calendar().whole())


@pytest.fixture
def deadliner() -> Deadliner:
    return Deadliner(workdays=WORKDAYS, mandates=shipped_mandates())


PLAIN: dict[str, Any] = {"special_rule": None}
"""The general rule for what is periodic: 5 working days, by law 20."""


@pytest.mark.parametrize(
    ("changed", "today", "wanted"),
    [
        # 村级财务: the month's account is out by the 15th of the month after.
        (
            {"valid_from": date(2025, 11, 1)},
            date(2026, 1, 15),
            [
                ("2025-11-01", "2025-12-15", "2025-12-15"),
                ("2025-12-01", "2026-01-15", "2026-01-15"),
                ("2026-01-01", "2026-02-15", "2026-02-15"),
            ],
        ),
        # 村务: quarterly, by the 15th, also where that is a Sunday.
        (
            {
                "frequency": Frequency.QUARTERLY,
                "special_rule": "village_affairs",
                "valid_from": date(2026, 7, 1),
            },
            date(2026, 11, 15),
            [
                ("2026-07-01", "2026-10-15", "2026-10-15"),
                ("2026-10-01", "2027-01-15", "2027-01-15"),
            ],
        ),
        # The quarter ends on 30 September 2025: the 1st to the 8th October are days
        # off, the 11th is worked. Target: 9, 10, 11, 13, 14 October. By law: the 20th
        # working day, 4 November.
        (
            {**PLAIN, "frequency": "quarterly", "valid_from": date(2025, 7, 1)},
            date(2025, 9, 30),
            [("2025-07-01", "2025-10-14", "2025-11-04")],
        ),
        # The year ends on 31 December 2025. 1 to 3 January are days off, Sunday the
        # 4th is worked: target 4, 5, 6, 7, 8 January; by law the 20th, 29 January.
        (
            {**PLAIN, "frequency": "yearly", "valid_from": date(2025, 1, 1)},
            date(2025, 12, 31),
            [("2025-01-01", "2026-01-08", "2026-01-29")],
        ),
        # The half-year ends on Tuesday 30 June 2026.
        (
            {**PLAIN, "frequency": "half_yearly", "valid_from": date(2026, 6, 30)},
            date(2026, 6, 30),
            [("2026-01-01", "2026-07-07", "2026-07-28")],
        ),
        # The line's own deadline goes before the rule's.
        (
            {
                **PLAIN,
                "frequency": "monthly",
                "valid_from": date(2026, 10, 1),
                "within_days": 3,
                "within_kind": DayKind.WORKING,
            },
            date(2026, 10, 31),
            [("2026-10-01", "2026-11-04", "2026-11-04")],
        ),
        (
            {
                **PLAIN,
                "frequency": "monthly",
                "valid_from": date(2026, 10, 1),
                "within_days": 10,
                "within_kind": DayKind.CALENDAR,
            },
            date(2026, 10, 31),
            [("2026-10-01", None, "2026-11-10")],
        ),
        # Once: from the day on which the line began to hold, a Tuesday.
        (
            {
                "frequency": "once",
                "mandate": "long_term",
                "special_rule": None,
                "valid_from": date(2026, 3, 10),
            },
            date(2026, 11, 28),
            [("1970-01-01", "2026-03-17", "2026-04-08")],
        ),
        ({"frequency": "as_needed"}, date(2026, 11, 28), []),
        # It does not hold yet, or the county's settings do not know its rule any more.
        ({"valid_from": date(2026, 12, 1)}, date(2026, 11, 28), []),
        ({"special_rule": "no-such-rule"}, date(2026, 11, 28), []),
        # It was closed before the month was over, so that month is not owed.
        (
            {"valid_from": date(2026, 9, 1), "valid_to": date(2026, 10, 31)},
            date(2026, 11, 28),
            [("2026-09-01", "2026-10-15", "2026-10-15")],
        ),
    ],
)
def test_a_line_makes_due_what_the_rule_says(  # REQ-7
    deadliner: Deadliner,
    changed: dict[str, Any],
    today: date,
    wanted: list[tuple[str, str | None, str | None]],
) -> None:
    found = list(deadliner.dues_of(entry(**changed), today=today))

    assert [
        (
            due.period_starts_on.isoformat(),
            due.target_on.isoformat() if due.target_on else None,
            due.legal_on.isoformat() if due.legal_on else None,
        )
        for due in found
    ] == wanted


def test_what_hangs_on_a_year_without_a_notice_is_provisional(
    deadliner: Deadliner,
) -> None:
    line = entry(**PLAIN, frequency="yearly", valid_from=date(2026, 1, 1))

    (due,) = deadliner.dues_of(line, today=date(2026, 11, 28))

    assert due.period_ends_on == date(2027, 1, 1)
    assert due.provisional


def test_what_is_owed_once_is_the_same_issue_for_every_version(
    deadliner: Deadliner,
) -> None:
    first = entry(frequency="once", mandate="long_term", special_rule=None)
    second = entry(
        frequency="once",
        mandate="long_term",
        special_rule=None,
        id="e-2",
        valid_from=date(2026, 10, 1),
    )

    found = {
        due.period_starts_on
        for one in (first, second)
        for due in deadliner.dues_of(one, today=date(2026, 11, 28))
    }

    assert found == {ONCE_ON}


QUARTER: dict[str, Any] = {
    "period_ends_on": date(2026, 10, 1),
    "target_on": date(2026, 10, 15),
    "legal_on": date(2026, 11, 5),
}


@pytest.mark.parametrize(
    ("published_on", "today", "wanted"),
    [
        (None, date(2026, 9, 30), DueState.NOT_YET),
        (None, date(2026, 10, 1), DueState.DUE),
        (None, date(2026, 11, 5), DueState.DUE),
        (None, date(2026, 11, 6), DueState.MISSING),
        (date(2026, 9, 30), date(2026, 9, 30), DueState.PUBLISHED),
        (date(2026, 11, 5), date(2026, 11, 6), DueState.PUBLISHED),
        (date(2026, 11, 6), date(2026, 11, 6), DueState.LATE),
    ],
)
def test_an_issue_is_due_missing_late_or_out(  # REQ-3
    published_on: date | None, today: date, wanted: DueState
) -> None:
    assert state_of(Standing(published_on=published_on, **QUARTER), today) is wanted


def test_the_target_decides_where_no_law_does_and_without_any_nothing_is_late() -> None:
    over = date(2026, 10, 1)
    target = Standing(
        period_ends_on=over,
        target_on=date(2026, 10, 15),
        legal_on=None,
        published_on=None,
    )
    free = Standing(
        period_ends_on=over, target_on=None, legal_on=None, published_on=None
    )

    assert state_of(target, date(2026, 10, 16)) is DueState.MISSING
    assert state_of(free, date(2030, 1, 1)) is DueState.DUE


def test_completeness_counts_what_had_to_be_out_by_now() -> None:
    today = date(2026, 11, 28)
    out = Standing(published_on=date(2026, 10, 8), count=7, **QUARTER)
    late = Standing(published_on=date(2026, 11, 20), **QUARTER)
    missing = Standing(published_on=None, count=2, **QUARTER)
    coming = Standing(
        period_ends_on=date(2027, 1, 1), target_on=None, legal_on=None,
        published_on=None,
    )  # fmt: skip

    found = completeness((out, late, missing, coming), today)

    assert found == Completeness(missing=2, due=0, late=1, not_yet=1, published=7)
    assert (found.demanded, found.percent) == (10, 80)
    assert Completeness(not_yet=3).percent is None
    assert min((Completeness(), found), key=lambda one: one.badness) is found


_STANDINGS = st.builds(
    Standing,
    period_ends_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    target_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    legal_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    published_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    count=st.integers(1, 50),
)


@given(st.lists(_STANDINGS), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_every_issue_is_counted_exactly_once(kept: list[Standing], today: date) -> None:
    found = completeness(kept, today)

    counted = found.demanded + found.due + found.not_yet
    assert counted == sum(one.count for one in kept)
    assert found.percent != 100 or not found.missing


@given(_STANDINGS, st.dates(date(2026, 1, 1), date(2026, 12, 30)))
def test_an_issue_that_is_missing_stays_so_until_it_is_out(
    one: Standing, today: date
) -> None:
    if state_of(one, today) is DueState.MISSING:
        assert state_of(one, today + DAY) is DueState.MISSING
