"""Say with which items a day of service begins where a day cannot hold them all; pure.

A round in which every item has one turn may last longer than a day of service. Every
day begins anew, so the items at the end of such a round would never come. They are
therefore cut by age into parts that a day surely holds, and each day begins with
another part: whatever is owed is on the glass at least once in as many days of service
as there are parts. Days go through the parts from the newest to the oldest, because an
item moves only towards the oldest, when older ones are gone: so it never passes the
part that comes next again and again, and waits at most twice as long, less a day,
whatever goes and comes meanwhile (proved in `tests/programme/test_day_order.py`).
Nothing is remembered: each display finds the same part by the date.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from programme.fairness import part_s
from programme.hours import EVERY_WEEKDAY, DayHours, spans_on

_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOrder:
    """Be the order in which a day of service begins."""

    parts: int
    """In so many days of service each item has been in the part that comes first."""
    day: int
    """The number of the day of service."""
    part_of: Mapping[str, int]
    """In which part an item is, by its key; 0 holds the oldest."""

    def place(self, key: str) -> int:
        """Return how many parts come before that of an item; new ones come last."""
        part = self.part_of.get(key)
        return self.parts if part is None else (-self.day - part) % self.parts

    def comes_first(self, key: str) -> bool:
        """Say whether an item is in the part that is surely shown whole that day."""
        return self.place(key) == 0

    def first_turn(self, turns: int) -> int:
        """Return with which of its turns an item begins that day, from 0.

        It goes on by one each time its part comes first, so that every page comes.
        """
        return self.day // self.parts % turns


def day_order(
    longest_turns: Sequence[tuple[str, int]], room_s: int, day: int
) -> DayOrder:
    """Cut items into parts that a day holds.

    Args:
        longest_turns: The key and the longest turn, seconds, of each; the oldest first.
        room_s: How much whole turns have on every day of service.
        day: The number of the day of service.
    """
    parts, begins = {}, 0
    most = part_s([lasts for _, lasts in longest_turns], room_s)
    for key, lasts in longest_turns:
        parts[key] = begins // most
        begins += lasts
    return DayOrder(parts=-(-begins // most), day=day, part_of=MappingProxyType(parts))


def service_day_number(day: date, hours: tuple[DayHours, ...]) -> int:
    """Return how many days of service lie before a local day, since 1 January 1.

    That was a Monday. Closed days of the calendar count like their weekday; a day off
    has the number of the next day of service.
    """
    served = [weekday for weekday in EVERY_WEEKDAY if spans_on(hours, weekday)]
    weeks, weekday = divmod(day.toordinal() - 1, _WEEK)
    days = served or EVERY_WEEKDAY
    return weeks * len(days) + sum(one <= weekday for one in days)
