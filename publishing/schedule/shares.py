"""Hold what wants time of a loop, what its group promises, and what it came to; pure.

The loops themselves are reckoned by `publishing.schedule.load`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from programme.fairness import Demand, Want, demand_of
from programme.hours import DayHours
from programme.programme import MOST_MINUTES_BETWEEN
from programme.window import Window

_HOUR_S = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Be what one disclosure wants of a loop: when, and for how long each turn."""

    disclosure: str
    window: Window
    turns_s: tuple[int, ...]
    owed_until: datetime | None = None
    """From when on no mandate demands it any more; None: its window ends before."""
    promotional: bool = False

    def want(self, instant: datetime) -> Want:
        """Return what it wants of a loop at an instant at which it is open."""
        owed = self.owed_until is None or instant < self.owed_until
        return Want(turns_s=self.turns_s, owed=owed and not self.promotional)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Be what a group promises of its loop."""

    hours: tuple[DayHours, ...]
    most_minutes_between: int = MOST_MINUTES_BETWEEN

    def on(self, day: date) -> Demand:
        """Return what that is on a day."""
        weekday = day.isoweekday()
        return demand_of(self.most_minutes_between, self.hours, weekday)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Be one loop: how many items, how long, in how many rounds."""

    items: int = 0
    loop_s: int = 0
    rounds: int = 0
    owed: int = 0
    """How many of the items a mandate demands."""
    longest_s: int = 0
    """From one showing of what is owed to the next, at most."""
    squeezed: bool = False
    """Whether what is not owed gets only the time that is left."""
    in_time: bool = True
    """What is owed comes as often as the group promises."""
    daily: bool = True
    """Every page of what is owed comes at least once in a day of service."""
    days: int = 1
    """Each item that is owed comes at least once in so many days of service."""

    @property
    def too_much(self) -> bool:
        """Say whether it is too much for one loop."""
        return not (self.in_time and self.daily)

    @property
    def per_hour(self) -> int:
        """Return how often an hour each item has a turn; 0 where there is no loop."""
        return _HOUR_S * self.rounds // self.loop_s if self.loop_s else 0

    def below(self, least: int) -> bool:
        """Say whether each item comes on less often than it should."""
        return self.loop_s > 0 and self.per_hour < least


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLoad:
    """Be the loop of a part of one day."""

    on: date
    from_time: time
    to_time: time
    load: Load
