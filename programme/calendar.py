"""Hold the working-day calendar: a notice a year, the county's own days, and a slice.

It says which days are worked and how sure that is. It does not count days
(`programme.workdays`) and reads no files (`config.calendar_data`).

A year's data hold what that year's notice says, and a notice may reach back into the
last days of the year before. Of the notices for 2007 to 2026 five did so: 30 and
31 December 2006, 29 to 31 December 2007, 31 December 2011, 29 to 31 December 2018 and
31 December 2022. None reached further than 29 December. The furthest that the usual
three days at New Year can ask for is one day more: 28 December, the Sunday before a
New Year's Day that is a Thursday. So 28 to 31 December of an official year stay
provisional until the notice of the next year is in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Annotated, ClassVar, Self

from pydantic import Field, StringConstraints, model_validator

from programme.calendar_slice import (
    CalendarDocument,
    CalendarSlice,
    DateSpan,
    OutsideCalendar,
    SpanReversed,
    YearState,
    YearVersion,
    is_weekend,
    late_december,
    rises,
)

EARLIEST_ON = date(2000, 1, 1)
"""The first date that the calendar knows of."""
LATEST_ON = date(2100, 1, 1)
"""The first date that the calendar knows no more of."""

Words = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Notice(CalendarDocument):
    """Name the document that a year's data come from."""

    kind_name: ClassVar[str] = "放假通知"

    title: Words
    number: Words | None = None
    """Its official number, such as 国办发明电〔2025〕7号."""
    issued_on: date | None = None


class NamedDay(CalendarDocument):
    """Be a date with the festival, or the reason, that makes it special."""

    kind_name: ClassVar[str] = "日子"

    on: date
    name: Words


class CalendarYear(CalendarDocument):
    """Hold what is known of one year: its state, its source and its special days."""

    kind_name: ClassVar[str] = "年度日历"

    year: int = Field(ge=EARLIEST_ON.year, lt=LATEST_ON.year)
    state: YearState
    version: int = Field(ge=0)
    """Rises with every correction, such as a second notice in mid-year; 0: no data."""
    source: tuple[Notice, ...] = ()
    closed: tuple[NamedDay, ...] = ()
    """Every day off that the notice lists, weekend days among them too."""
    make_up: tuple[NamedDay, ...] = ()
    """Every weekend day that the notice says is worked."""

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        """Refuse a year that contradicts itself; an empty notice is not a notice.

        Raises:
            ValueError: Said of the first contradiction.
        """
        days = {day.on for day in (*self.closed, *self.make_up)}
        reach = reach_of_notice(self.year)
        official = self.state is YearState.OFFICIAL
        missing = self.state is YearState.MISSING
        faults = {
            "放假日没有按先后各写一次": not rises([day.on for day in self.closed]),
            "补班日没有按先后各写一次": not rises([day.on for day in self.make_up]),
            "同一天既放假又补班": len(days) < len(self.closed) + len(self.make_up),
            "有日期不归这一年的通知管": any(
                not reach.from_on <= on < reach.to_on for on in days
            ),
            "正式的年份要写明通知和放假日": official
            and not (self.source and self.closed),
            "没有资料的年份不能写日子": missing and bool(days),
            "只有没有资料的年份才是版本 0": missing is not (self.version == 0),
        }
        for message, wrong in faults.items():
            if wrong:
                raise ValueError(message)
        return self

    @property
    def named_version(self) -> YearVersion:
        """Return the name under which results rest on these data."""
        return YearVersion(year=self.year, state=self.state, version=self.version)


class CalendarOverlay(CalendarDocument):
    """Hold the county's own closures and make-up days; they go before the notices."""

    kind_name: ClassVar[str] = "本县调整"

    closed: tuple[NamedDay, ...] = ()
    make_up: tuple[NamedDay, ...] = ()

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        days = sorted(day.on for day in (*self.closed, *self.make_up))
        if not rises(days):
            msg = "同一天写了两次"
            raise ValueError(msg)
        if days and not EARLIEST_ON <= days[0] <= days[-1] < LATEST_ON:
            msg = "有日期不在工作日历里"
            raise ValueError(msg)
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """Be a day that a notice or the county spoke of, for pages that mark it."""

    on: date
    works: bool
    name: str


