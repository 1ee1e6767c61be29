"""Say what a catalogue line makes due, and how complete a unit is; pure, no rows.

A periodic line owes one issue for each period that ends while it holds; its deadlines
count from the period's last day (REQ-7). A line that is owed once counts from the day
on which it began to hold. A line "as needed" owes nothing by the calendar.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from config.mandates import Preset
from programme.boards import Board
from programme.deadline import Deadlines, deadlines_of
from programme.period import Frequency, periods
from programme.workdays import Workdays
from publishing.catalogue.entry import rule_of
from publishing.catalogue.inheritance import Entry
from publishing.tables.catalogue import DueState

ONCE_ON = date(1970, 1, 1)
"""Stands for the period of what is owed once, whichever version of the line says so."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Be one issue that a line makes due."""

    line: str
    entry: str
    board: Board
    frequency: Frequency
    period_starts_on: date
    period_ends_on: date
    target_on: date | None
    legal_on: date | None
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Be what decides how an issue stands; equal ones are counted together."""

    period_ends_on: date
    target_on: date | None
    legal_on: date | None
    published_on: date | None
    count: int = 1

    @property
    def last_on(self) -> date | None:
        """Return the last lawful day."""
        return self.legal_on or self.target_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """Be how many issues stand how (REQ-3)."""

    missing: int = 0
    due: int = 0
    late: int = 0
    not_yet: int = 0
    published: int = 0

    @property
    def demanded(self) -> int:
        """Return how many had to be out by now."""
        return self.missing + self.late + self.published

    @property
    def percent(self) -> int | None:
        """Return the whole per cent that is out of what had to be; None: nothing had.

        It is rounded down: 100 means that nothing is missing.
        """
        if not self.demanded:
            return None
        return (self.late + self.published) * 100 // self.demanded

    @property
    def badness(self) -> tuple[int, int, int]:
        """Return what a list is sorted by, worst first."""
        return -self.missing, -self.late, -self.due


def state_of(standing: Standing, today: date) -> DueState:
    """Return how an issue stands on a day."""
    last, out = standing.last_on, standing.published_on
    if out is not None:
        late = last is not None and out > last
        return DueState.LATE if late else DueState.PUBLISHED
    if last is not None and today > last:
        return DueState.MISSING
    return DueState.NOT_YET if today < standing.period_ends_on else DueState.DUE


def completeness(standings: Iterable[Standing], today: date) -> Completeness:
    """Return how many issues stand how on a day."""
    counts = dict.fromkeys(DueState, 0)
    for one in standings:
        counts[state_of(one, today)] += one.count
    return counted(counts)


def counted(counts: Mapping[DueState, int]) -> Completeness:
    """Return counts by state as one value."""
    return Completeness(**{state.value: count for state, count in counts.items()})


class Deadliner:
    """Say what lines make due; each deadline is counted once and remembered."""

    def __init__(self, *, workdays: Workdays, mandates: Mapping[str, Preset]) -> None:
        self._workdays = workdays
        self._mandates = mandates
        self._known: dict[tuple[str, date], Deadlines] = {}

    def dues_of(self, entry: Entry, *, today: date) -> Iterator[Due]:
        """Yield what a version of a line makes due, up to the period that runs today.

        Older periods than last year's are not brought up: they were before the
        product kept count.

        Raises:
            OutsideCalendar: The days reach beyond the calendar.
        """
        form = entry.form
        if form.rule_name not in self._mandates or form.valid_from > today:
            return
        if form.frequency is Frequency.ONCE:
            if entry.holds_on(today):
                yield self._due(entry, ONCE_ON, form.valid_from + _DAY)
            return
        since = max(form.valid_from, date(today.year - 1, 1, 1))
        if since > today:
            return
        for period in periods(form.frequency, since, today + _DAY):
            if entry.holds_on(period.last_on):
                yield self._due(entry, period.starts_on, period.ends_on)

    def _due(self, entry: Entry, starts_on: date, ends_on: date) -> Due:
        told = self._deadlines(entry, ends_on - _DAY)
        return Due(
            line=entry.line,
            entry=entry.id,
            board=entry.form.board,
            frequency=entry.form.frequency,
            period_starts_on=starts_on,
            period_ends_on=ends_on,
            target_on=told.target_on,
            legal_on=told.legal_on,
            provisional=told.provisional,
        )

    def _deadlines(self, entry: Entry, counted_from: date) -> Deadlines:
        key = entry.id, counted_from
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = deadlines_of(
                rule_of(entry.form, self._mandates),
                counted_from=counted_from,
                workdays=self._workdays,
            )
        return found
