"""Decide whether one working day of a disclosure counts; pure, sums are given.

It counts if on at least one display of every assigned group there were at least the
group's least exposures within service hours, or a kiosk in service listed it; or if a
record of a primary carrier vouches for it. A day that a doubtful clock could have
served is uncertain until a person decides (REQ-70, REQ-35).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from functools import lru_cache

from programme.calendar_slice import is_weekend
from programme.hours import EVERY_WEEKDAY


class DayState(StrEnum):
    """Say what became of a working day."""

    SHOWN = "shown"
    CARRIED = "carried"
    """A primary carrier vouches for it."""
    RULED = "ruled"
    """A clock was in doubt, and a person found that it counts."""
    UNCERTAIN = "uncertain"
    """A clock was in doubt; nobody has decided."""
    SHORT = "short"

    @property
    def counts(self) -> bool:
        """Say whether the day counts."""
        return self in {DayState.SHOWN, DayState.CARRIED, DayState.RULED}


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayDay:
    """Be what one display did for a disclosure on one day, all versions together."""

    exposures: int = 0
    uncertain_exposures: int = 0
    listed: bool = False
    """A kiosk was in service and listed it."""
    uncertain_listed: bool = False
    contested: bool = False
    """Later records of the display contradict the clock of this day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDay:
    """Be what the displays of one assigned group did on one day."""

    group: str
    least: int
    """The group's least exposures a day."""
    displays: tuple[DisplayDay, ...]


class Served(IntEnum):
    """Say how far a group served a day; the least of all groups decides."""

    NO = 0
    PERHAPS = 1
    YES = 2


def owes(day: date, open_on: Collection[int], *, working: bool) -> bool:
    """Say whether a group owes a due day.

    A working day it always owes. Where calendar days count, a day off runs by itself
    for a group that is shut then: one without hours on that weekend day, and on a
    holiday one that does not serve every day of the week.

    Args:
        day: A day that is due.
        open_on: The ISO weekdays on which the group has service hours.
        working: Whether the day is a working day.
    """
    if working:
        return True
    if is_weekend(day):
        return day.isoweekday() in open_on
    return set(EVERY_WEEKDAY) <= set(open_on)


def served(group: GroupDay) -> Served:
    """Return how far a group served a day: as far as its best display."""
    return reached(group.displays, group.least)[0]


@lru_cache(maxsize=4096)
def reached(displays: tuple[DisplayDay, ...], least: int) -> tuple[Served, int]:
    """Return how far displays of a group served a day, and the best's exposures.

    The least of such pairs is that of the group that served a day least. Most groups
    of a county are alike: each kind is worked out once.

    Args:
        displays: What each display of the group did.
        least: The group's least exposures a day.
    """
    far = max((_of_display(one, least) for one in displays), default=Served.NO)
    return far, max((one.exposures for one in displays), default=0)


def _of_display(one: DisplayDay, least: int) -> Served:
    if one.listed or one.exposures >= least:
        return Served.PERHAPS if one.contested else Served.YES
    perhaps = one.uncertain_listed or one.exposures + one.uncertain_exposures >= least
    return Served.PERHAPS if perhaps else Served.NO


def judge_day(least: Served, *, carried: bool, ruled: bool | None = None) -> DayState:
    """Return what became of a day.

    Args:
        least: How far the group served it that served it least.
        carried: A record of a primary carrier vouches for the day.
        ruled: What a person decided of an uncertain day; None: nobody has.
    """
    if least is Served.YES:
        return DayState.SHOWN
    if carried:
        return DayState.CARRIED
    if least is Served.NO or ruled is False:
        return DayState.SHORT
    return DayState.RULED if ruled else DayState.UNCERTAIN
