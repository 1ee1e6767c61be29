"""Lay out the floor plan of a hall so that a finger can touch each window.

It serves no page and decides nothing about what a window does.
"""

import math
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from directory.model import Counter, MapPoint
from kiosk.counter_cells import COLUMNS, LINES, Cell, Standing, cell_of, standing_on
from kiosk.counter_labels import Area, Label, groups_of, labels_of
from kiosk.counter_way import free_cell, way_between

_EDGE, _PITCH, _SIDE = 14, 108, 96
"""At the size at which a 43-inch panel draws it: 48 mm each, 6 mm apart (LOOK 3)."""
WIDTH, HEIGHT = 2 * _EDGE + COLUMNS * _PITCH, 2 * _EDGE + LINES * _PITCH
ENTRANCE = MapPoint(x=530, y=930)
"""Where one comes in: below, in the middle; the lift on the other floors."""
_HERE = Area(left=-26, top=-36, width=256, height=72)
"""What the mark of where one stands takes about its point, with its words."""
TURNED = 620
"""Further right than this the words stand on the left of the mark."""
_NUMBER = re.compile(r"[0-9]{1,6}")
_LARGE, _ONE_LINE, _HALF = 4, 6, 3
_TIP = 16


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
    lines: tuple[str, ...]
    """What stands over the window, in one line or two."""
    large: bool
    """Whether it is short enough for the largest figures."""
    x: int
    y: int
    side: int = _SIDE

    @property
    def middle_x(self) -> int:
        """Return the middle of the target."""
        return self.x + self.side // 2

    @property
    def middle_y(self) -> int:
        """Return the middle of the target."""
        return self.y + self.side // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Be the plan of a floor, ready to be drawn."""

    targets: tuple[Target, ...]
    labels: tuple[Label, ...]
    by_place: bool
    """Whether windows stand where they are; otherwise as their numbers count."""
    here: tuple[int, int] | None
    """Where one stands or comes in, where that is known."""
    way: str = ""
    """The path to the sought window; empty where none is sought."""
    tip: str = ""
    """The head of the arrow at its end."""

    width: int = WIDTH
    height: int = HEIGHT


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


def plan_of(
    counters: Sequence[Counter],
    *,
    name_of: Callable[[Counter], str] = lambda _: "",
    start: MapPoint = ENTRANCE,
    sought: str = "",
) -> Plan | None:
    """Return the plan of a floor; None where it has more windows than a plan holds.

    Args:
        counters: The floor's counters, as `Floor` has them.
        name_of: Names the office of a counter; empty: it has none.
        start: Where the visitor stands or comes in.
        sought: The counter to which the way leads.
    """
    standing = standing_on(counters)
    if standing is None:
        return None
    targets = tuple(_target(one, standing.cells[one.id]) for one in counters)
    taken = set(standing.cells.values())
    at = free_cell(cell_of(start), taken) if standing.by_place else None
    way = way_between(at, standing.cells[sought], taken) if at and sought else ()
    return Plan(
        targets=targets,
        labels=_labels(counters, standing, name_of, at),
        by_place=standing.by_place,
        here=_middle(at) if at else None,
        way=_path(way),
        tip=_arrow(way),
    )


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


def _target(counter: Counter, cell: Cell) -> Target:
    window = counter.window
    large = window.isascii() and len(window) <= _LARGE
    one_line = large or len(window) <= _HALF or bool(_NUMBER.match(window))
    lines = (
        (window[:_ONE_LINE],)
        if one_line
        else (window[:_HALF], window[_HALF : 2 * _HALF])
    )
    left, top = _corner(cell)
    return Target(counter=counter.id, lines=lines, large=large, x=left, y=top)


def _labels(
    counters: Sequence[Counter],
    standing: Standing,
    name_of: Callable[[Counter], str],
    here: Cell | None,
) -> tuple[Label, ...]:
    named = {standing.cells[one.id]: name_of(one) for one in counters}
    taken = [_area([cell]) for cell in named]
    if here is not None:
        taken.append(_mark(here))
    groups = groups_of({cell: name for cell, name in named.items() if name})
    areas = [(name, [_area(run) for run in runs]) for name, runs in groups]
    hall = Area(left=_EDGE, top=_EDGE, width=WIDTH - 2 * _EDGE, height=HEIGHT - _EDGE)
    return labels_of(areas, hall, taken)


def _mark(cell: Cell) -> Area:
    """Return what the mark of where one stands takes, its words beside it."""
    x, y = _middle(cell)
    left = _HERE.left if x <= TURNED else -_HERE.left - _HERE.width
    return Area(
        left=x + left, top=y + _HERE.top, width=_HERE.width, height=_HERE.height
    )


def _area(cells: Collection[Cell]) -> Area:
    corners = [_corner(cell) for cell in cells]
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    return Area(
        left=left,
        top=top,
        width=max(x for x, _ in corners) + _SIDE - left,
        height=max(y for _, y in corners) + _SIDE - top,
    )


def _corner(cell: Cell) -> tuple[int, int]:
    inset = (_PITCH - _SIDE) // 2
    return (_EDGE + cell[0] * _PITCH + inset, _EDGE + cell[1] * _PITCH + inset)


def _middle(cell: Cell) -> tuple[int, int]:
    left, top = _corner(cell)
    return left + _SIDE // 2, top + _SIDE // 2


def _edge_of(way: Sequence[Cell]) -> tuple[int, int, int, int]:
    """Return where the way ends before its window, and in which direction."""
    x, y = _middle(way[-1])
    aside, below = way[-1][0] - way[-2][0], way[-1][1] - way[-2][1]
    before = _SIDE // 2 + 8
    return x - aside * before, y - below * before, aside, below


def _path(way: Sequence[Cell]) -> str:
    """Return the line of the way; empty where there is none."""
    if not way:
        return ""
    x, y, aside, below = _edge_of(way)
    points = [*map(_middle, way[:-1]), (x - aside * _TIP, y - below * _TIP)]
    return "M" + "L".join(f"{one} {other}" for one, other in points)


def _arrow(way: Sequence[Cell]) -> str:
    """Return the head of the arrow; empty where there is no way."""
    if not way:
        return ""
    x, y, aside, below = _edge_of(way)
    foot_x, foot_y = x - aside * 2 * _TIP, y - below * 2 * _TIP
    return (
        f"M{x} {y}L{foot_x + below * _TIP} {foot_y - aside * _TIP}"
        f"L{foot_x - below * _TIP} {foot_y + aside * _TIP}z"
    )
