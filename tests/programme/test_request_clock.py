from datetime import date, timedelta

import pytest

from config.calendar_data import shipped_calendar
from programme.request_clock import (
    ClockState,
    Consultation,
    RequestClock,
    RequestCourse,
    request_clock,
)
from programme.workdays import CountState, Workdays

WORKDAYS = Workdays(shipped_calendar().whole())
_DAY = timedelta(days=1)


def clock(received_on: date, **changed: object) -> RequestClock:
    course = RequestCourse(received_on=received_on, **changed)  # type: ignore[arg-type]
    return request_clock(course, WORKDAYS)


def answer_on(received_on: date, **changed: object) -> date:
    found = clock(received_on, **changed).answer_by
    assert found is not None
    return found.on


def counted_by_hand(
    start: date, days: int, *stood: tuple[date, date], workdays: Workdays = WORKDAYS
) -> date:
    """Count day by day, as a clerk would on a paper calendar."""
    on = start
    while days:
        on += _DAY
        stands = any(asked < on <= answered for asked, answered in stood)
        days -= workdays.is_working_day(on) and not stands
    return on


@pytest.mark.parametrize(
    ("received_on", "end"),
    [
        # 2 to 29 November 2026: no holiday, the day it came does not count.
        (date(2026, 11, 2), date(2026, 11, 30)),
        # Received on a Saturday: Monday is the first day.
        (date(2026, 10, 31), date(2026, 11, 27)),
        # A leap day is a working day like any other (a Thursday).
        (date(2024, 2, 28), date(2024, 3, 27)),
        # Over the spring festival of 2026 with its make-up days.
        (date(2026, 2, 12), counted_by_hand(date(2026, 2, 12), 20)),
        # The make-up Saturday of the national holiday counts.
        (date(2026, 9, 18), counted_by_hand(date(2026, 9, 18), 20)),
    ],
)
def test_twenty_working_days_are_counted_from_the_day_it_came(
    received_on: date, end: date
) -> None:
    # REQ-55
    assert answer_on(received_on) == end


def test_a_make_up_day_at_the_weekend_is_one_of_the_twenty() -> None:
    make_up = min(on for on in WORKDAYS.calendar.make_up if on >= date(2026, 1, 1))
    end = answer_on(make_up - 3 * _DAY)
    twenty = WORKDAYS.between(make_up - 2 * _DAY, end + _DAY)

    assert WORKDAYS.is_working_day(make_up)
    assert make_up.isoweekday() > 5
    assert twenty.days == 20


def test_it_is_made_longer_once_by_twenty_more() -> None:
    received = date(2026, 11, 2)

    assert answer_on(received, prolonged=True) == counted_by_hand(received, 40)


def test_a_count_into_a_year_without_its_notice_is_provisional() -> None:
    sure = clock(date(2026, 3, 2)).answer_by
    later = clock(date(2027, 12, 20)).answer_by

    assert sure is not None
    assert sure.state is CountState.FIXED
    assert sure.years == (2026,)
    assert later is not None
    assert later.state is CountState.PROVISIONAL
    assert later.years == (2027, 2028)


def test_a_notice_within_seven_working_days_starts_the_clock_anew() -> None:
    received = date(2026, 11, 2)
    in_time, late = date(2026, 11, 11), date(2026, 11, 12)

    waiting = clock(received, notice_on=in_time)
    assert waiting.notice_by.on == in_time
    assert waiting.state is ClockState.COMPLETING
    assert waiting.answer_by is None

    completed = date(2026, 12, 31)
    begun = clock(received, notice_on=in_time, completed_on=completed)
    assert begun.state is ClockState.RUNNING
    assert begun.answer_by is not None
    assert begun.answer_by.on == counted_by_hand(completed, 20)

    # A notice that comes too late stops nothing, completed or not.
    assert answer_on(received, notice_on=late) == date(2026, 11, 30)
    assert answer_on(received, notice_on=late, completed_on=completed) == date(
        2026, 11, 30
    )


def test_while_others_are_consulted_no_day_counts() -> None:
    received = date(2026, 11, 2)
    letter = date(2026, 11, 6)

    standing = clock(received, consultations=(Consultation(asked_on=letter),))
    assert standing.state is ClockState.CONSULTING
    assert standing.answer_by is None
    assert standing.consulted_by is not None
    assert standing.consulted_by.on == date(2026, 11, 27)

    # Answered on the same day: nothing stood still.
    at_once = Consultation(asked_on=letter, answered_on=letter)
    assert answer_on(received, consultations=(at_once,)) == date(2026, 11, 30)


@pytest.mark.parametrize("prolonged", [False, True])
@pytest.mark.parametrize(
    "letters",
    [
        [(date(2026, 11, 6), date(2026, 11, 20))],
        # Two that overlap stand still once.
        [
            (date(2026, 11, 6), date(2026, 11, 20)),
            (date(2026, 11, 9), date(2026, 11, 25)),
        ],
        [
            (date(2026, 11, 6), date(2026, 11, 20)),
            (date(2026, 11, 9), date(2026, 11, 12)),
        ],
        # One just before the end, over the turn of the year.
        [(date(2026, 11, 27), date(2027, 1, 15))],
        # The first pushes the end into the second.
        [
            (date(2026, 11, 5), date(2026, 12, 4)),
            (date(2026, 12, 10), date(2027, 2, 19)),
        ],
        # One after the end moves nothing.
        [(date(2027, 9, 1), date(2027, 9, 20))],
        # One begun before the clock started.
        [(date(2026, 10, 26), date(2026, 11, 10))],
    ],
)
def test_the_end_is_that_of_a_count_by_hand(
    letters: list[tuple[date, date]],
    prolonged: bool,
) -> None:
    received = date(2026, 11, 2)
    consultations = tuple(
        Consultation(asked_on=asked, answered_on=answered)
        for asked, answered in letters
    )

    end = answer_on(received, consultations=consultations, prolonged=prolonged)

    assert end == counted_by_hand(received, 40 if prolonged else 20, *letters)


def test_what_stood_still_into_an_unsure_year_makes_the_end_provisional() -> None:
    letter = Consultation(asked_on=date(2027, 12, 3), answered_on=date(2028, 2, 3))

    end = clock(date(2027, 12, 1), consultations=(letter,)).answer_by

    assert end is not None
    assert end.state is CountState.PROVISIONAL
