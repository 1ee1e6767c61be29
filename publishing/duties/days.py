"""Lay duties out on days: what a day means for a duty, and a month of days; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from programme.calendar import WorkingCalendar
from programme.period import Frequency, Period, period_of
from programme.workdays import Workdays
from publishing.duties.duty import Due, Duty, DutyKind, Ranked, Urgency

_DAY = timedelta(days=1)
_WEEK = 7


class Mark(StrEnum):
    """Say what a day is for a duty; it names calendar events and never changes."""

    TARGET = "target"
    LEGAL = "legal"
    ENDS = "ends"
    REVIEW = "review"


_MARKS = {DutyKind.WINDOW_ENDS: Mark.ENDS, DutyKind.REVIEW_DATE: Mark.REVIEW}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Be one duty on one of its days."""

    mark: Mark
    ranked: Ranked

    @property
    def provisional(self) -> bool:
        """Say whether a coming notice may still move this very day."""
        due = self.ranked.duty.due
        return due is not None and is_provisional(due, self.mark)

    @property
    def late(self) -> bool:
        """Say whether this very day has passed without what it asks for."""
        if self.mark is Mark.LEGAL:
            return self.ranked.urgency is Urgency.OVERDUE
        return self.ranked.late


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Be one day of a month's page."""

    on: date
    inside: bool
    """Whether it belongs to the month and not to a neighbour."""
    worked: bool
    provisional: bool
    """Whether a coming notice may still change it (暂定)."""
    name: str
    """What a notice or the county calls it: 国庆节; empty for plain days."""
    entries: tuple[Entry, ...]
    """The worst first."""

    @property
    def weekend(self) -> bool:
        """Say whether it is a Saturday or Sunday."""
        return self.on.isoweekday() >= _WEEK - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """Be the whole weeks that hold a month, Monday first."""

    period: Period
    days: tuple[Day, ...]

    @property
    def weeks(self) -> tuple[tuple[Day, ...], ...]:
        """Return the days by weeks."""
        return tuple(
            self.days[at : at + _WEEK] for at in range(0, len(self.days), _WEEK)
        )


def marks_of(duty: Duty) -> Iterator[tuple[Mark, date]]:
    """Yield the days of a duty, each with what it means."""
    due = duty.due
    if due is None:
        return
    yield _MARKS.get(duty.kind, Mark.TARGET), due.target_on
    if due.legal_on is not None:
        yield Mark.LEGAL, due.legal_on


def is_provisional(due: Due, mark: Mark) -> bool:
    """Say whether a coming notice may still move a duty's day."""
    if mark is Mark.LEGAL:
        return due.provisional or due.legal_provisional
    return due.provisional


def month_of(on: date) -> Period:
    """Return the month of a day.

    Raises:
        OutsideCalendar: No calendar reaches that day.
    """
    found = period_of(Frequency.MONTHLY, on)
    if found is None:  # pragma: no cover - months are periods
        raise AssertionError
    return found


def weeks_of(month: Period) -> tuple[date, date]:
    """Return the half-open span of the whole weeks that hold a month."""
    first, last = month.starts_on, month.last_on
    begin = first - _DAY * (first.isoweekday() - 1)
    return begin, last + _DAY * (_WEEK - last.isoweekday() + 1)


def laid_out(
    duties: Iterable[Ranked],
    month: Period,
    *,
    calendar: WorkingCalendar,
    workdays: Workdays,
) -> Month:
    """Return a month's page with the duties on their days."""
    begin, end = weeks_of(month)
    entries: dict[date, list[Entry]] = {}
    for one in duties:
        for mark, on in marks_of(one.duty):
            entries.setdefault(on, []).append(Entry(mark=mark, ranked=one))
    names = {day.on: day.name for day in calendar.special_days(begin, end)}
    days = (begin + _DAY * at for at in range((end - begin).days))
    return Month(
        period=month,
        days=tuple(
            Day(
                on=on,
                inside=month.starts_on <= on < month.ends_on,
                # At the calendar's own edges a week may hold days that it lacks.
                worked=workdays.calendar.covers(on) and workdays.is_working_day(on),
                provisional=workdays.calendar.covers(on)
                and workdays.is_provisional(on),
                name=names.get(on, ""),
                entries=tuple(entries.get(on, ())),
            )
            for on in days
        ),
    )
