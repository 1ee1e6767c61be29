"""Say when the hall is open on each date: its weekly hours and the working calendar."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from programme.calendar_slice import is_weekend
from programme.hours import OpenSpan, spans_on
from programme.plan import HallFace
from programme.programme import Programme
from programme.window import local_instant
from programme.workdays import Workdays

_DAY = timedelta(days=1)
_WEEKDAYS = range(1, 6)
_LOOK_AHEAD_DAYS = 15


class HallHours:
    """Answer for the hall of one programme in its time zone."""

    def __init__(self, programme: Programme, workdays: Workdays, zone: tzinfo) -> None:
        self._hours = programme.hall.hours
        self._workdays = workdays
        self._zone = zone
        self.edges = lru_cache(maxsize=64)(self._edges)
        """The instants at which the hall opens and closes, by turns, on a date."""

    def face(self, at: datetime) -> HallFace:
        """Say whether the hall is open at an instant, and what comes next."""
        today = at.astimezone(self._zone).date()
        for offset in range(_LOOK_AHEAD_DAYS):
            edges = self.edges(today + timedelta(days=offset))
            for opens_at, closes_at in zip(edges[::2], edges[1::2], strict=True):
                if opens_at <= at < closes_at:
                    return HallFace(open_now=True, changes_at=closes_at)
                if at < opens_at:
                    return HallFace(open_now=False, changes_at=opens_at)
        return HallFace(open_now=False, changes_at=None)

    def _edges(self, day: date) -> tuple[datetime, ...]:
        spans = self._spans(day)
        times = [edge for span in spans for edge in (span.from_time, span.to_time)]
        return tuple(local_instant(day, edge, self._zone) for edge in times)

    def _spans(self, day: date) -> tuple[OpenSpan, ...]:
        """Return the hall's hours on a date.

        A worked weekend day has the hours of the first weekday that has any. A weekend
        day off keeps its own hours, if the hall has such, but not within a holiday.
        """
        own = spans_on(self._hours, day.isoweekday())
        if not self._workdays.calendar.covers(day):
            return own
        if self._workdays.is_working_day(day):
            return own or (self._weekday_spans() if is_weekend(day) else ())
        return () if self._in_holiday(day) else own

    def _weekday_spans(self) -> tuple[OpenSpan, ...]:
        spans = (spans_on(self._hours, weekday) for weekday in _WEEKDAYS)
        return next(filter(None, spans), ())

    def _in_holiday(self, day: date) -> bool:
        """Say whether the days off around a day off hold a weekday."""
        return any(
            not is_weekend(off)
            for step in (-_DAY, _DAY)
            for off in self._days_off(day, step)
        )

    def _days_off(self, day: date, step: timedelta) -> Iterator[date]:
        workdays = self._workdays
        while workdays.calendar.covers(day) and not workdays.is_working_day(day):
            yield day
            day += step