class WorkingCalendar(CalendarDocument):
    """Hold the notices of all known years and the county's own days over them."""

    kind_name: ClassVar[str] = "工作日历总表"

    years: tuple[CalendarYear, ...]
    overlay: CalendarOverlay = CalendarOverlay()

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if not rises([entry.year for entry in self.years]):
            msg = "年份没有按先后各写一次"
            raise ValueError(msg)
        return self

    def year(self, year: int) -> CalendarYear:
        """Return what is known of a year; a year without data is `missing`.

        Raises:
            OutsideCalendar: A year that the calendar cannot speak of.
        """
        if not EARLIEST_ON.year <= year < LATEST_ON.year:
            on = date(min(max(year, MINYEAR), MAXYEAR), 1, 1)
            raise OutsideCalendar(on, from_on=EARLIEST_ON, to_on=LATEST_ON)
        for entry in self.years:
            if entry.year == year:
                return entry
        return CalendarYear(year=year, state=YearState.MISSING, version=0)

    def special_days(self, from_on: date, to_on: date) -> tuple[SpecialDay, ...]:
        """Return the named days of a half-open span in order.

        Of two that speak of one day the later notice goes first, the county before
        both.
        """
        found: dict[date, SpecialDay] = {}
        parts: tuple[CalendarYear | CalendarOverlay, ...] = (*self.years, self.overlay)
        for part in parts:
            for day in _days_of(part):
                found[day.on] = day
        return tuple(found[on] for on in sorted(found) if from_on <= on < to_on)

    def slice(self, from_on: date, to_on: date) -> CalendarSlice:
        """Return the working days of a half-open span in the form that travels.

        Raises:
            SpanReversed: The span does not hold a day.
        """
        if to_on <= from_on:
            raise SpanReversed(from_on=from_on, to_on=to_on)
        days = self.special_days(from_on, to_on)
        return CalendarSlice(
            from_on=from_on,
            to_on=to_on,
            closed=tuple(d.on for d in days if not d.works and not is_weekend(d.on)),
            make_up=tuple(d.on for d in days if d.works and is_weekend(d.on)),
            provisional=tuple(self._provisional(from_on, to_on)),
            years=tuple(
                entry.named_version
                for entry in self.years
                if _overlaps(reach_of_notice(entry.year), from_on, to_on)
            ),
        )

    def whole(self) -> CalendarSlice:
        """Return everything that the calendar knows as one slice."""
        return self.slice(EARLIEST_ON, LATEST_ON)

    def _provisional(self, from_on: date, to_on: date) -> Iterator[DateSpan]:
        """Yield the spans that may still change, neighbours joined."""
        official = {e.year for e in self.years if e.state is YearState.OFFICIAL}
        start: date | None = None
        for edge, settled in _edges(from_on, to_on, official):
            if settled and start is not None and start < edge:
                yield DateSpan(from_on=start, to_on=edge)
            if settled:
                start = None
            elif start is None:
                start = edge
        if start is not None and start < to_on:
            yield DateSpan(from_on=start, to_on=to_on)


def reach_of_notice(year: int) -> DateSpan:
    """Return the dates that the notice of a year may speak of."""
    return DateSpan(from_on=late_december(year - 1), to_on=date(year + 1, 1, 1))


def _days_of(part: CalendarYear | CalendarOverlay) -> Iterator[SpecialDay]:
    for day in part.closed:
        yield SpecialDay(on=day.on, works=False, name=day.name)
    for day in part.make_up:
        yield SpecialDay(on=day.on, works=True, name=day.name)


def _overlaps(span: DateSpan, from_on: date, to_on: date) -> bool:
    return span.from_on < to_on and from_on < span.to_on


def _edges(
    from_on: date, to_on: date, official: set[int]
) -> Iterator[tuple[date, bool]]:
    """Yield every date at which being settled may change, with what holds from it."""
    for year in range(from_on.year, to_on.year + 1):
        parts = {
            date(year, 1, 1): year in official,
            late_december(year): year in official and year + 1 in official,
        }
        for on, settled in parts.items():
            yield min(max(on, from_on), to_on), settled
