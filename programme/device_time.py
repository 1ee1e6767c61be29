"""Decide what time a device goes by, and whether it can be believed; pure.

A wall clock is anybody's: its battery dies, a hand sets it. What holds is the count
that nobody sets, the instants that the centre has signed, and the floor that is kept
on the disk: an instant that has passed for certain.

::

          the centre's signed time, or a time service that the machine trusts
       ┌─────────────────────────────┬──────────────────────────────┐
       ▼                             │                              │
     sure ──── the clock was set, ──▶ in doubt ──── it says less ──▶ wrong
       │       or it was off long                   than the floor   ▲
       └─────────────────────────────────────────────────────────────┘

========  =================================  ================================
state     what is shown                      what is recorded
========  =================================  ================================
sure      all, to the minute                 as it is
in doubt  by the device's own count, which   marked as doubtful; durations by
          never runs ahead of the truth      the count that nobody sets
wrong     what was open at the floor; the    the same
          count goes on from there
========  =================================  ================================

In doubt and wrong no page says what time it is, no screen or kiosk shows what is only
promotional, and nothing is erased for its age. No state opens a window early.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

STEP = timedelta(seconds=2)
"""Wall clock and count drift apart by less between two looks, unless it was set."""
BACK = timedelta(minutes=5)
"""A clock that is in order lies behind a signed instant by less."""
MOST_OFF = timedelta(days=31)
"""A machine that was off for longer cannot say from its own clock what day it is."""
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
"""No clock that is right says so much; counting on from it would leave the calendar."""
DRIFT = 1e-4
"""Of a cheap quartz, in the worst case: nine seconds a day."""


class ClockState(StrEnum):
    """Say how far the time of a device can be believed."""

    SURE = "sure"
    DOUBTED = "doubted"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Be one look at a machine's clocks."""

    wall: datetime
    monotonic_s: float
    synchronised: bool
    """Says the operating system: a time service has set the clock since it was set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Be an instant, and what the count that nobody sets was then, since this boot."""

    at: datetime
    monotonic_s: float

    def then(self, monotonic_s: float) -> datetime:
        """Return the instant at another count."""
        return self.at + timedelta(seconds=monotonic_s - self.monotonic_s)

    def slack(self, monotonic_s: float) -> timedelta:
        """Return by how much the count may have drifted since."""
        return timedelta(seconds=abs(monotonic_s - self.monotonic_s) * DRIFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Be what a device knows of time beside what its clock says."""

    floor: Count | None = None
    """It is at least so late: kept on the disk, counted on since it was read."""
    signed: Count | None = None
    """What the centre signed last since this boot, and when it came."""
    signed_floor: datetime | None = None
    """The last instant that the centre ever signed for this device."""
    signed_by: str = ""
    """The key that signed it; empty: not known."""
    seen: Count | None = None
    """What time the device went by when it looked last, since this boot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Be the time to go by."""

    state: ClockState
    at: datetime
    off: timedelta
    """How far the machine's clock is ahead of it."""


def judge(reading: Reading, known: Known, *, doubt: timedelta) -> Verdict:
    """Return the time to go by.

    Args:
        reading: What the machine's clocks say.
        known: What is known beside it.
        doubt: How far this clock may lie from the centre's and still be right.
    """
    told = _by_word(reading, known, doubt) or _by_floor(reading, known)
    state, at = told or _by_count(reading, known)
    return Verdict(state=state, at=at, off=reading.wall - at)


_Judged = tuple[ClockState, datetime]


def _by_word(reading: Reading, known: Known, doubt: timedelta) -> _Judged | None:
    """Judge by what the centre has signed since the machine was started."""
    if known.signed is None:
        return None
    own = known.signed.then(reading.monotonic_s)
    slack = doubt + known.signed.slack(reading.monotonic_s)
    near = abs(reading.wall - own) <= slack
    # Displays of a group show the same slide by clocks that agree to the second.
    return ClockState.SURE, reading.wall if near else own


def _by_floor(reading: Reading, known: Known) -> _Judged | None:
    """Judge by what has passed for certain."""
    if known.floor is None:
        return None
    floor = known.floor.then(reading.monotonic_s)
    if reading.wall >= floor - BACK:
        return None
    own = floor if known.seen is None else known.seen.then(reading.monotonic_s)
    return ClockState.WRONG, max(floor, own)


def _by_count(reading: Reading, known: Known) -> _Judged:
    """Judge by how the clock went since the last look, or since the floor."""
    wall, mono = reading.wall, reading.monotonic_s
    if reading.synchronised:
        return ClockState.SURE, wall
    if known.seen is not None:
        own = known.seen.then(mono)
        stepped = abs(wall - own) > STEP + known.seen.slack(mono)
        return (ClockState.DOUBTED, own) if stepped else (ClockState.SURE, wall)
    if known.floor is not None and wall > known.floor.then(mono) + MOST_OFF:
        return ClockState.DOUBTED, known.floor.then(mono)
    return ClockState.SURE, wall


def after_look(known: Known, reading: Reading, verdict: Verdict) -> Known:
    """Return what is known after a look: the floor rises by a sure time only.

    A floor that a wrong time service had driven up comes down again by the centre's
    word, but never below what the centre itself has signed.
    """
    now = Count(at=verdict.at, monotonic_s=reading.monotonic_s)
    floor = known.floor
    if verdict.state is ClockState.SURE:
        lower = floor is None or verdict.at >= floor.then(reading.monotonic_s)
        if lower or known.signed is not None:
            floor = now
    return replace(known, seen=now, floor=floor)


def after_word(
    known: Known,
    at: datetime,
    monotonic_s: float,
    *,
    key: str = "",
    counting: Collection[str] = (),
) -> Known:
    """Return what is known after the centre's signed word what time it is.

    An earlier word than the last is an old one that somebody plays again: no word. But
    a word of a key that counts no more bars nothing: a thief may have driven it ahead.
    What no clock says is no word either.

    Args:
        known: What is known before.
        at: The instant that was signed.
        monotonic_s: The machine's count now.
        key: Who signed it.
        counting: The keys of the centre that count now.
    """
    if at >= LATEST:
        return known
    void = bool(known.signed_by) and known.signed_by not in counting
    if known.signed_floor is not None and at < known.signed_floor and not void:
        return known
    word = Count(at=at, monotonic_s=monotonic_s)
    return replace(known, signed=word, signed_floor=at, signed_by=key, floor=word)
