from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from config.calendar_data import shipped_calendar
from programme.workdays import Workdays
from publishing.duties.duty import Due, Duty, DutyKind
from publishing.reminders.occasions import (
    Coming,
    newest_occasion,
    occasions_due,
    soon_on,
)
from publishing.tables.reminders import Occasion

WORKDAYS = Workdays(shipped_calendar().whole())
ZONE = ZoneInfo("Asia/Shanghai")
TARGET, LEGAL = date(2026, 11, 27), date(2026, 12, 18)


def duty(due: Due | None, *, mine: bool = True, subject: str = "one") -> Duty:
    return Duty(
        kind=DutyKind.WRITE,
        subject=subject,
        title="三季度收支",
        unit="qinghe",
        unit_name="清禾县",
        link="/",
        mine=mine,
        due=due,
    )


# REQ-6, REQ-8
@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        (date(2026, 11, 24), None),
        (date(2026, 11, 25), (Occasion.SOON, date(2026, 11, 25))),
        (date(2026, 11, 26), (Occasion.SOON, date(2026, 11, 25))),
        (date(2026, 11, 27), (Occasion.TARGET, TARGET)),
        # Between target and legal deadline nobody is told every day.
        (date(2026, 12, 17), (Occasion.TARGET, TARGET)),
        (date(2026, 12, 18), (Occasion.LEGAL, LEGAL)),
        # A Sunday after it is no working day.
        (date(2026, 12, 20), (Occasion.LEGAL, LEGAL)),
        (date(2026, 12, 21), (Occasion.OVERDUE, date(2026, 12, 21))),
        (date(2026, 12, 22), (Occasion.OVERDUE, date(2026, 12, 22))),
        (date(2026, 12, 27), (Occasion.OVERDUE, date(2026, 12, 25))),
    ],
)
def test_the_newest_occasion_up_to_a_day(
    on: date, wanted: tuple[Occasion, date] | None
) -> None:
    due = Due(target_on=TARGET, legal_on=LEGAL)

    assert newest_occasion(due, on=on, workdays=WORKDAYS) == wanted


def test_without_a_legal_day_each_working_day_after_the_target_reminds() -> None:
    found = newest_occasion(
        Due(target_on=TARGET), on=date(2026, 12, 1), workdays=WORKDAYS
    )

    assert found == (Occasion.OVERDUE, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("target_on", "wanted"),
    [
        # National Day 2026 is closed from 1 to 7 October; Sunday 20 September and
        # Saturday 10 October are worked.
        (date(2026, 10, 8), date(2026, 9, 29)),
        (date(2026, 10, 12), date(2026, 10, 9)),
        # Spring Festival 2026 is closed from 15 to 23 February.
        (date(2026, 2, 24), date(2026, 2, 13)),
        # Over the turn of the year.
        (date(2026, 1, 5), date(2025, 12, 31)),
        # A target that is itself a rest day.
        (date(2026, 11, 29), date(2026, 11, 26)),
    ],
)
def test_two_working_days_before_a_target(target_on: date, wanted: date) -> None:
    assert soon_on(target_on, WORKDAYS) == wanted


def test_a_days_occasions_come_at_eight_in_the_morning() -> None:
    one = duty(Due(target_on=TARGET))
    eight = datetime(2026, 11, 27, 0, 0, tzinfo=UTC)

    def told(now: datetime) -> Occasion:
        (coming,) = occasions_due([one], now=now, workdays=WORKDAYS, zone=ZONE)
        return coming.occasion

    assert told(eight - timedelta(seconds=1)) is Occasion.SOON
    assert told(eight) is Occasion.TARGET


def test_only_what_the_person_can_do_and_what_has_a_day_reminds() -> None:
    duties = [
        duty(Due(target_on=TARGET), mine=False, subject="theirs"),
        duty(None, subject="undated"),
    ]
    now = datetime(2026, 12, 1, 4, tzinfo=UTC)

    assert occasions_due(duties, now=now, workdays=WORKDAYS, zone=ZONE) == ()


def _said(due: Due, moments: list[datetime]) -> list[set[Coming]]:
    """Return what is new at each of these moments, as the rows remember it."""
    said: set[Coming] = set()
    told = []
    for now in moments:
        coming = set(occasions_due([duty(due)], now=now, workdays=WORKDAYS, zone=ZONE))
        told.append(coming - said)
        said |= coming
    return told


_START = datetime.combine(date(2026, 11, 9), time(0), ZONE)
_MOMENTS = st.lists(
    st.integers(min_value=0, max_value=60 * 24).map(
        lambda hours: _START + timedelta(hours=hours)
    ),
    max_size=30,
)
_DUE = st.builds(
    lambda target, more: Due(
        target_on=date(2026, 11, 16) + timedelta(days=target),
        legal_on=date(2026, 11, 16) + timedelta(days=target + more) if more else None,
    ),
    st.integers(min_value=0, max_value=20),
    st.integers(min_value=0, max_value=20),
)


@given(due=_DUE, moments=_MOMENTS)
def test_however_the_clock_jumps_nothing_is_said_twice_and_one_thing_at_a_time(
    due: Due, moments: list[datetime]
) -> None:
    told = _said(due, moments)

    everything = [one for new in told for one in new]
    assert len(everything) == len(set(everything))
    assert all(len(new) <= 1 for new in told)
    assert all(
        one.due_at <= now for now, new in zip(moments, told, strict=True) for one in new
    )


@given(due=_DUE, moments=_MOMENTS)
def test_a_clock_that_had_jumped_about_loses_no_occasion_of_the_true_time(
    due: Due, moments: list[datetime]
) -> None:
    hours = [_START + timedelta(hours=hour) for hour in range(0, 60 * 24, 4)]

    undisturbed = {one for new in _said(due, hours) for one in new}
    disturbed = {one for new in _said(due, [*moments, *hours]) for one in new}

    assert undisturbed <= disturbed


@given(due=_DUE, off_from=st.integers(0, 50), days=st.integers(1, 30))
def test_a_centre_that_was_off_for_days_catches_up_with_one_reminder(
    due: Due, off_from: int, days: int
) -> None:
    noon = _START + timedelta(hours=12)
    before = [noon + timedelta(days=day) for day in range(off_from + 1)]
    back = noon + timedelta(days=off_from + days)

    *_, caught_up, again = _said(due, [*before, back, back + timedelta(minutes=10)])

    assert len(caught_up) <= 1
    assert again == set()
