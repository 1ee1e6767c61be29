"""Lay out the counters of a floor so that a finger can touch each; serve no page.

The places are where the windows are; a target that would cover another stands in the
nearest free field instead, tied to its place by a line.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from directory.model import Counter, MapPoint

WIDTH, HEIGHT = 1000, 672
_EDGE = 14
_PITCH = 108
_SIDE = 100
"""At the size at which the page draws it: a finger's breadth (LOOK 3)."""
COLUMNS, LINES = (WIDTH - 2 * _EDGE) // _PITCH, (HEIGHT - 2 * _EDGE) // _PITCH
_ENTRANCE = MapPoint(x=530, y=990)
_LONGEST_NUMBER = 4
_NUMBER = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """Be one floor of one building with its counters."""

    building: str
    floor: int
    counters: tuple[Counter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Be a counter on the plan, in the plan's units."""

    counter: str
    number: str
    """What stands over the window; a dot where that is long."""
    x: int
    y: int
    side: int
    place_x: int
    place_y: int
    """Where the window really is."""

    @property
    def middle_x(self) -> int:
        """Return the middle of the target."""
        return self.x + self.side // 2

    @property
    def middle_y(self) -> int:
        """Return the middle of the target."""
        return self.y + self.side // 2


def floors_of(counters: Iterable[Counter]) -> tuple[Floor, ...]:
    """Return the floors that have counters, each building from below upwards."""
    found: dict[tuple[str, int], list[Counter]] = {}
    for counter in counters:
        found.setdefault((counter.building, counter.floor), []).append(counter)
    buildings = list(dict.fromkeys(building for building, _ in found))
    ordered = sorted(found, key=lambda key: (buildings.index(key[0]), key[1]))
    return tuple(
        Floor(building=key[0], floor=key[1], counters=_by_number(found[key]))
        for key in ordered
    )


def targets_of(counters: Sequence[Counter]) -> tuple[Target, ...]:
    """Return the targets of a floor's counters.

    None where no place is known, or where more have one than can be told apart.
    """
    placed = [(one, one.place) for one in counters if one.place is not None]
    if len(placed) > COLUMNS * LINES:
        return ()
    free = {(column, line) for column in range(COLUMNS) for line in range(LINES)}
    targets = []
    for counter, place in placed:
        x, y = _at(place)
        field = min(free, key=lambda one: (_distance(one, x, y), one))
        free.remove(field)
        targets.append(_target(counter, field, x, y))
    return tuple(targets)


def entrance() -> tuple[int, int]:
    """Return where one comes in, as the answer's plan has it: below, in the middle."""
    return _at(_ENTRANCE)


def _by_number(counters: Sequence[Counter]) -> tuple[Counter, ...]:
    """Return counters as their windows count: 2 before 12, rooms behind."""
    numbers = {one.id: _NUMBER.match(one.window) for one in counters}
    return tuple(
        sorted(
            counters,
            key=lambda one: (
                int(found[0]) if (found := numbers[one.id]) else math.inf,
                one.window,
            ),
        )
    )


def _target(counter: Counter, field: tuple[int, int], x: int, y: int) -> Target:
    is_short = len(counter.window) <= _LONGEST_NUMBER
    return Target(
        counter=counter.id,
        number=counter.window if is_short else "●",
        x=_EDGE + field[0] * _PITCH + (_PITCH - _SIDE) // 2,
        y=_EDGE + field[1] * _PITCH + (_PITCH - _SIDE) // 2,
        side=_SIDE,
        place_x=x,
        place_y=y,
    )


def _at(place: MapPoint) -> tuple[int, int]:
    return (
        _EDGE + place.x * (WIDTH - 2 * _EDGE) // 1000,
        _EDGE + place.y * (HEIGHT - 2 * _EDGE) // 1000,
    )


def _distance(field: tuple[int, int], x: int, y: int) -> int:
    """Return how far a field's middle is from a place, squared."""
    middle_x = _EDGE + field[0] * _PITCH + _PITCH // 2
    middle_y = _EDGE + field[1] * _PITCH + _PITCH // 2
    return (middle_x - x) ** 2 + (middle_y - y) ** 2
