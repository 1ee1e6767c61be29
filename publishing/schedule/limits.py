"""Say how far the end of a window that hangs may be moved, and why no farther; pure.

What was promised is kept (REQ-7, REQ-8): an end goes back no farther than the promise
and never below the mandate. A start that was shown does not move. It moves nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from programme.errors import ContractError
from programme.hours import EVERY_WEEKDAY
from programme.mandate import Mandate
from programme.window import End, FixedEnd, OpenEnd, ProvisionalEnd, local_instant
from programme.workdays import Workdays
from publishing.errors import Refused
from publishing.schedule.windows import (
    LONGEST,
    WindowImpossible,
    counted_at,
    end_beyond,
    least_end,
    rule_words,
)

_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hung:
    """Be a window that hangs, with what was signed for it."""

    starts_at: datetime
    end: End
    mandate: Mandate
    promised_end_at: datetime | None
    hung_since: date | None = None
    weekdays: tuple[int, ...] = EVERY_WEEKDAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Be the days between which the last day of a window may lie."""

    least_on: date
    most_on: date
    why: str
    """Why the last day lies no earlier, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """Be what decides how short the window of a draft may be."""

    mandate: Mandate
    hung_since: date | None = None
    """The day from which the mandate counts, where it hung before the product."""
    weekdays: tuple[int, ...] = EVERY_WEEKDAY


class WindowStands(Refused):
    """Say why the end of a window cannot be moved at all."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}。", code="window_stands")


def bounds_of(hung: Hung, *, now: datetime, workdays: Workdays, zone: tzinfo) -> Bounds:
    """Return how far the end of a window may be moved.

    Raises:
        WindowStands: It cannot be moved: it has no end, or is over.
    """
    if isinstance(hung.end, OpenEnd):
        raise WindowStands("这件没有写结束时间，到有变化为止，不用延长")
    if isinstance(hung.end, FixedEnd) and hung.end.at <= now:
        raise WindowStands("这件已经展示完了。要再展示，请出新版本")
    floors = {
        "今天还在展示": local_instant(now.astimezone(zone).date() + _DAY, time(0), zone)
    }
    if hung.promised_end_at is not None:
        floors["签发时承诺展示到这一天"] = hung.promised_end_at
    mandated = _mandated(hung, workdays=workdays, zone=zone)
    if not isinstance(mandated, OpenEnd | None):
        floors[rule_words(hung.mandate, hung.weekdays)] = mandated.at
    # Of two reasons for one day the rule is told, which stands last.
    why, least_at = max(reversed(floors.items()), key=lambda floor: floor[1])
    return Bounds(
        least_on=last_day(least_at, zone),
        most_on=last_day(hung.starts_at + LONGEST, zone) - _DAY,
        why=why,
    )


def moved_end(
    hung: Hung, last_on: date, *, now: datetime, workdays: Workdays, zone: tzinfo
) -> FixedEnd | ProvisionalEnd:
    """Return the end that makes a day the last one of a window.

    Raises:
        WindowStands: The end cannot be moved.
        WindowImpossible: Not to this day; the reason names the nearest that can be.
    """
    bounds = bounds_of(hung, now=now, workdays=workdays, zone=zone)
    if last_on < bounds.least_on:
        reason = f"{bounds.why}，最早到 {_told(bounds.least_on)}"
        raise WindowImpossible(reason)
    if last_on > bounds.most_on:
        reason = f"结束在十年以后，最晚到 {_told(bounds.most_on)}"
        raise WindowImpossible(reason)
    at = local_instant(last_on + _DAY, time(0), zone)
    mandated = _mandated(hung, workdays=workdays, zone=zone)
    return FixedEnd(at=at) if mandated is None else end_beyond(mandated, at)


def floors_of(
    rule: Floor, from_on: date, days: int, *, workdays: Workdays, zone: tzinfo
) -> tuple[int, ...]:
    """Return the least length in days of a window that begins on each of some days.

    0 is a window that ends on the day it begins; a notice that hung for its days
    before the product came may end so. The list stops where the calendar does.
    """
    found = []
    for start in (from_on + _DAY * at for at in range(days)):
        noon = local_instant(start, time(12), zone)
        try:
            end = least_end(
                rule.mandate,
                counted_at(noon, rule.hung_since, zone),
                workdays=workdays,
                zone=zone,
                weekdays=rule.weekdays,
            )
        except ContractError:
            break
        last_on = start if isinstance(end, OpenEnd) else last_day(end.at, zone)
        found.append(max(0, (last_on - start).days))
    return tuple(found)


def last_day(ends_at: datetime, zone: tzinfo) -> date:
    """Return the last local day that a half-open end leaves."""
    return (ends_at - _INSTANT).astimezone(zone).date()


def _mandated(hung: Hung, *, workdays: Workdays, zone: tzinfo) -> End | None:
    """Return the earliest end that the mandate allows, if the calendar reaches it."""
    posted_at = counted_at(hung.starts_at, hung.hung_since, zone)
    try:
        return least_end(
            hung.mandate,
            posted_at,
            workdays=workdays,
            zone=zone,
            weekdays=hung.weekdays,
        )
    except ContractError:
        return None


def _told(on: date) -> str:
    return f"{on.year} 年 {on.month} 月 {on.day} 日"
