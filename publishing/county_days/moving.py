"""Decide what another calendar does to one disclosure's dates; pure, reads no rows.

Nothing is ever taken down and no promised end comes nearer: an end that rests on days
that may move, or that may be extended, goes later where the mandate asks for it. The
printed end of a 公示 stands, and the record says that it falls short (REQ-9, REQ-21).
"""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import assert_never

from programme.deadline import Deadlines, deadlines_of
from programme.document import Document, Instant
from programme.errors import ContractError
from programme.hours import EVERY_WEEKDAY
from programme.mandate import Mandate, Shortfall
from programme.window import End, FixedEnd, OpenEnd, ProvisionalEnd
from programme.workdays import Workdays
from publishing.schedule.windows import counted_at, mandated_end
from publishing.tables.schedule import EndKind

_MOVES = (Shortfall.EXTEND, Shortfall.RESTART)


class WindowDates(Document):
    """Be the end of one window on one display group, as a change record keeps it."""

    group: str
    end_kind: EndKind
    ends_at: Instant | None
    short: bool = False
    """A printed end that stands although the mandate asks for more."""


class Dates(Document):
    """Be the dates of one version under one calendar."""

    target_on: date | None
    legal_on: date | None
    provisional: bool = False
    """Whether one of the two may still move (暂定)."""
    windows: tuple[WindowDates, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hung:
    """Be one window on one display group, with the rule that was signed."""

    entry: int
    """The row's id."""
    group: str
    mandate: Mandate
    starts_at: datetime
    end: End
    promised_end_at: datetime | None
    hung_since: date | None = None
    weekdays: tuple[int, ...] = EVERY_WEEKDAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Be one version whose dates may move."""

    mandate: Mandate
    counted_from: date
    hung: tuple[Hung, ...] = ()


class Counting:
    """Count by one calendar, each rule and day once: thousands share the same few."""

    def __init__(self, workdays: Workdays, zone: tzinfo) -> None:
        self._workdays = workdays
        self._zone = zone
        self._due: dict[tuple[Mandate, date], Deadlines | None] = {}
        self._least: dict[tuple[Mandate, date, tuple[int, ...]], End] = {}

    def due(self, mandate: Mandate, counted_from: date) -> Deadlines | None:
        """Return the deadlines; None where the calendar does not reach so far."""
        key = (mandate, counted_from)
        if key not in self._due:
            self._due[key] = self._count_due(mandate, counted_from)
        return self._due[key]

    def least(self, hung: Hung) -> End:
        """Return the mandate's least end; open where none can be computed."""
        posted_at = counted_at(hung.starts_at, hung.hung_since, self._zone)
        on = posted_at.astimezone(self._zone).date()
        key = (hung.mandate, on, hung.weekdays)
        if key not in self._least:
            self._least[key] = self._count_least(hung, posted_at)
        return self._least[key]

    def _count_due(self, mandate: Mandate, counted_from: date) -> Deadlines | None:
        try:
            return deadlines_of(
                mandate, counted_from=counted_from, workdays=self._workdays
            )
        except ContractError:
            return None

    def _count_least(self, hung: Hung, posted_at: datetime) -> End:
        try:
            return mandated_end(
                hung.mandate,
                posted_at,
                workdays=self._workdays,
                zone=self._zone,
                weekdays=hung.weekdays,
            )
        except ContractError:
            return OpenEnd()


def dates_of(
    matter: Matter, *, before: Counting, after: Counting
) -> tuple[Dates, Dates]:
    """Return the dates of a version under the old calendar and under the new one."""
    windows = [window_dates(hung, before=before, after=after) for hung in matter.hung]
    old = before.due(matter.mandate, matter.counted_from)
    new = after.due(matter.mandate, matter.counted_from)
    return (
        _dates(old, tuple(was for was, _ in windows)),
        _dates(new, tuple(now for _, now in windows)),
    )


def window_dates(
    hung: Hung, *, before: Counting, after: Counting
) -> tuple[WindowDates, WindowDates]:
    """Return the end of a window as it was and as it is now."""
    old_least, new_least = before.least(hung), after.least(hung)
    moved = end_after(hung.end, new_least, hung.mandate, hung.promised_end_at)
    return (
        _window(hung, hung.end, short=_is_short(hung.end, old_least)),
        _window(hung, moved, short=_is_short(moved, new_least)),
    )


def end_after(
    end: End, least: End, mandate: Mandate, promised_end_at: datetime | None
) -> End:
    """Return where an end lies when the mandate asks for another least one."""
    if isinstance(least, OpenEnd):
        return end
    match end:
        case OpenEnd():
            return end
        case ProvisionalEnd(at=at):
            latest = max(at, least.at, promised_end_at or at)
            return least.model_copy(update={"at": latest})
        case FixedEnd(at=at):
            may_move = mandate.shortfall in _MOVES
            return least if may_move and least.at > at else end
        case _:  # pragma: no cover - exhaustive
            assert_never(end)


def end_columns(end: End) -> tuple[EndKind, datetime | None]:
    """Return an end as a row keeps it."""
    return EndKind(end.kind), None if isinstance(end, OpenEnd) else end.at


def _is_short(end: End, least: End) -> bool:
    if isinstance(end, OpenEnd) or isinstance(least, OpenEnd):
        return False
    return end.at < least.at


def _dates(due: Deadlines | None, windows: tuple[WindowDates, ...]) -> Dates:
    if due is None:
        return Dates(target_on=None, legal_on=None, windows=windows)
    return Dates(
        target_on=due.target_on,
        legal_on=due.legal_on,
        provisional=due.provisional,
        windows=windows,
    )


def _window(hung: Hung, end: End, *, short: bool) -> WindowDates:
    kind, at = end_columns(end)
    return WindowDates(group=hung.group, end_kind=kind, ends_at=at, short=short)
