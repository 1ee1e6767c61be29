"""Hold who waits for a turn, and let nobody pass whom that would make wait too long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from programme.playlist import SlideRef
from programme.turns import Turn, turns_from

_NOTHING = timedelta(0)


@dataclass(frozen=True, kw_only=True)
class Line:
    """Be what takes turns: one item, or all that share the time that is left."""

    key: str
    slides: tuple[SlideRef, ...]
    turn_s: int
    """How long a turn may last."""
    within: timedelta | None
    """From one showing to the next at most; None: nothing is owed."""
    first_turn: int = 0
    """With which of its turns it begins where it comes."""
    first_within: timedelta | None = None
    """Until its first showing at most, where that is less than `within`."""

    @cached_property
    def dwells(self) -> tuple[int, ...]:
        """Return the seconds of each slide."""
        return tuple(slide.dwell_s for slide in self.slides)

    def turns(self, page: int) -> tuple[Turn, ...]:
        """Return turns that hold every slide once, from one on."""
        return turns_from(self.dwells, page, self.turn_s)

    @property
    def first_page(self) -> int:
        """Return the slide with which it begins where it comes."""
        return self.turns(0)[self.first_turn][0]

    def lasts(self, turn: Turn) -> timedelta:
        """Return how long a turn lasts."""
        return timedelta(seconds=sum(self.dwells[turn[0] : turn[1]]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Be a line's place in the queue."""

    line: Line
    page: int
    """The slide with which its next turn begins."""
    since: datetime
    """When its last turn began, or when it came."""
    fresh: bool = False
    """Whether it has had no turn since it came."""

    @property
    def within(self) -> timedelta | None:
        """Return how long after `since` it begins at most; None: nothing is owed."""
        first = self.line.first_within
        return self.line.within if first is None or not self.fresh else first


def with_first(
    queue: Sequence[Waiting], first: Sequence[Waiting], begins_at: datetime
) -> tuple[Waiting, ...]:
    """Put what is new before all whose showings still begin in time behind it.

    Args:
        queue: Who waits, the next one first.
        first: What is new, in the order in which it should come.
        begins_at: When the first turn of the queue begins.
    """
    done: list[Waiting] = []
    rest = list(queue)
    for new in first:
        needed = _next_turn(new)
        passed = _may_pass(rest, begins_at + _all_turns(done), needed)
        done += [*rest[:passed], new]
        rest = rest[passed:]
    return (*done, *rest)


def _may_pass(queue: Sequence[Waiting], at: datetime, needed: timedelta) -> int:
    """Return the first place in a queue that may be taken by a turn that long."""
    place = 0
    for number, waiting in enumerate(queue):
        within = waiting.within
        if within is not None and at + needed > waiting.since + within:
            place = number + 1
        at += _next_turn(waiting)
    return place


def is_late(queue: Sequence[Waiting], at: datetime) -> bool:
    """Say whether somebody in a queue that begins then comes on too late."""
    for waiting in queue:
        if waiting.within is not None and at > waiting.since + waiting.within:
            return True
        at += _next_turn(waiting)
    return False


def _all_turns(queue: Sequence[Waiting]) -> timedelta:
    return sum(map(_next_turn, queue), _NOTHING)


def _next_turn(waiting: Waiting) -> timedelta:
    return waiting.line.lasts(waiting.line.turns(waiting.page)[0])
