"""Say of each working day by what it counts: displays, or a recorded carrier; pure.

Which days count at all is `counting`'s; which carriers are primary is told (REQ-35).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, tzinfo

from programme.carriers import Carrier
from programme.days_due import Hung, days_due
from programme.workdays import Workdays

Carried = Callable[[date], tuple[Carrier, ...]]
"""Give the primary carriers that a record vouches for on a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDay:
    """Be one working day of a window, and by what it counts."""

    day: date
    by_displays: bool
    by_carriers: tuple[Carrier, ...]

    @property
    def counts(self) -> bool:
        """Say whether the day counts."""
        return self.by_displays or bool(self.by_carriers)


def claimed_days(
    hung: Hung,
    *,
    shown_on: Collection[date],
    carried: Carried,
    today: date,
    workdays: Workdays,
    zone: tzinfo,
) -> tuple[CountedDay, ...]:
    """Return every day before today that is due, and by what it counts."""
    return tuple(
        CountedDay(day=day, by_displays=day in shown_on, by_carriers=carried(day))
        for day in days_due(hung, today=today, workdays=workdays, zone=zone)
    )


def nowhere(day: date) -> tuple[Carrier, ...]:
    """Vouch for no day: where only displays count."""
    del day
    return ()
