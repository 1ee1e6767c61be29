"""Remember which past days this device served, as its own outbox tells; decide nothing.

What a day comes to is decided in `programme.own_days`, and what that does to an end in
`programme.own_cure`. A day is read once, and one at a time, so that whoever asks again
and again is never held up by weeks of records.
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from programme.clock_doubt import Heard
from programme.errors import ContractError, DocumentMalformed
from programme.own_cure import OwnSight, with_own_cures
from programme.own_days import OwnDays, own_rule, served_on
from programme.records import Record
from programme.window import local_instant
from sync_agent.disk import DiskRefused
from sync_agent.mending import Row, chained_of, rows_of
from sync_agent.outbox_file import (
    OutboxDestroyed,
    connect,
    path_of,
    refusals_of,
    writers_in,
)
from sync_agent.reading import Held

MOST_DAYS = 62
"""A window of 30 working days lies in them. Records are kept until they are delivered
and for 30 days after; before that the centre's count says."""
_DAY = timedelta(days=1)
_ALL = 2**62
_AT_ONCE = 500
_BELOW = (
    "SELECT number, body, digest FROM records WHERE number < ?"
    " ORDER BY number DESC LIMIT ?"
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """Be the records of one day."""

    heard: tuple[Heard, ...]
    first: int
    """The lowest number that was read: the day before lies below it."""
    whole: bool = False
    """Whether the records reach back before the day: then none of it is missing."""


class OwnDayBook:
    """Learn the days of one program's chain, the newest first."""

    def __init__(self, root: Path, program: str) -> None:
        self._root = root
        self._program = program
        self._served: dict[date, frozenset[str]] = {}
        self._whole: set[date] = set()
        self._first: dict[date, int] = {}

    @property
    def days(self) -> OwnDays:
        """Return what is known so far, by day."""
        return self._served

    @property
    def told(self) -> OwnDays:
        """Return the same of the days that the records tell in whole.

        Of any other day nobody can say that something was not shown on it.
        """
        return {day: self._served[day] for day in sorted(self._whole)}

    def cured(self, held: Held, now: datetime) -> Held:
        """Return an adopted set with the ends that this device moves by itself."""
        sight = OwnSight(
            programme=held.programme, progress=held.progress, told=self.told
        )
        return replace(held, items=with_own_cures(held.items, sight, now))

    def learn(self, held: Held | None, now: datetime) -> bool:
        """Learn one more day that the centre has not counted, if there is one.

        Returns:
            Whether anything was served on it: then there is more to show than before.
        """
        if held is None:
            return False
        zone = ZoneInfo(held.programme.time_zone)
        today = now.astimezone(zone).date()
        day = self._next(held, today, zone)
        if day is None:
            return False
        try:
            taken = self._read(day, zone)
        except (OutboxDestroyed, DiskRefused, ContractError) as error:
            # The agent mends the chain; a day that cannot be read is not claimed.
            _log.warning("own days: %s", error)
            taken = _Taken(heard=(), first=self._first.get(day + _DAY, _ALL))
        rule = own_rule(held.programme, held.items)
        self._first[day] = taken.first
        self._served[day] = served_on(day, taken.heard, rule)
        if taken.whole:
            self._whole.add(day)
        return bool(self._served[day])

    def _next(self, held: Held, today: date, zone: ZoneInfo) -> date | None:
        oldest = today - _DAY * MOST_DAYS
        if held.progress is not None:
            oldest = max(oldest, held.progress.as_of.astimezone(zone).date())
        self._forget(oldest)
        days = (today - _DAY * ago for ago in range(1, (today - oldest).days + 1))
        return next((day for day in days if day not in self._served), None)

    def _forget(self, before: date) -> None:
        """Let go of days that the centre has counted, or that nobody asks for."""
        for day in [one for one in self._served if one < before]:
            del self._served[day], self._first[day]
            self._whole.discard(day)

    def _read(self, day: date, zone: ZoneInfo) -> _Taken:
        """Return the records of one day, read from behind.

        Raises:
            OutboxDestroyed: The file is no outbox.
            DiskRefused: The disk refused.
            ContractError: A record cannot be read.
        """
        below = self._first.get(day + _DAY, _ALL)
        own = [
            w for w in writers_in(self._root) if w.rpartition("-")[0] == self._program
        ]
        if not own:
            return _Taken(heard=(), first=below)
        begins = local_instant(day, time(0), zone)
        ends = local_instant(day + _DAY, time(0), zone)
        heard: list[Heard] = []
        first, whole = below, False
        path = path_of(self._root, own[-1])
        with closing(connect(path, create=False)) as connection, refusals_of(path):
            for row in _backwards(connection, below):
                record = _record_of(row)
                span = _span_of(record)
                if span is not None and span[1] <= begins:
                    whole = True
                    break
                first = row.number
                if span is not None and span[0] < ends:
                    heard.append(Heard(number=row.number, record=record))
        return _Taken(heard=tuple(heard), first=first, whole=whole)


def _backwards(connection: sqlite3.Connection, below: int) -> Iterator[Row]:
    while rows := list(rows_of(connection.execute(_BELOW, (below, _AT_ONCE)))):
        yield from rows
        below = rows[-1].number


def _record_of(row: Row) -> Record:
    """Return the record of a row.

    Raises:
        DocumentMalformed: It is not what was written, whatever it is now.
    """
    chained = chained_of(row)
    if chained is None:
        name = f"第 {row.number} 条记录"
        raise DocumentMalformed(name, "和写下时的指纹不符")
    return chained.record


def _span_of(record: Record) -> tuple[datetime, datetime] | None:
    """Return when a record was, where it claims time by a clock that is sure."""
    begins: datetime | None = getattr(record, "from_at", None)
    ends: datetime | None = getattr(record, "to_at", None)
    if begins is None or ends is None or not getattr(record, "clock_sure", True):
        return None
    return begins, ends
