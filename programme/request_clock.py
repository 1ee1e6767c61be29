"""Count by when a request for disclosure must be answered (依申请公开); pure.

The rules are those of 《政府信息公开条例》 (国务院令第 711 号, 2019), arts. 30 to 34,
restated in REQ-55:

- 20 working days from the day it was received, which does not count itself;
- once longer by 20, if the head of the office consents and the applicant is told;
- what is unclear is to be completed: a notice within 7 working days, and the clock
  starts anew on the day of the completed request. A later notice stops nothing;
- while third persons or other offices are consulted no day counts. They have 15
  working days; how long they really took is for who keeps the register to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from programme.calendar_slice import YearVersion
from programme.workdays import CountedDay, CountState, Workdays

ANSWER_DAYS: Final = 20
LONGER_DAYS: Final = 20
NOTICE_DAYS: Final = 7
CONSULTED_DAYS: Final = 15
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """Be one letter to a third person or another office, and when it was answered."""

    asked_on: date
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCourse:
    """Be what has happened to a request, as far as its clock asks."""

    received_on: date
    notice_on: date | None = None
    """The day of the notice to complete it; there is one at most."""
    completed_on: date | None = None
    """The day on which the completed request came."""
    consultations: tuple[Consultation, ...] = ()
    prolonged: bool = False


class ClockState(StrEnum):
    """Say whether the days run."""

    RUNNING = "running"
    COMPLETING = "completing"
    """They start when the applicant has completed the request."""
    CONSULTING = "consulting"
    """They stand still until the last letter is answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestClock:
    """Be the clock of a request."""

    state: ClockState
    notice_by: CountedDay
    """The last day for a notice to complete it."""
    answer_by: CountedDay | None
    """The last day for the answer; None while the days do not run."""
    consulted_by: CountedDay | None = None
    """The day by which the last of those consulted should have answered."""


def request_clock(course: RequestCourse, workdays: Workdays) -> RequestClock:
    """Return the clock of a request.

    Raises:
        OutsideCalendar: A count leaves the calendar.
    """
    notice_by = workdays.nth_after(course.received_on, NOTICE_DAYS)
    if _waits_for_applicant(course, notice_by):
        return RequestClock(
            state=ClockState.COMPLETING, notice_by=notice_by, answer_by=None
        )
    asked = [one.asked_on for one in course.consultations if one.answered_on is None]
    if asked:
        return RequestClock(
            state=ClockState.CONSULTING,
            notice_by=notice_by,
            answer_by=None,
            consulted_by=workdays.nth_after(max(asked), CONSULTED_DAYS),
        )
    return RequestClock(
        state=ClockState.RUNNING,
        notice_by=notice_by,
        answer_by=_answer_by(course, notice_by, workdays),
    )


def starts_on(course: RequestCourse, notice_by: CountedDay) -> date:
    """Return the day from which days are counted; it does not count itself."""
    if _notice_holds(course, notice_by) and course.completed_on is not None:
        return course.completed_on
    return course.received_on


def _notice_holds(course: RequestCourse, notice_by: CountedDay) -> bool:
    return course.notice_on is not None and course.notice_on <= notice_by.on


def _waits_for_applicant(course: RequestCourse, notice_by: CountedDay) -> bool:
    return _notice_holds(course, notice_by) and course.completed_on is None


def _answer_by(
    course: RequestCourse, notice_by: CountedDay, workdays: Workdays
) -> CountedDay:
    start = starts_on(course, notice_by)
    days = ANSWER_DAYS + (LONGER_DAYS if course.prolonged else 0)
    stood = tuple(_stood(course, start))
    found = workdays.nth_after(start, days)
    # Each day that stood still moves the end, and a later end may hold more of them.
    while True:
        spans = [_within(one, found.on) for one in stood]
        counts = [workdays.between(*one) for one in spans]
        moved = workdays.nth_after(start, days + sum(one.days for one in counts))
        if moved.on == found.on:
            break
        found = moved
    states = {found.state, *(one.state for one in counts)}
    state = CountState.PROVISIONAL
    if states == {CountState.FIXED}:
        state = CountState.FIXED
    rests_on: dict[int, YearVersion] = {year.year: year for year in found.rests_on}
    for one in counts:
        rests_on |= {year.year: year for year in one.rests_on}
    return CountedDay(
        on=found.on,
        state=state,
        rests_on=tuple(rests_on[year] for year in sorted(rests_on)),
    )


def _stood(course: RequestCourse, start: date) -> Iterator[tuple[date, date]]:
    """Yield the half-open spans in which no day counts; none overlaps another.

    The day of the letter counts, the day of its answer does not (civil code art. 201).
    """
    reached = start + _DAY
    answered = (
        (one.asked_on, one.answered_on)
        for one in course.consultations
        if one.answered_on is not None
    )
    for asked_on, answered_on in sorted(answered):
        begin, end = max(reached, asked_on + _DAY), answered_on + _DAY
        if begin < end:
            yield begin, end
            reached = end


def _within(span: tuple[date, date], last: date) -> tuple[date, date]:
    begin, end = span
    end = min(end, last + _DAY)
    return min(begin, end), end
