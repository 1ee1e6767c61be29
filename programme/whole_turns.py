"""Follow the pages of a turn until it is whole; count nothing."""

from dataclasses import dataclass
from datetime import date

from programme.clock_doubt import Interval
from programme.open_times import (
    Milliseconds,
)

_ONE_GO_MS = 5_000
"""The pages of one turn follow each other within this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Be where a page stands: in which turn, at which place, whether the last."""

    turn: int
    at: int
    last: bool


@dataclass(slots=True)
class Turn:
    """Follow one go at an item from its first page to its last."""

    name: tuple[str, str] = ("", "")
    turn: int = -1
    next_at: int = 0
    ended_ms: Milliseconds = 0
    day: date = date.min
    sure: bool = True

    @property
    def open(self) -> bool:
        """Say whether pages are still to come."""
        return self.next_at > 0

    def end(self) -> None:
        """Give the turn up: what follows is another one."""
        self.next_at = 0

    def follow(
        self,
        place: Place,
        name: tuple[str, str],
        one: Interval,
        *,
        day: date,
        sure: bool,
    ) -> date | None:
        """Take a page that stood; return the day of the turn that is whole with it."""
        if place.at == 0:
            self.name, self.turn, self.day, self.sure = name, place.turn, day, sure
        elif not self._goes_on(place, name, one, day):
            self.end()
            return None
        self.sure = self.sure and sure
        self.ended_ms = one.to_ms
        self.next_at = 0 if place.last else place.at + 1
        return self.day if place.last else None

    def _goes_on(
        self, place: Place, name: tuple[str, str], one: Interval, day: date
    ) -> bool:
        same = (self.name, self.turn, self.next_at, self.day)
        return (
            self.open
            and same == (name, place.turn, place.at, day)
            and abs(one.from_ms - self.ended_ms) <= _ONE_GO_MS
        )
