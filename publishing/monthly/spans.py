"""Say which days a report is about and when a month's report is due; pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from programme.window import local_instant

MADE_AT = time(6)
"""Local time of the first day after the month: records of the last day have come."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSpan:
    """Be the half-open span of days of one report."""

    report: str
    from_on: date
    to_on: date

    @property
    def is_whole(self) -> bool:
        """Say whether it is about a whole month."""
        return self.report == f"{self.from_on:%Y-%m}"

    def instants(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Return its first instant, and the first one after it."""
        begin, end = (
            local_instant(day, time.min, zone) for day in (self.from_on, self.to_on)
        )
        return begin, end


def month_of(day: date) -> ReportSpan:
    """Return the whole month of a day."""
    first = day.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    return ReportSpan(report=f"{first:%Y-%m}", from_on=first, to_on=after)


def month_so_far(today: date) -> ReportSpan:
    """Return the month up to a day, that day included."""
    return ReportSpan(
        report=today.isoformat(), from_on=today.replace(day=1), to_on=today + _DAY
    )


def due_months(first_on: date, now: datetime, zone: tzinfo) -> tuple[ReportSpan, ...]:
    """Return the months that are over and due by now, the oldest first.

    Args:
        first_on: A day of the first month that has a report.
        now: The instant.
        zone: Whose midnight ends a month.
    """
    found = []
    span = month_of(first_on)
    while local_instant(span.to_on, MADE_AT, zone) <= now:
        found.append(span)
        span = month_of(span.to_on)
    return tuple(found)
