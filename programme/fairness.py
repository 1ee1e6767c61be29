"""Say how the items of a loop share its time, so that what is owed comes by; pure.

A showing is a turn of an item. In a round every item has one turn, so from the
beginning of one showing to the beginning of the next no more time goes by than the
longest turns of all items of the round together (`Share.round_s`). What is owed by a
mandate has to come at least once within the group's `most_minutes_between`; where all
cannot, what is not owed (promotional items, days beyond the mandate) gets only what is
left of the time, or nothing. Turns are never cut short for it: only a whole turn
counts as an exposure. What does not fit a day of service comes day by day in parts
(`programme.day_order`), so nothing that is owed is left out for ever.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import time

from programme.hours import EVERY_WEEKDAY, DayHours, spans_on
from programme.turns import LONGEST_TURN_S

WHOLE_DAY_S = 24 * 3600
_MINUTE_S = 60
_HOUR_S = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """Be what one item wants of a loop."""

    turns_s: tuple[int, ...]
    """How long each of its turns lasts."""
    owed: bool
    """Whether a mandate demands that it is shown now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Be what a group promises of its loop."""

    within_s: int
    """From one showing of what is owed to the next, at most."""
    day_s: int
    """How much of that day's service whole turns surely have."""
    least_day_s: int | None = None
    """How much they have of the shortest day of service in the week; None: `day_s`."""

    @property
    def room_s(self) -> int:
        """Return how much whole turns have on every day of service."""
        return self.day_s if self.least_day_s is None else self.least_day_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Be how the items share the time."""

    squeezed: bool
    """Whether what is not owed gets only what is left."""
    left_s: int
    """What is left of each round for all that is not owed; 0 unless squeezed."""
    round_s: int
    """No round lasts longer: from one showing of what is owed to the next."""
    rounds: int
    """After so many rounds every page has come at least once."""
    in_time: bool
    """What is owed comes as often as the group promises."""
    daily: bool
    """Every page of what is owed comes at least once in a day of service."""
    days: int
    """Each item that is owed comes at least once in so many days of service, while no
    more is owed than now; each of its pages in `rounds` times as many."""

    @property
    def holds(self) -> bool:
        """Say whether both promises are kept."""
        return self.in_time and self.daily


def fit_of(wants: Iterable[Want], demand: Demand) -> Fit:
    """Return how items share the time.

    Where what is owed does not fit, it still comes as often as can be, and what is not
    owed does not come at all.
    """
    shown = [want for want in wants if want.turns_s]
    owed = [want for want in shown if want.owed]
    round_s, rounds = _round_s(shown), _rounds(owed)
    plain = Fit(
        squeezed=False,
        left_s=0,
        round_s=round_s,
        rounds=_rounds(shown),
        in_time=not owed or round_s <= demand.within_s,
        daily=rounds * round_s <= demand.day_s,
        days=_days(owed, demand, daily=rounds * round_s <= demand.day_s),
    )
    if plain.holds or len(owed) == len(shown):
        return plain
    needed_s = _round_s(owed)
    round_s = max(needed_s, min(demand.within_s, demand.day_s // rounds))
    daily = rounds * round_s <= demand.day_s
    return Fit(
        squeezed=True,
        left_s=round_s - needed_s,
        round_s=round_s,
        rounds=rounds,
        in_time=round_s <= demand.within_s,
        daily=daily,
        days=_days(owed, demand, daily=daily),
    )


def part_s(longest_turns: Collection[int], room_s: int) -> int:
    """Return how much of a round a part may hold, so that a day holds the whole part.

    A part is what begins within so many seconds of the round: its last turn may reach
    beyond them, so the longest turn is left free.

    Args:
        longest_turns: The longest turn of each item, seconds; at least one.
        room_s: How much whole turns have on every day of service.
    """
    return max(1, room_s - max(longest_turns))


def _days(owed: Collection[Want], demand: Demand, *, daily: bool) -> int:
    """Return in how many days of service each has come (`programme.day_order`)."""
    if daily:
        return 1
    longest = [max(want.turns_s) for want in owed]
    return -(-sum(longest) // part_s(longest, demand.room_s))


def _round_s(wants: Iterable[Want]) -> int:
    return sum(max(want.turns_s) for want in wants)


def _rounds(wants: Iterable[Want]) -> int:
    return max((len(want.turns_s) for want in wants), default=0)


def demand_of(
    most_minutes_between: int, hours: tuple[DayHours, ...], weekday: int
) -> Demand:
    """Return what a group promises on an ISO weekday; a day off counts as a whole."""
    served = {day: _served_s(hours, day) for day in EVERY_WEEKDAY}
    return Demand(
        within_s=most_minutes_between * _MINUTE_S,
        day_s=served[weekday] or WHOLE_DAY_S,
        least_day_s=min(filter(None, served.values()), default=WHOLE_DAY_S),
    )


def _served_s(hours: tuple[DayHours, ...], weekday: int) -> int:
    """Return how much of a weekday's service whole turns surely have; 0: a day off.

    A turn that a break cuts comes again after it.
    """
    spans = spans_on(hours, weekday)
    lasts = sum(_seconds(span.to_time) - _seconds(span.from_time) for span in spans)
    breaks = max(0, len(spans) - 1)
    return max(lasts - breaks * LONGEST_TURN_S, min(lasts, 1))


def _seconds(at: time) -> int:
    return at.hour * _HOUR_S + at.minute * _MINUTE_S + at.second
