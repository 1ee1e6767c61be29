"""Count working days over a slice of the calendar; it holds no dates of its own.

The day of posting does not count: counting starts on the next working day (civil code
art. 201), unless the setting says that the posting day counts. Every result says
whether it may still change and which years' data it rests on.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from programme.calendar_slice import (
    CalendarSlice,
    OutsideCalendar,
    SpanReversed,
    YearState,
    YearVersion,
    late_december,
)
from programme.errors import ContractError

MOST_DAYS = 2500
"""The longest count, ten years: anything above is a slip of the hand."""

_WEEK = 7
_WORKED = 5
_COUNTS_KEPT = 4096
"""A schedule asks the same few hundred counts again and again."""


class CountState(StrEnum):
    """Say whether a result may still change."""

    FIXED = "fixed"
    PROVISIONAL = "provisional"
    """暂定: it rests on a day that a coming notice may move."""


class DayCountRefused(ContractError):
    """Say that a number of working days is negative or beyond all sense."""

    code = "day_count_refused"

    def __init__(self, days: int) -> None:
        self.days = days
        super().__init__(
            f"工作日数要在 0 到 {MOST_DAYS} 之间，现在是 {days}。请改天数。"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDay:
    """Be the date on which a count ends."""

    on: date
    state: CountState
    rests_on: tuple[YearVersion, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years whose notices decide the result."""
        return tuple(entry.year for entry in self.rests_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedSpan:
    """Be the number of working days in a span."""

    days: int
    state: CountState
    rests_on: tuple[YearVersion, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years whose notices decide the result."""
        return tuple(entry.year for entry in self.rests_on)


class Workdays:
    """Answer questions about the working days of one slice.

    It keeps an ordered table of the working days of each year that was asked for, and
    the notices of each run of years, so that ten thousand counts cost little more than
    one. Make one for each calendar.
    """

    def __init__(self, calendar: CalendarSlice) -> None:
        self.calendar = calendar
        self._closed = frozenset(day.toordinal() for day in calendar.closed)
        self._make_up = frozenset(day.toordinal() for day in calendar.make_up)
        self._starts = tuple(s.from_on.toordinal() for s in calendar.provisional)
        self._ends = tuple(s.to_on.toordinal() for s in calendar.provisional)
        self._versions = {entry.year: entry for entry in calendar.years}
        self._tables: dict[int, tuple[int, ...]] = {}
        self._notices: dict[tuple[int, int], tuple[YearVersion, ...]] = {}
        self._counted = lru_cache(maxsize=_COUNTS_KEPT)(self._count)

    def is_working_day(self, on: date) -> bool:
        """Say whether a date is worked.

        Raises:
            OutsideCalendar: The date lies outside the slice.
        """
        self._must_cover(on)
        return self._is_worked(on.toordinal())

    def is_provisional(self, on: date) -> bool:
        """Say whether a coming notice may still change a date.

        Raises:
            OutsideCalendar: The date lies outside the slice.
        """
        self._must_cover(on)
        first = on.toordinal()
        return self._state(first, first + 1) is CountState.PROVISIONAL

    def nth_after(
        self, on: date, days: int, *, posting_day_counts: bool = False
    ) -> CountedDay:
        """Return the working day with which a count of days after a date is full.

        No days after a date is the date itself, worked or not. Where the posting day
        counts it is day 1 if it is a working day.

        Raises:
            DayCountRefused: A negative number of days, or more than `MOST_DAYS`.
            OutsideCalendar: The date or the end of the count lies outside the slice.
        """
        if not 0 <= days <= MOST_DAYS:
            raise DayCountRefused(days)
        self._must_cover(on)
        if days == 0:
            return CountedDay(on=on, state=CountState.FIXED, rests_on=())
        first = on.toordinal() if posting_day_counts else on.toordinal() + 1
        return self._counted(first, days)

    def between(self, from_on: date, to_on: date) -> CountedSpan:
        """Return how many working days the half-open span of two dates holds.

        Raises:
            SpanReversed: The span ends before it starts.
            OutsideCalendar: A part of the span lies outside the slice.
        """
        if to_on < from_on:
            raise SpanReversed(from_on=from_on, to_on=to_on)
        for edge in (from_on, to_on):
            if edge != self.calendar.to_on:
                self._must_cover(edge)
        first, end = from_on.toordinal(), to_on.toordinal()
        days = sum(
            bisect_left(table, end) - bisect_left(table, first)
            for table in map(self._table, range(from_on.year, to_on.year + 1))
        )
        return CountedSpan(
            days=days,
            state=self._state(first, end),
            rests_on=self._rests_on(first, end),
        )

    def _count(self, first: int, days: int) -> CountedDay:
        """Return the end of a count of working days from an ordinal on."""
        end = self._nth_from(first, days)
        return CountedDay(
            on=date.fromordinal(end),
            state=self._state(first, end + 1),
            rests_on=self._rests_on(first, end + 1),
        )

    def _nth_from(self, first: int, days: int) -> int:
        """Return the ordinal of the n-th working day from an ordinal on."""
        year = date.fromordinal(first).year
        position = bisect_left(self._table(year), first)
        left = days
        while position + left > len(self._table(year)):
            left -= len(self._table(year)) - position
            year, position = year + 1, 0
            if year > self.calendar.to_on.year:
                raise self._outside(self.calendar.to_on)
        return self._table(year)[position + left - 1]

    def _table(self, year: int) -> tuple[int, ...]:
        """Return the ordinals of the year's working days inside the slice."""
        if year not in self._tables:
            first = max(date(year, 1, 1), self.calendar.from_on).toordinal()
            last = min(
                date(year, 12, 31).toordinal() + 1, self.calendar.to_on.toordinal()
            )
            self._tables[year] = tuple(filter(self._is_worked, range(first, last)))
        return self._tables[year]

    def _is_worked(self, ordinal: int) -> bool:
        if ordinal in self._make_up:
            return True
        # Ordinal 1 is a Monday.
        return (ordinal - 1) % _WEEK < _WORKED and ordinal not in self._closed

    def _state(self, first: int, end: int) -> CountState:
        """Say whether a half-open span of ordinals touches a provisional one."""
        place = bisect_left(self._starts, end) - 1
        if place >= 0 and first < end and first < self._ends[place]:
            return CountState.PROVISIONAL
        return CountState.FIXED

    def _rests_on(self, first: int, end: int) -> tuple[YearVersion, ...]:
        """Name the notices that decide the days of a half-open span of ordinals."""
        if end <= first:
            return ()
        last_on = date.fromordinal(end - 1)
        last = last_on.year + (last_on >= late_december(last_on.year))
        years = date.fromordinal(first).year, last
        if years not in self._notices:
            self._notices[years] = tuple(
                self._versions.get(year) or _without_data(year)
                for year in range(years[0], last + 1)
            )
        return self._notices[years]

    def _must_cover(self, on: date) -> None:
        if not self.calendar.covers(on):
            raise self._outside(on)

    def _outside(self, on: date) -> OutsideCalendar:
        calendar = self.calendar
        return OutsideCalendar(on, from_on=calendar.from_on, to_on=calendar.to_on)


def _without_data(year: int) -> YearVersion:
    return YearVersion(year=year, state=YearState.MISSING, version=0)
