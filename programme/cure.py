"""Decide what days that fell short do to the end of a window; pure.

The rule was signed: a 公开 hangs on until its days are full, a printed end stands and a
person decides (REQ-9, REQ-21). What was promised once never becomes shorter, whatever
late records say: a cure moves an end to later or not at all. The centre asks here, and
a device that nobody tells the count (`programme.own_cure`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta, tzinfo

from programme.deadline import LeastShown, least_shown
from programme.errors import ContractError
from programme.mandate import Mandate, Shortfall
from programme.window import End, FixedEnd, OpenEnd, ProvisionalEnd, local_instant
from programme.workdays import Workdays

_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)
_MOVES = (Shortfall.EXTEND, Shortfall.RESTART)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDay:
    """Be one due day that is over."""

    day: date
    counts: bool
    waiting: bool = False
    """Records of it may still come: it is not short yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Be how far a version has come with the days that it owes."""

    mandate: Mandate
    weekdays: tuple[int, ...]
    owed: int | None
    """Days that it owes; None: no rule names a number."""
    end: End
    """Of its windows the latest."""
    over: date
    """The last day that is over."""
    days: Sequence[PastDay]


def cured_end(
    course: Course, *, workdays: Workdays, zone: tzinfo
) -> FixedEnd | ProvisionalEnd | None:
    """Return the later end that a window needs, or None where it needs none.

    A day whose records may still come is taken as served until the last moment: on
    the last day of the window it counts as short, for nothing may come down too soon.
    """
    moves = course.mandate.shortfall in _MOVES
    if not moves or course.owed is None or isinstance(course.end, OpenEnd):
        return None
    last_on = (course.end.at - _INSTANT).astimezone(zone).date()
    left = course.owed - _served(course, hopeful=course.over < last_on)
    least = _least(course, left, workdays) if left > 0 else None
    if least is None or least.last_on <= last_on:
        return None
    at = local_instant(least.last_on + _DAY, time(0), zone)
    return ProvisionalEnd(at=at) if least.provisional else FixedEnd(at=at)


def _least(course: Course, left: int, workdays: Workdays) -> LeastShown | None:
    rule = course.mandate.model_copy(
        update={"show_at_least_days": left, "posting_day_counts": False}
    )
    try:
        return least_shown(
            rule,
            posted_on=course.over,
            workdays=workdays,
            weekdays=course.weekdays,
        )
    except ContractError:
        # The calendar does not reach so far: nothing can be promised.
        return None


def _served(course: Course, *, hopeful: bool) -> int:
    """Return how many days are served; a new start forgets those before a gap."""
    count = 0
    for one in course.days:
        if one.counts or (one.waiting and hopeful):
            count += 1
        elif course.mandate.shortfall is Shortfall.RESTART:
            count = 0
    return count
