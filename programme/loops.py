"""Lay the loops of a span of time one after another; pure, and the same everywhere.

The turns of a day of service are taken from its beginning, through every change that
the programme tells of. So two displays with the same programme are at the same slide
at the same instant, whenever each of them was switched on, and a change goes on where
the loop stood.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from programme.day_turns import DayTurns
from programme.hours import DayHours, spans_on
from programme.show import Loop, Show
from programme.window import days_between, local_instant

_DAY = timedelta(days=1)


def loops_between(show: Show, from_at: datetime, to_at: datetime) -> Iterator[Loop]:
    """Yield the loops of a half-open span, one after another without a gap."""
    for start, end in _days(show, from_at, to_at):
        for loop in DayTurns(show, start).until(end):
            if loop.to_at > from_at and loop.from_at < to_at:
                yield _within(loop, from_at, to_at)


def day_begins(day: date, hours: tuple[DayHours, ...], zone: tzinfo) -> datetime:
    """Return when the turns of a local day begin: with service, or at midnight."""
    spans = spans_on(hours, day.isoweekday())
    return local_instant(day, spans[0].from_time if spans else time(0), zone)


def _days(
    show: Show, from_at: datetime, to_at: datetime
) -> Iterator[tuple[datetime, datetime]]:
    hours, zone = show.service_hours, show.zone
    begins = [
        day_begins(day, hours, zone)
        for day in days_between(from_at - _DAY, to_at, zone)
    ]
    for start, end in pairwise(begins):
        if start < to_at and end > from_at:
            yield start, end


def _within(loop: Loop, from_at: datetime, to_at: datetime) -> Loop:
    return Loop(
        from_at=max(loop.from_at, from_at),
        to_at=min(loop.to_at, to_at),
        anchor_at=loop.anchor_at,
        slides=loop.slides,
    )
