"""Say for which periods the board of completeness can be asked; pure (REQ-7, REQ-70).

A year stands for every issue that ends in it; a month, quarter or half-year for the
lines that come as often as that.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from programme.period import Frequency, Period, PeriodUnknown, period_named, periods
from publishing.errors import NotThere

_DAY = timedelta(days=1)
_WITHIN = (Frequency.HALF_YEARLY, Frequency.QUARTERLY, Frequency.MONTHLY)


def year_of(on: date) -> Period:
    """Return the year in which a day lies."""
    return Period(starts_on=date(on.year, 1, 1), ends_on=date(on.year + 1, 1, 1))


def asked_period(name: str, today: date) -> Period:
    """Return the period that an address names; without a name it is this year.

    Raises:
        NotThere: No period is called so.
    """
    if not name:
        return year_of(today)
    try:
        return period_named(name)
    except PeriodUnknown as error:
        raise NotThere(f"“{name[:40]}”这一期") from error


def offered_periods(
    known: Mapping[Frequency, tuple[date, date]], today: date
) -> tuple[Period, ...]:
    """Return what can be chosen: this year and every year of issues, with its parts.

    Args:
        known: The first and the last day on which periods with issues start, by how
            often they come.
        today: Which year is this one.
    """
    first = min((span[0] for span in known.values()), default=today)
    years = periods(Frequency.YEARLY, min(first, today), today + _DAY)
    parts = [
        period
        for frequency in _WITHIN
        if frequency in known
        for period in periods(
            frequency, known[frequency][0], known[frequency][1] + _DAY
        )
    ]
    return (*reversed(years), *parts)


def parts_of(year: Period, offered: tuple[Period, ...]) -> tuple[Period, ...]:
    """Return the periods within a year that can be chosen, the longest first."""
    return tuple(
        one
        for one in offered
        if one.frequency is not Frequency.YEARLY
        and year.starts_on <= one.starts_on < year.ends_on
    )
