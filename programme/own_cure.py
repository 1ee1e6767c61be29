"""Decide which ends a device moves by itself while nobody tells it what counted; pure.

The rule is the one that was signed, and the centre's own (`programme.cure`): what is
only disclosed hangs on until its days are full; a printed end (公示) never moves, nor
that of what is erased on its day. As soon as a fresh count of the centre is there, the
windows of its programme hold again and nothing is added.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from programme.cure import Course, PastDay, cured_end
from programme.days_due import Hung, days_due
from programme.errors import ContractError
from programme.legal_clock import is_old, owed_days
from programme.mandate import Shortfall
from programme.own_days import OwnDays
from programme.playlist import Item
from programme.programme import Programme
from programme.progress import Progress
from programme.service_day import owes
from programme.window import FixedEnd, OpenEnd, ProvisionalEnd, Window
from programme.workdays import Workdays

_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSight:
    """Be all by which a device judges its days itself."""

    programme: Programme
    progress: Progress | None
    """The newest count of the centre that it has."""
    told: OwnDays
    """Of the days that its records tell in whole: what was shown enough on each. Of any
    other day nothing is known, and it is taken as served."""


def with_own_cures(
    items: Sequence[Item], sight: OwnSight, now: datetime
) -> tuple[Item, ...]:
    """Return the items, some with a later end; an item itself stays where none moves.

    Nothing moves while the centre's count is no older than one working day.
    """
    judge = _Judge(sight, now)
    if not judge.alone:
        return tuple(items)
    return tuple(judge.judged(item) for item in items)


class _Judge:
    """Judge items at one moment."""

    def __init__(self, sight: OwnSight, now: datetime) -> None:
        self._told = sight.told
        self._zone = ZoneInfo(sight.programme.time_zone)
        self._today = now.astimezone(self._zone).date()
        self._workdays = Workdays(sight.programme.calendar)
        hours = sight.programme.service_hours
        self._open_on = frozenset(day.weekday for day in hours if day.spans)
        self._as_of: date | None = None
        self._short: dict[str, frozenset[date]] = {}
        if sight.progress is not None:
            self._as_of = sight.progress.as_of.astimezone(self._zone).date()
            counts = sight.progress.disclosures
            self._short = {one.disclosure: frozenset(one.short_on) for one in counts}

    @property
    def alone(self) -> bool:
        """Say whether the device has to judge by itself."""
        as_of = self._as_of
        return as_of is not None and is_old(as_of, self._today, self._workdays)

    def judged(self, item: Item) -> Item:
        """Return an item with the end that its days need."""
        if not _may_move(item):
            return item
        try:
            end = self._end(item)
        except ContractError:
            # The calendar does not reach so far: nothing can be said.
            return item
        if end is None:
            return item
        window = item.entry.window.model_copy(update={"end": end})
        entry = item.entry.model_copy(update={"window": window, "owed_until": None})
        return Item(entry=entry, manifest=item.manifest)

    def _end(self, item: Item) -> FixedEnd | ProvisionalEnd | None:
        """Return the later end that an item needs, or None.

        Raises:
            OutsideCalendar: A day lies beyond the calendar.
        """
        window, manifest = item.entry.window, item.manifest
        posted_on = window.starts_at.astimezone(self._zone).date()
        owed = owed_days(
            manifest, posted_on=posted_on, workdays=self._workdays, zone=self._zone
        )
        if owed is None or not isinstance(window.end, FixedEnd):
            return None
        # A window that was signed for less owes no more than it holds.
        after = (window.end.at - _INSTANT).astimezone(self._zone).date() + _DAY
        holds = len(self._due(item, window, after))
        course = Course(
            mandate=manifest.mandate,
            weekdays=manifest.weekdays,
            owed=min(owed, holds),
            end=window.end,
            over=self._today - _DAY,
            days=tuple(self._days(item)),
        )
        return cured_end(course, workdays=self._workdays, zone=self._zone)

    def _days(self, item: Item) -> Iterator[PastDay]:
        """Yield every due day that is over, also after the end: it is owed then."""
        goes_on = item.entry.window.model_copy(update={"end": OpenEnd()})
        for day in self._due(item, goes_on, self._today):
            working = self._workdays.is_working_day(day)
            due = owes(day, self._open_on, working=working)
            short = due and self._is_short(item.disclosure, day)
            yield PastDay(day=day, counts=not short)

    def _due(self, item: Item, window: Window, today: date) -> tuple[date, ...]:
        hung = Hung(
            disclosure=item.disclosure, window=window, mandate=item.manifest.mandate
        )
        return days_due(hung, today=today, workdays=self._workdays, zone=self._zone)

    def _is_short(self, disclosure: str, day: date) -> bool:
        """Say whether a day was short: as the centre counted it, else as was seen."""
        if self._as_of is not None and day < self._as_of:
            return day in self._short.get(disclosure, ())
        return day in self._told and disclosure not in self._told[day]


def _may_move(item: Item) -> bool:
    """Say whether a rule lets an end move that nobody signs anew."""
    manifest = item.manifest
    return (
        manifest.mandate.shortfall is Shortfall.EXTEND
        and not manifest.rule_afterwards.erased
    )
