"""Say whether a counter is open at a local instant; the words for it lie apart.

Holidays are asked of the working-day calendar; outside of what it covers the hours
alone speak.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from directory.model import Counter
from programme.hours import OpenSpan, spans_on
from programme.workdays import Workdays

CLOSING_SOON = timedelta(minutes=30)
_LOOK_AHEAD_DAYS = 15
"""Longer than any holiday with its weekends."""
_WEEKEND = 6


class OpeningState(StrEnum):
    """Say what a resident should know first."""

    OPEN = "open"
    CLOSING = "closing"
    """Open, for half an hour at most."""
    CLOSED = "closed"
    UNKNOWN = "unknown"
    """Closed, and no opening is in sight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Be whether a counter is open."""

    state: OpeningState
    until: datetime | None = None
    """While it is open: when it closes."""
    minutes_left: int = 0
    """While it is open: whole minutes until then."""
    opens: datetime | None = None
    """While it is closed: when it opens next."""


def opening_at(counter: Counter, local: datetime, workdays: Workdays | None) -> Opening:
    """Return whether a counter is open at a local instant.

    Args:
        counter: The counter.
        local: The instant, aware, in the county's time zone.
        workdays: The calendar; without it the hours alone speak.
    """
    for day in range(_LOOK_AHEAD_DAYS):
        on = local.date() + timedelta(days=day)
        for span in spans_of(counter, on, workdays):
            begins = datetime.combine(on, span.from_time, local.tzinfo)
            ends = datetime.combine(on, span.to_time, local.tzinfo)
            if begins <= local < ends:
                return _open(ends, ends - local)
            if local < begins:
                return Opening(state=OpeningState.CLOSED, opens=begins)
    return Opening(state=OpeningState.UNKNOWN)


def spans_of(
    counter: Counter, on: date, workdays: Workdays | None
) -> tuple[OpenSpan, ...]:
    """Return when a counter is open on a date.

    A weekday that is a holiday has no hours; a weekend day that is worked to make up
    for one has the longest hours of a weekday.
    """
    usual = spans_on(counter.hours, on.isoweekday())
    if not counter.closed_on_holidays or workdays is None:
        return usual
    if not workdays.calendar.covers(on):
        return usual
    is_weekend = on.isoweekday() >= _WEEKEND
    if workdays.is_working_day(on):
        return _fullest(counter) if is_weekend else usual
    return usual if is_weekend and not _in_holiday(on, workdays) else ()


def _open(until: datetime, left: timedelta) -> Opening:
    soon = left <= CLOSING_SOON
    return Opening(
        state=OpeningState.CLOSING if soon else OpeningState.OPEN,
        until=until,
        minutes_left=-(-int(left.total_seconds()) // 60),
    )


def _fullest(counter: Counter) -> tuple[OpenSpan, ...]:
    """Return the longest hours that a counter has from Monday to Friday."""
    days = (spans_on(counter.hours, weekday) for weekday in range(1, _WEEKEND))
    return max(days, key=_seconds)


def _seconds(spans: tuple[OpenSpan, ...]) -> float:
    day = date.min
    return sum(
        (
            datetime.combine(day, span.to_time) - datetime.combine(day, span.from_time)
        ).total_seconds()
        for span in spans
    )


def _in_holiday(on: date, workdays: Workdays) -> bool:
    """Say whether a weekend touches a weekday that is a holiday."""
    saturday = on - timedelta(days=on.isoweekday() - _WEEKEND)
    closed = workdays.calendar.closed
    return any(saturday + timedelta(days=step) in closed for step in (-1, 2))
