"""Say where a counter really is at an instant; the words for it lie apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from directory.model import ChangeKind, Counter, CounterChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Be a counter as it is now."""

    counter: Counter | None
    """Where to go; None means the enquiry desk."""
    change: CounterChange | None = None
    """Why that is not the usual place; None where it is."""


def standing_at(
    counter: Counter,
    changes: Iterable[CounterChange],
    counters: Mapping[str, Counter],
    now: datetime,
) -> Standing:
    """Return where a counter is at an instant (REQ-32).

    Of several changes the one that began last holds. A moved counter keeps its own
    hours and telephone; who stands in for an absent one has their own. One that
    leads to a counter that is not there leads to the enquiry desk.
    """
    change = change_at(counter.id, changes, now)
    if change is None:
        return Standing(counter=counter)
    instead = counters.get(change.instead or "")
    if instead is not None and change.kind is ChangeKind.MOVED:
        place = ("building", "floor", "zone", "window", "way", "place")
        there = {name: getattr(instead, name) for name in place}
        instead = counter.model_copy(update=there)
    return Standing(counter=instead, change=change)


def change_at(
    counter: str, changes: Iterable[CounterChange], now: datetime
) -> CounterChange | None:
    """Return the change of a counter that holds at an instant, if any."""
    held = (
        one
        for one in changes
        if one.counter == counter and one.begins_at <= now < one.ends_at
    )
    return max(held, key=lambda one: (one.begins_at, one.id), default=None)
