"""Say when showing counts: within service hours and dayparts; it counts nothing.

Times of day are those of the display's zone; instants are milliseconds since 1970, so
that a year of records is cut in seconds. A worked weekend day without hours of its own
has the hours of the first weekday that has any.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import TypeAlias

from programme.calendar_slice import is_weekend
from programme.hours import EVERY_WEEKDAY, DayHours, OpenSpan, spans_on
from programme.window import local_instant
from programme.workdays import Workdays

Milliseconds: TypeAlias = int
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_MILLISECOND = timedelta(milliseconds=1)
_WEEKDAYS = range(1, 6)
_MOST_DAYS = 400
"""A span that claims more days than that is no span of showing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Be a half-open span within one local day."""

    day: date
    from_ms: Milliseconds
    to_ms: Milliseconds

    @property
    def length(self) -> Milliseconds:
        """Return how long it lasts."""
        return self.to_ms - self.from_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Be a span in which nothing counts: an emergency notice, an ordered stop."""

    from_at: datetime
    to_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayHours:
    """Be what decides when a display's showing counts."""

    service_hours: tuple[DayHours, ...]
    zone: tzinfo
    workdays: Workdays
    silences: tuple[Silence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Be the weekdays and dayparts of a window; none of the latter: the whole day."""

    weekdays: tuple[int, ...] = EVERY_WEEKDAY
    dayparts: tuple[OpenSpan, ...] = ()


WHOLE_DAYS = Parts()


class OpenTimes:
    """Cut spans to the times that count; each day is worked out once."""

    def __init__(self, hours: DisplayHours) -> None:
        self._hours = hours
        self._silences = [
            (to_ms(one.from_at), to_ms(one.to_at)) for one in hours.silences
        ]
        self.on = lru_cache(maxsize=4096)(self._on)
        """The spans that count on a local day, for a window's parts."""
        self._last: dict[Parts, Span] = {}

    def pieces(
        self, from_ms: Milliseconds, to_ms: Milliseconds, parts: Parts
    ) -> Sequence[Span]:
        """Return what of a half-open span counts, cut at every edge and at midnight."""
        last = self._last.get(parts)
        if last is not None and last.from_ms <= from_ms and to_ms <= last.to_ms:
            return (Span(day=last.day, from_ms=from_ms, to_ms=to_ms),)
        return tuple(self._cut(from_ms, to_ms, parts))

    def day_of(self, at_ms: Milliseconds) -> date:
        """Return the local day of an instant."""
        return at(at_ms).astimezone(self._hours.zone).date()

    def _cut(
        self, from_ms: Milliseconds, to_ms: Milliseconds, parts: Parts
    ) -> Iterator[Span]:
        day, last_day = self.day_of(from_ms), self.day_of(to_ms)
        if (last_day - day).days > _MOST_DAYS:
            return
        while day <= last_day:
            for span in self.on(day, parts):
                start, stop = max(from_ms, span.from_ms), min(to_ms, span.to_ms)
                if start < stop:
                    self._last[parts] = span
                    yield Span(day=day, from_ms=start, to_ms=stop)
            day += _DAY

    def _on(self, day: date, parts: Parts) -> tuple[Span, ...]:
        if day.isoweekday() not in parts.weekdays:
            return ()
        served = [self._span(day, one) for one in self._served(day)]
        if parts.dayparts:
            wanted = [self._span(day, one) for one in parts.dayparts]
            served = [_meet(one, part) for one in served for part in wanted]
        for silence in self._silences:
            served = [left for one in served for left in _without(one, silence)]
        return tuple(one for one in served if one.from_ms < one.to_ms)

    def _served(self, day: date) -> tuple[OpenSpan, ...]:
        hours, workdays = self._hours.service_hours, self._hours.workdays
        own = spans_on(hours, day.isoweekday())
        if own or not is_weekend(day) or not workdays.calendar.covers(day):
            return own
        if not workdays.is_working_day(day):
            return own
        weekdays = (spans_on(hours, weekday) for weekday in _WEEKDAYS)
        return next(filter(None, weekdays), ())

    def _span(self, day: date, one: OpenSpan) -> Span:
        zone = self._hours.zone
        return Span(
            day=day,
            from_ms=to_ms(local_instant(day, one.from_time, zone)),
            to_ms=to_ms(local_instant(day, one.to_time, zone)),
        )


def to_ms(instant: datetime) -> Milliseconds:
    """Return an instant as milliseconds since 1970."""
    return (instant - _EPOCH) // _MILLISECOND


def at(instant_ms: Milliseconds) -> datetime:
    """Return milliseconds since 1970 as an instant."""
    return _EPOCH + _MILLISECOND * instant_ms


def _meet(one: Span, other: Span) -> Span:
    start, stop = max(one.from_ms, other.from_ms), min(one.to_ms, other.to_ms)
    return Span(day=one.day, from_ms=start, to_ms=stop)


def _without(one: Span, silence: tuple[Milliseconds, Milliseconds]) -> Iterator[Span]:
    start, stop = silence
    yield Span(day=one.day, from_ms=one.from_ms, to_ms=min(one.to_ms, start))
    yield Span(day=one.day, from_ms=max(one.from_ms, stop), to_ms=one.to_ms)
