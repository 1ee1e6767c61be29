"""Cut the calendar into the periods for which something is due; it counts no days.

Periods are those of the calendar year: months, quarters, half-years, years (REQ-7).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from programme.calendar import EARLIEST_ON, LATEST_ON
from programme.calendar_slice import OutsideCalendar, SpanReversed
from programme.errors import ContractError

_MONTHS_A_YEAR = 12
_MONTHS_A_HALF = 6
_MONTHS_A_QUARTER = 3


class Frequency(StrEnum):
    """Say how often a catalogue entry is due."""

    ONCE = "once"
    AS_NEEDED = "as_needed"
    """Whenever a matter arises; the calendar brings nothing up."""
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    @property
    def label(self) -> str:
        """Return what staff call it."""
        return _LABELS[self]

    @property
    def months(self) -> int | None:
        """Return how many months a period has; None where there are no periods."""
        return _MONTHS.get(self)


_LABELS = {
    Frequency.ONCE: "一次",
    Frequency.AS_NEEDED: "随时",
    Frequency.MONTHLY: "每月",
    Frequency.QUARTERLY: "每季度",
    Frequency.HALF_YEARLY: "每半年",
    Frequency.YEARLY: "每年",
}
_MONTHS = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: _MONTHS_A_QUARTER,
    Frequency.HALF_YEARLY: _MONTHS_A_HALF,
    Frequency.YEARLY: _MONTHS_A_YEAR,
}


class PeriodUnknown(ContractError):
    """Say that something is not the name, or not the span, of a period."""

    code = "period_unknown"

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(
            f"“{given[:40]}”不是一个周期。请写成 2026-07、2026-Q3、2026-H2 或 2026。"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Be one calendar month, quarter, half-year or year, half-open."""

    starts_on: date
    ends_on: date
    """The first day that belongs to the next period."""

    def __post_init__(self) -> None:
        """Refuse a span that is no period.

        Raises:
            PeriodUnknown: It does not start or end where a period does.
        """
        months = _months_between(self.starts_on, self.ends_on)
        whole = self.starts_on.day == self.ends_on.day == 1
        if not whole or months not in _MONTHS.values() or _place(self, months) is None:
            raise PeriodUnknown(f"{self.starts_on}/{self.ends_on}")

    @property
    def last_on(self) -> date:
        """Return its last day, from which its deadlines are counted."""
        return self.ends_on - timedelta(days=1)

    @property
    def frequency(self) -> Frequency:
        """Return how often periods of this length come."""
        months = _months_between(self.starts_on, self.ends_on)
        return next(one for one, length in _MONTHS.items() if length == months)

    @property
    def name(self) -> str:
        """Return the name for programs and tables: 2026-07, 2026-Q3, 2026-H2, 2026."""
        year, place = f"{self.starts_on.year:04d}", self._number
        names = {
            Frequency.MONTHLY: f"{year}-{place:02d}",
            Frequency.QUARTERLY: f"{year}-Q{place}",
            Frequency.HALF_YEARLY: f"{year}-H{place}",
        }
        return names.get(self.frequency, year)

    @property
    def label(self) -> str:
        """Return the name that people read: 2026 年第 3 季度."""
        year, place = f"{self.starts_on.year} 年", self._number
        labels = {
            Frequency.MONTHLY: f"{year} {place} 月",
            Frequency.QUARTERLY: f"{year}第 {place} 季度",
            Frequency.HALF_YEARLY: year + ("上半年" if place == 1 else "下半年"),
        }
        return labels.get(self.frequency, year)

    @property
    def _number(self) -> int:
        months = _months_between(self.starts_on, self.ends_on)
        return (self.starts_on.month - 1) // months + 1


def periods(frequency: Frequency, from_on: date, to_on: date) -> tuple[Period, ...]:
    """Return, in order, every period that a half-open span of dates touches.

    Raises:
        SpanReversed: The span ends before it starts.
        OutsideCalendar: It reaches beyond the dates that the calendar knows.
    """
    if to_on < from_on:
        raise SpanReversed(from_on=from_on, to_on=to_on)
    found: list[Period] = []
    on = from_on
    while on < to_on and frequency.months is not None:
        found.append(_period_at(frequency.months, on))
        on = found[-1].ends_on
    return tuple(found)


def period_of(frequency: Frequency, on: date) -> Period | None:
    """Return the period that a date lies in, or None where there are no periods.

    Raises:
        OutsideCalendar: A date that the calendar does not know.
    """
    return None if frequency.months is None else _period_at(frequency.months, on)


def period_named(name: str) -> Period:
    """Return the period of a name such as 2026-Q3.

    Raises:
        PeriodUnknown: No period is called so.
    """
    year, _, part = name.partition("-")
    if not (year.isascii() and year.isdecimal()):
        raise PeriodUnknown(name)
    for frequency in _MONTHS:
        for one in _of_year(frequency, int(year), part):
            if one.name == name:
                return one
    raise PeriodUnknown(name)


def _of_year(frequency: Frequency, year: int, part: str) -> tuple[Period, ...]:
    """Return the periods of a year that could carry a name with this part."""
    if not EARLIEST_ON.year <= year < LATEST_ON.year:
        return ()
    if (frequency is Frequency.YEARLY) is bool(part):
        return ()
    return periods(frequency, date(year, 1, 1), date(year + 1, 1, 1))


def _period_at(months: int, on: date) -> Period:
    """Return the period of so many months that a date lies in.

    Raises:
        OutsideCalendar: A date that the calendar does not know.
    """
    if not EARLIEST_ON <= on < LATEST_ON:
        raise OutsideCalendar(on, from_on=EARLIEST_ON, to_on=LATEST_ON)
    first = (on.month - 1) // months * months
    return Period(
        starts_on=date(on.year, first + 1, 1),
        ends_on=_first_of_month(on.year * _MONTHS_A_YEAR + first + months),
    )


def _first_of_month(months: int) -> date:
    """Return the first day of a month that is counted from the year 0."""
    return date(months // _MONTHS_A_YEAR, months % _MONTHS_A_YEAR + 1, 1)


def _months_between(starts_on: date, ends_on: date) -> int:
    years = ends_on.year - starts_on.year
    return years * _MONTHS_A_YEAR + ends_on.month - starts_on.month


def _place(period: Period, months: int) -> int | None:
    """Return where in its year a period stands; None where it straddles places."""
    place, rest = divmod(period.starts_on.month - 1, months)
    return None if rest else place
