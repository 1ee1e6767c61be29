"""Say how far a disclosure's legal clock has run on a day; it counts no exposures."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from programme.deadline import first_day
from programme.mandate import DayKind, Mandate
from programme.manifest import Manifest
from programme.plan import ClockFace
from programme.playlist import Item
from programme.window import ProvisionalEnd, end_at
from programme.workdays import Workdays

_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Be the days that are known to count for one disclosure on one display."""

    shown_on: frozenset[date]
    as_of: date
    """The local date of the centre's count."""
    own_on: frozenset[date] = frozenset()
    """Days that this display served by its own records; they count from then on."""


def face_of(
    item: Item,
    *,
    place: int,
    counted: Counted | None,
    today: date,
    known_on: date,
    workdays: Workdays,
    zone: tzinfo,
) -> ClockFace:
    """Return the legal clock of one open item on one local date.

    Days from `known_on` to `today` that have not come yet when the plan is made are
    taken as shown: the page that reads this was there to show them.
    """
    mandate = item.manifest.mandate
    posted_on = item.entry.window.starts_at.astimezone(zone).date()
    shown = set(counted.shown_on) if counted else set()
    shown |= set(_countable(mandate, known_on, today, posted_on, workdays))
    if counted:
        shown |= {
            day
            for day in counted.own_on
            if day >= counted.as_of and _counts(mandate, day, posted_on, workdays)
        }
    first_on = first_day(mandate, posted_on)
    end = end_at(item.entry.window)
    return ClockFace(
        item=place,
        days_shown=len([day for day in shown if first_on <= day < today]),
        today_counts=_counts(mandate, today, posted_on, workdays),
        posted_today=today == posted_on,
        at_least_days=owed_days(
            item.manifest, posted_on=posted_on, workdays=workdays, zone=zone
        ),
        day_kind=mandate.show_day_kind,
        until_on=_last_day(end, zone) if end else None,
        provisional=isinstance(item.entry.window.end, ProvisionalEnd),
        as_of=_said_as_of(counted, known_on, workdays),
    )


def owed_days(
    manifest: Manifest, *, posted_on: date, workdays: Workdays, zone: tzinfo
) -> int | None:
    """Return how many days the clock counts to; None: no rule names a number.

    Of a notice that hung before the product came they are no more than its window
    holds: the days before are on no record, and nobody claims them.
    """
    mandate, ends_at = manifest.mandate, manifest.promised_end_at
    days = mandate.show_at_least_days
    if manifest.hung_since is None or days is None or ends_at is None:
        return days
    after = _last_day(ends_at, zone) + _DAY
    return min(days, len(_countable(mandate, posted_on, after, posted_on, workdays)))


def _last_day(end: datetime, zone: tzinfo) -> date:
    return (end - _INSTANT).astimezone(zone).date()


def _countable(
    mandate: Mandate, from_on: date, to_on: date, posted_on: date, workdays: Workdays
) -> list[date]:
    days = [from_on + _DAY * offset for offset in range((to_on - from_on).days)]
    return [day for day in days if _counts(mandate, day, posted_on, workdays)]


def _counts(mandate: Mandate, day: date, posted_on: date, workdays: Workdays) -> bool:
    if mandate.promotional:
        return False
    if day < first_day(mandate, posted_on) or not workdays.calendar.covers(day):
        return False
    if mandate.show_day_kind is DayKind.CALENDAR:
        return True
    return workdays.is_working_day(day)


def _said_as_of(
    counted: Counted | None, today: date, workdays: Workdays
) -> date | None:
    """Return the date of the count where it is older than one working day."""
    old = counted is not None and is_old(counted.as_of, today, workdays)
    return counted.as_of if counted and old else None


def is_old(as_of: date, today: date, workdays: Workdays) -> bool:
    """Say whether a count is older than one working day."""
    if as_of >= today:
        return False
    calendar = workdays.calendar
    if not (calendar.covers(as_of) and calendar.covers(today)):
        return True
    return workdays.between(as_of, today).days > 1
