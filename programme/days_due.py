"""Decide which days are due for a disclosure on a display group; pure.

Whether such a day counts is decided in `programme.service_day`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from programme.deadline import first_day
from programme.mandate import DayKind, Mandate
from programme.window import OpenEnd, Window
from programme.workdays import Workdays

_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hung:
    """Be a disclosure as it hangs on a group: its window and its rule."""

    disclosure: str
    window: Window
    mandate: Mandate


def days_due(
    hung: Hung, *, today: date, workdays: Workdays, zone: tzinfo
) -> tuple[date, ...]:
    """Return the days before today on which a disclosure is to be shown.

    No day of what is only promotional is due: it gets the time that others leave.
    The day of posting is due only where the signed rule says so; a day on which the
    window does not open is not due.
    """
    if hung.mandate.promotional:
        return ()
    return tuple(_days_of(hung, today, workdays, zone))


def _days_of(
    hung: Hung, today: date, workdays: Workdays, zone: tzinfo
) -> Iterator[date]:
    window = hung.window
    day = first_day(hung.mandate, _local_date(window.starts_at, zone))
    last = today - _DAY
    if not isinstance(window.end, OpenEnd) and window.end.kind == "fixed":
        last = min(last, _local_date(window.end.at - _INSTANT, zone))
    while day <= last:
        if day.isoweekday() in window.weekdays and _counts(hung, day, workdays):
            yield day
        day += _DAY


def _counts(hung: Hung, day: date, workdays: Workdays) -> bool:
    if hung.mandate.show_day_kind is DayKind.CALENDAR:
        return True
    return workdays.is_working_day(day)


def _local_date(instant: datetime, zone: tzinfo) -> date:
    return instant.astimezone(zone).date()
