"""Hold the working days of a span as plain dates, the form that travels in a programme.

A slice keeps only what differs from Monday-to-Friday: the weekdays that are closed,
the weekend days that are worked, and the spans that may still change. It does not
know why, and it does not count: `programme.workdays` does.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar, Self, TypeVar

from pydantic import ConfigDict, Field, model_validator

from programme.document import Document
from programme.errors import ContractError

Placed = TypeVar("Placed", date, int)
"""A day or a year, which stands before or after another."""

SATURDAY = 5
"""The first weekend day as `date.weekday()` numbers them."""


class YearState(StrEnum):
    """Say how far the calendar of a year can be trusted."""

    OFFICIAL = "official"
    """The State Council's notice is in."""
    PROVISIONAL = "provisional"
    """No notice yet: weekends only, every derived date is 暂定."""
    MISSING = "missing"
    """Nothing is known; treated like provisional."""


class OutsideCalendar(ContractError):
    """Say that a date, or the end of a count, lies outside the calendar."""

    code = "outside_calendar"

    def __init__(self, on: date, *, from_on: date, to_on: date) -> None:
        self.on = on
        self.from_on = from_on
        self.to_on = to_on
        super().__init__(
            f"{on} 不在工作日历里，日历从 {from_on} 起、到 {to_on} 前止。"
            "请改日期或天数。"
        )


class SpanReversed(ContractError):
    """Say that a span ends before it starts."""

    code = "span_reversed"

    def __init__(self, *, from_on: date, to_on: date) -> None:
        self.from_on = from_on
        self.to_on = to_on
        super().__init__(f"结束 {to_on} 早于开始 {from_on}。请把两个日期对调。")


class CalendarDocument(Document):
    """Be a part of the calendar; values of another type are refused, not converted."""

    model_config = ConfigDict(strict=True)


class DateSpan(CalendarDocument):
    """Be the local dates from `from_on` up to, and without, `to_on`."""

    kind_name: ClassVar[str] = "日期段"

    from_on: date
    to_on: date

    @model_validator(mode="after")
    def _holds_a_day(self) -> Self:
        if self.to_on <= self.from_on:
            msg = "日期段里没有一天"
            raise ValueError(msg)
        return self


class YearVersion(CalendarDocument):
    """Name the calendar data of one year that something rests on."""

    kind_name: ClassVar[str] = "日历版本"

    year: int
    state: YearState
    version: int = Field(ge=0)
    """Version 0 says that there are no data for the year."""


class CalendarSlice(CalendarDocument):
    """Be the working days from `from_on` up to, and without, `to_on`."""

    kind_name: ClassVar[str] = "工作日历"

    from_on: date
    to_on: date
    closed: tuple[date, ...]
    """Weekdays (Monday to Friday) that are not worked."""
    make_up: tuple[date, ...]
    """Weekend days that are worked."""
    provisional: tuple[DateSpan, ...]
    """Spans whose days may still change; dates derived from them are 暂定."""
    years: tuple[YearVersion, ...]
    """The data that the slice was cut from; a year that is absent is missing."""

    @model_validator(mode="after")
    def _is_one_form(self) -> Self:
        """Refuse a second way to write the same slice, so that its bytes are one.

        Raises:
            ValueError: Said of the first field that is not in its one form.
        """
        spans = [end for span in self.provisional for end in (span.from_on, span.to_on)]
        days = (*self.closed, *self.make_up)
        faults = {
            "日历没有一天": self.to_on <= self.from_on,
            "有日期不在这段日历里": any(not self.covers(day) for day in days),
            "暂定的日期段超出日历": bool(spans)
            and not self.from_on <= spans[0] < spans[-1] <= self.to_on,
            "暂定的日期段没有按先后分开": not rises(spans),
            "放假日没有按先后各写一次": not rises(self.closed),
            "放假日里有周末": any(is_weekend(day) for day in self.closed),
            "补班日没有按先后各写一次": not rises(self.make_up),
            "补班日里有平日": not all(is_weekend(day) for day in self.make_up),
            "年份没有按先后各写一次": not rises([entry.year for entry in self.years]),
        }
        for message, wrong in faults.items():
            if wrong:
                raise ValueError(message)
        return self

    def covers(self, on: date) -> bool:
        """Say whether a date lies inside the slice."""
        return self.from_on <= on < self.to_on


def late_december(year: int) -> date:
    """Return the first day of a year that the next year's notice may still move."""
    return date(year, 12, 28)


def is_weekend(on: date) -> bool:
    """Say whether a date is a Saturday or a Sunday."""
    return on.weekday() >= SATURDAY


def rises(values: Iterable[Placed]) -> bool:
    """Say whether every value is greater than the one before it."""
    return all(one < two for one, two in pairwise(values))
