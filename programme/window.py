"""Say when a display window is open; how long it must last is a mandate's matter.

Spans are half-open. Local time exists here and nowhere else in the contract: weekdays
and dayparts are those of the time zone that is passed in.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from programme.document import Document, Instant
from programme.errors import SpanImpossible
from programme.hours import EVERY_WEEKDAY, OpenSpan, Weekday

_DAY = timedelta(days=1)


class FixedEnd(Document):
    """End at an instant, whatever happens."""

    kind: Literal["fixed"] = "fixed"
    at: Instant


class ProvisionalEnd(Document):
    """Name an end that rests on an unofficial year: open until confirmed."""

    kind: Literal["provisional"] = "provisional"
    at: Instant


class OpenEnd(Document):
    """End only by a change, a withdrawal or completion (long-term)."""

    kind: Literal["open"] = "open"


End = Annotated[FixedEnd | ProvisionalEnd | OpenEnd, Field(discriminator="kind")]


class Window(Document):
    """Be the half-open span in which a disclosure may be shown on a display group."""

    starts_at: Instant
    end: End
    weekdays: tuple[Weekday, ...] = EVERY_WEEKDAY
    dayparts: tuple[OpenSpan, ...] = ()
    """Local times of day; none means the whole day."""

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if isinstance(self.end, FixedEnd) and self.end.at <= self.starts_at:
            raise ValueError(str(SpanImpossible("结束不晚于开始")))
        if not self.weekdays:
            raise ValueError(str(SpanImpossible("一周里没有一天")))
        return self


def is_open(window: Window, instant: datetime, zone: tzinfo) -> bool:
    """Say whether a window is open at an instant."""
    if instant < window.starts_at or _is_over(window, instant):
        return False
    local = instant.astimezone(zone)
    if local.isoweekday() not in window.weekdays:
        return False
    return not window.dayparts or any(
        part.from_time <= local.time() < part.to_time for part in window.dayparts
    )


def _is_over(window: Window, instant: datetime) -> bool:
    return isinstance(window.end, FixedEnd) and instant >= window.end.at


def changes(
    window: Window, from_at: datetime, to_at: datetime, zone: tzinfo
) -> tuple[datetime, ...]:
    """Return the instants within a half-open span at which a window opens or closes.

    Each is the first instant of the new state, in order.
    """
    candidates = sorted(set(_candidates(window, from_at, to_at, zone)))
    found = []
    was_open = is_open(window, from_at, zone)
    for instant in candidates:
        now_open = is_open(window, instant, zone)
        if now_open != was_open:
            found.append(instant)
        was_open = now_open
    return tuple(found)


def _candidates(
    window: Window, from_at: datetime, to_at: datetime, zone: tzinfo
) -> Iterator[datetime]:
    edges = [window.starts_at]
    if isinstance(window.end, FixedEnd):
        edges.append(window.end.at)
    if window.weekdays != EVERY_WEEKDAY or window.dayparts:
        edges.extend(_edges_of_days(window, from_at, to_at, zone))
    return (edge for edge in edges if from_at < edge < to_at)


def _edges_of_days(
    window: Window, from_at: datetime, to_at: datetime, zone: tzinfo
) -> Iterator[datetime]:
    times = [time(0)]
    for part in window.dayparts:
        times += [part.from_time, part.to_time]
    for day in days_between(from_at, to_at, zone):
        for edge in times:
            yield local_instant(day, edge, zone)


def days_between(from_at: datetime, to_at: datetime, zone: tzinfo) -> Iterator[date]:
    """Yield every local date that a span touches, and the one after it."""
    day = from_at.astimezone(zone).date()
    last = to_at.astimezone(zone).date() + _DAY
    while day <= last:
        yield day
        day += _DAY


def local_instant(day: date, at: time, zone: tzinfo) -> datetime:
    """Return the instant of a local date and time of day.

    A time that a clock change skips is moved to the first instant after it; of a time
    that comes twice the first is taken (PEP 495, fold 0).
    """
    wall = datetime.combine(day, at, zone)
    return wall.astimezone(UTC)


def end_at(window: Window) -> datetime | None:
    """Return the instant that a window's end names, or None where it is open."""
    return None if isinstance(window.end, OpenEnd) else window.end.at
