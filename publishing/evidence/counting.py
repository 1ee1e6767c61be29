"""Decide which days count for a disclosure on a display group; pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from programme.deadline import first_day
from programme.mandate import DayKind, Mandate
from programme.progress import DisclosureProgress
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


def count_days(
    hung: Hung,
    *,
    shown_on: Collection[date],
    today: date,
    workdays: Workdays,
    zone: tzinfo,
) -> DisclosureProgress:
    """Return the days before today that count, and those that fell short.

    The day of posting counts only where the signed rule says so; a day on which the
    window does not open is neither counted nor short.
    """
    days = days_due(hung, today=today, workdays=workdays, zone=zone)
    return DisclosureProgress(
        disclosure=hung.disclosure,
        shown_on=tuple(day for day in days if day in shown_on),
        short_on=tuple(day for day in days if day not in shown_on),
    )


def days_due(
    hung: Hung, *, today: date, workdays: Workdays, zone: tzinfo
) -> tuple[date, ...]:
    """Return the days before today on which a disclosure is to be shown."""
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
