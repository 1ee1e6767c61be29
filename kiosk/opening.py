"""Say whether a place is open at a local moment, and when that changes; pure.

A weekend day that is worked has the hours of the first weekday that has any; within a
public holiday a place is closed unless it says otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from programme.calendar_slice import is_weekend
from programme.hours import DayHours, OpenSpan, spans_on
from programme.workdays import Workdays

_DAY = timedelta(days=1)
_WEEKDAYS = (1, 2, 3, 4, 5)
_LOOK_AHEAD_DAYS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Be how a place stands at one moment."""

    open_until: time | None
    """None: it is closed."""
    closes_for_today: bool
    """It does not open again today after `open_until`."""
    opens_today: bool
    """It has hours on this day at all."""
    pausing: bool = False
    """It was open today and opens again today."""
    next_on: date | None
    next_at: time | None
    """When it opens next, where it is closed; None where nothing is known."""


def opening_of(
    hours: tuple[DayHours, ...],
    local: datetime,
    workdays: Workdays | None,
    *,
    closed_on_holidays: bool = True,
) -> Opening:
    """Return how a place stands at a local moment."""
    today = local.date()
    rule = workdays if closed_on_holidays else None
    spans = _spans(hours, today, rule)
    now = local.time()
    for span in spans:
        if span.from_time <= now < span.to_time:
            return Opening(
                open_until=span.to_time,
                closes_for_today=span is spans[-1],
                opens_today=True,
                next_on=None,
                next_at=None,
            )
    next_on, next_at = next(_openings(hours, local, rule), (None, None))
    return Opening(
        open_until=None,
        closes_for_today=True,
        opens_today=bool(spans),
        pausing=next_on == today and spans[0].from_time <= now,
        next_on=next_on,
        next_at=next_at,
    )


def _openings(
    hours: tuple[DayHours, ...], local: datetime, workdays: Workdays | None
) -> Iterator[tuple[date | None, time | None]]:
    for offset in range(_LOOK_AHEAD_DAYS):
        day = local.date() + timedelta(days=offset)
        for span in _spans(hours, day, workdays):
            if offset or span.from_time > local.time():
                yield day, span.from_time


def _spans(
    hours: tuple[DayHours, ...], day: date, workdays: Workdays | None
) -> tuple[OpenSpan, ...]:
    """Return the hours of a date; the rules are those of `programme.planner`."""
    own = spans_on(hours, day.isoweekday())
    if workdays is None or not workdays.calendar.covers(day):
        return own
    if not workdays.is_working_day(day):
        return () if _in_holiday(workdays, day) else own
    if is_weekend(day):
        return own or next(filter(None, (spans_on(hours, n) for n in _WEEKDAYS)), ())
    return own


def _in_holiday(workdays: Workdays, day: date) -> bool:
    """Say whether the days off around a day off hold a weekday."""
    return any(
        not is_weekend(off)
        for step in (-_DAY, _DAY)
        for off in _off(workdays, day, step)
    )


def _off(workdays: Workdays, day: date, step: timedelta) -> Iterator[date]:
    while workdays.calendar.covers(day) and not workdays.is_working_day(day):
        yield day
        day += step
