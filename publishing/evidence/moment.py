"""Say what a device's records prove of one instant; pure: it reads no table.

An interval is what was seen without a break. Between two intervals nothing is
proved: either the page changed, or the glass was dark, or nobody has told yet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from programme.glass import GlassStarted
from programme.records import (
    OverrideShown,
    PlainShown,
    PlayRecord,
    Record,
    ServicePresence,
)

Interval = PlayRecord | PlainShown | OverrideShown | ServicePresence
_SWAP = timedelta(seconds=2)
"""Longer than a page takes to give way to the next one, painting included."""


class MomentKind(StrEnum):
    """Say what stood on a glass at an instant."""

    SLIDE = "slide"
    PLAIN = "plain"
    """A page without a disclosure: the default page, or a notice."""
    EMERGENCY = "emergency"
    LISTED = "listed"
    """A kiosk in service, listing what hung on it."""
    CHANGING = "changing"
    """One page gave way to the next at this very moment."""
    DARK = "dark"
    """Records before and after it, none of it: nothing was proved to be seen."""
    UNHEARD = "unheard"
    """No later record has come yet: not known, so far."""
    NEVER = "never"
    """The device had recorded nothing before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Be what is proved of one instant."""

    kind: MomentKind
    shown: Interval | None
    """What covers the instant."""
    before: Interval | None
    """What was seen last before it, where nothing covers it."""
    after: Interval | None
    starts: tuple[GlassStarted, ...]
    """When the browser was started between these two."""


def moment_of(records: Iterable[Record], at: datetime) -> Moment:
    """Return what records of one device prove of an instant, whatever their order."""
    known = tuple(records)
    intervals = [record for record in known if isinstance(record, Interval)]
    covering = [one for one in intervals if one.from_at <= at < one.to_at]
    if covering:
        shown = max(covering, key=_trust)
        return Moment(
            kind=_kind_of(shown), shown=shown, before=None, after=None, starts=()
        )
    before = max(
        (one for one in intervals if one.to_at <= at),
        key=lambda one: one.to_at,
        default=None,
    )
    after = min(
        (one for one in intervals if one.from_at > at),
        key=lambda one: one.from_at,
        default=None,
    )
    return Moment(
        kind=_between(before, after),
        shown=None,
        before=before,
        after=after,
        starts=_starts(known, before, after),
    )


def _trust(one: Interval) -> tuple[bool, datetime]:
    """Order intervals that overlap: clocks that were set back tell a time twice."""
    return one.clock_sure, one.from_at


def _kind_of(shown: Interval) -> MomentKind:
    match shown:
        case PlayRecord():
            return MomentKind.SLIDE
        case PlainShown():
            return MomentKind.PLAIN
        case OverrideShown():
            return MomentKind.EMERGENCY
        case ServicePresence():
            return MomentKind.LISTED


def _between(before: Interval | None, after: Interval | None) -> MomentKind:
    if before is None:
        return MomentKind.NEVER
    if after is None:
        return MomentKind.UNHEARD
    near = after.from_at - before.to_at <= _SWAP
    return MomentKind.CHANGING if near else MomentKind.DARK


def _starts(
    records: Sequence[Record], before: Interval | None, after: Interval | None
) -> tuple[GlassStarted, ...]:
    if before is None:
        return ()
    found = [
        record
        for record in records
        if isinstance(record, GlassStarted)
        and record.at >= before.to_at
        and (after is None or record.at <= after.from_at)
    ]
    return tuple(sorted(found, key=lambda start: start.at))
