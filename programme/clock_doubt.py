"""Decide which records of one chain may be believed when; it counts no showing.

A chain is written in order, whatever its clock says. So a record whose clock was in
doubt still happened between its neighbours: where those two are sure and leave room
for the doubtful ones, the record is bounded by them. Whether the bounds lie within
one open time, so that it counts, `programme.coverage` says. What makes a record
doubtful:

- it says so itself, or its two clocks disagree: the clock was set while it ran;
- it speaks of a time after it was received;
- it claims a time that an earlier sure record of the chain has claimed already.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from programme.open_times import Milliseconds, to_ms
from programme.records import (
    OverrideShown,
    PlainShown,
    PlayRecord,
    Record,
    ServicePresence,
)

AHEAD_MS = 5 * 60_000
"""More than a clock that is in order runs ahead of the centre's."""
STEP_MS = 2_000
"""Wall clock and monotonic clock of one interval differ by less, unless it was set."""
_BACK_MS = 5_000
"""A clock that is corrected goes back by less than this without doubt."""
_LONGEST_MS = 24 * 3_600_000
"""More than this never fits into one day."""


_CLAIMS = PlayRecord | PlainShown | OverrideShown | ServicePresence


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Be one record of a chain, with when it was received, where that is known."""

    number: int
    record: Record
    received_at: datetime | None = None


class Belief(StrEnum):
    """Say how far the time of a record may be believed."""

    SURE = "sure"
    BOUNDED = "bounded"
    """Its own clock was in doubt; its neighbours say between which instants."""
    UNCERTAIN = "uncertain"
    AHEAD = "ahead"
    """It speaks of a time that had not come: it proves nothing."""


@dataclass(slots=True, kw_only=True)
class Interval:
    """Be one record that claims time, with what may be believed of it."""

    heard: Heard
    from_ms: Milliseconds
    to_ms: Milliseconds
    length_ms: Milliseconds
    """By the clock that nobody sets, where there is one."""
    belief: Belief = Belief.SURE
    bounds: tuple[Milliseconds, Milliseconds] | None = None
    """Between which instants it happened, where its neighbours say so."""


@dataclass(slots=True, kw_only=True)
class Doubts:
    """Be the intervals of a chain with what may be believed, and what is open."""

    intervals: list[Interval] = field(default_factory=list)
    contested: list[date] = field(default_factory=list)
    """Days on which a sure record stands that the records after it contradict."""
    settled: dict[int, Milliseconds | None] = field(default_factory=dict)
    """After how many intervals nothing waits, with the end of the last sure one."""


def interval_of(heard: Heard) -> Interval | None:
    """Return what a record claims, or None where it claims no time."""
    record = heard.record
    if not isinstance(record, _CLAIMS):
        return None
    from_ms, to_ms_ = to_ms(record.from_at), to_ms(record.to_at)
    wall = to_ms_ - from_ms
    length, agree = max(0, wall), wall >= 0
    if record.monotonic_ms is not None:
        # Else a presence with whose clock nothing was wrong, as far as its kiosk says.
        length = record.monotonic_ms
        agree = abs(wall - length) <= STEP_MS
    sure = record.clock_sure and agree
    belief = Belief.SURE if sure else Belief.UNCERTAIN
    if heard.received_at is not None:
        latest = to_ms(heard.received_at) + AHEAD_MS
        if max(from_ms, to_ms_) > latest:
            belief = Belief.AHEAD
    return Interval(
        heard=heard,
        from_ms=from_ms,
        to_ms=max(from_ms, to_ms_),
        length_ms=length,
        belief=belief,
    )


def interval_in_time(heard: Heard) -> bool:
    """Say whether a record claims time that had come when it was received."""
    interval = interval_of(heard)
    return interval is not None and interval.belief is not Belief.AHEAD


class Doubting:
    """Go through one chain in its order and decide what may be believed."""

    def __init__(
        self,
        *,
        sure_to_ms: Milliseconds | None,
        day_of: Callable[[Milliseconds], date],
    ) -> None:
        self._sure_to = sure_to_ms
        self._day_of = day_of
        self._pending: list[Interval] = []
        self._spent = 0
        self._found = Doubts()

    def judge(self, heard: Sequence[Heard]) -> Doubts:
        """Return the intervals of records that stand in the order of their chain."""
        for one in heard:
            interval = interval_of(one)
            if interval is not None:
                self._take(interval)
        return self._found

    def _take(self, one: Interval) -> None:
        self._found.intervals.append(one)
        if one.belief is Belief.SURE and self._is_claimed(one):
            one.belief = Belief.UNCERTAIN
        if one.belief is not Belief.SURE:
            self._wait(one)
            return
        if self._pending:
            self._settle(one.from_ms)
        self._sure_to = max(one.to_ms, self._sure_to or one.to_ms)
        self._settled()

    def _is_claimed(self, one: Interval) -> bool:
        return self._sure_to is not None and one.from_ms < self._sure_to - _BACK_MS

    def _wait(self, one: Interval) -> None:
        self._pending.append(one)
        self._spent += one.length_ms
        if self._spent > _LONGEST_MS:
            # No day holds so much: nothing that comes can bound it any more.
            self._settle(None)
            self._settled()

    def _settle(self, next_ms: Milliseconds | None) -> None:
        """Judge what waits by its neighbours."""
        before = self._sure_to
        if before is not None:
            after = before if next_ms is None else max(before, next_ms)
            if self._spent <= after - before + _BACK_MS:
                for one in self._pending:
                    one.belief, one.bounds = Belief.BOUNDED, (before, after)
            elif any(self._contradicts(one) for one in self._pending):
                # What follows cannot have happened after the last sure record: that
                # one may have run ahead, and its day is in doubt as well.
                self._found.contested.append(self._day_of(before))
        self._pending, self._spent = [], 0

    def _contradicts(self, one: Interval) -> bool:
        return one.belief is not Belief.AHEAD and self._is_claimed(one)

    def _settled(self) -> None:
        self._found.settled[len(self._found.intervals)] = self._sure_to
