"""Lay out the floor plan of a hall so that a finger can touch each window.

It serves no page and decides nothing about what a window does.
"""

import math
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from config.kiosk_place import HallMark, HallMarkKind
from directory.model import Counter, MapPoint
from kiosk.counter_cells import Cell, Standing, cell_of, standing_on
from kiosk.counter_labels import Area, Label, groups_of, labels_of
from kiosk.counter_way import free_cell, way_between
from kiosk.hall_marks import DrawnMark, drawn
from kiosk.plan_scale import HALL, HEIGHT, SIDE, WIDTH, area_of, corner, line_of, middle
from kiosk.plan_words import Beside, beside

ENTRANCE = MapPoint(x=530, y=930)
"""Where one comes in: below, in the middle; the lift on the other floors."""
_DOT = 21
"""How far the mark of where one stands reaches about its point."""
_WORDS = 44
"""How wide a character of its words is in large print."""
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
    side: int = SIDE

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
    you: Beside | None = None
    """The words beside it."""
    marks: tuple[DrawnMark, ...] = ()
    """What else stands in the hall."""
    doors: tuple[Beside, ...] = ()
    """The word beside each door that has room for it."""
    steps: tuple[Cell, ...] = ()
    """The fields of the way to the sought window; none where none is sought."""
    way: str = ""
    """The path of the way."""
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
    start_words: str = "",
    marks: Sequence[HallMark] = (),
    door_words: str = "",
    sought: str = "",
) -> Plan | None:
    """Return the plan of a floor; None where it has more windows than a plan holds.

    Args:
        counters: The floor's counters, as `Floor` has them.
        name_of: Names the office of a counter; empty: it has none.
        start: Where the visitor stands or comes in.
        start_words: What stands beside that place.
        marks: What else stands on the floor.
        door_words: What stands beside a door.
        sought: The counter to which the way leads.
    """
    standing = standing_on(counters)
    if standing is None:
        return None
    targets = tuple(_target(one, standing.cells[one.id]) for one in counters)
    taken = set(standing.cells.values())
    at = free_cell(cell_of(start), taken) if standing.by_place else None
    if at is None:
        labels = _labels(counters, standing, name_of, ())
        by_place = standing.by_place
        return Plan(targets=targets, labels=labels, by_place=by_place, here=None)
    shown = drawn(marks, {*taken, at}, start=start)
    way = _way(at, standing.cells[sought], taken, shown) if sought else ()
    full = [*_areas(shown), *line_of(way)]
    full += [area_of([cell]) for cell in (*taken, at)]
    you = beside(start_words, dot_at(at), size=_WORDS, hall=HALL, taken=full[:-1])
    doors = _doors(shown, door_words, (*full, you.area))
    names = (*full, you.area, *(one.area for one in doors))
    return Plan(
        targets=targets,
        labels=_labels(counters, standing, name_of, names),
        by_place=True,
        here=middle(at),
        you=you,
        marks=shown,
        doors=doors,
        steps=way,
        way=_path(way),
        tip=_arrow(way),
    )


def dot_at(cell: Cell) -> Area:
    """Return what the mark of where one stands takes."""
    x, y = middle(cell)
    return Area(left=x - _DOT, top=y - _DOT, width=2 * _DOT, height=2 * _DOT)


def _way(
    start: Cell, goal: Cell, taken: Collection[Cell], marks: Sequence[DrawnMark]
) -> tuple[Cell, ...]:
    """Return the way round windows and things, or round the windows alone."""
    things = {one.cell for one in marks if one.cell is not None}
    return way_between(start, goal, {*taken, *things}) or way_between(
        start, goal, taken
    )


def _doors(
    marks: Iterable[DrawnMark], words: str, full: Sequence[Area]
) -> tuple[Beside, ...]:
    """Return the word beside each door, where it covers nothing."""
    doors = _areas(one for one in marks if one.kind is HallMarkKind.DOOR)
    free = [each for each in full if each not in doors]
    said = [beside(words, one, size=_WORDS, hall=HALL, taken=free) for one in doors]
    return tuple(
        one
        for one in said
        if HALL.holds(one.area) and not any(map(one.area.touches, free))
    )


def _areas(marks: Iterable[DrawnMark]) -> list[Area]:
    return [
        Area(left=one.x, top=one.y, width=one.width, height=one.height) for one in marks
    ]


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
    left, top = corner(cell)
    return Target(counter=counter.id, lines=lines, large=large, x=left, y=top)


def _labels(
    counters: Sequence[Counter],
    standing: Standing,
    name_of: Callable[[Counter], str],
    full: Iterable[Area],
) -> tuple[Label, ...]:
    named = {standing.cells[one.id]: name_of(one) for one in counters}
    taken = [*(area_of([cell]) for cell in named), *full]
    groups = groups_of({cell: name for cell, name in named.items() if name})
    areas = [(name, [area_of(run) for run in runs]) for name, runs in groups]
    return labels_of(areas, HALL, taken)


def _edge_of(way: Sequence[Cell]) -> tuple[int, int, int, int]:
    """Return where the way ends before its window, and in which direction."""
    x, y = middle(way[-1])
    aside, below = way[-1][0] - way[-2][0], way[-1][1] - way[-2][1]
    before = SIDE // 2 + 8
    return x - aside * before, y - below * before, aside, below


def _path(way: Sequence[Cell]) -> str:
    """Return the line of the way; empty where there is none."""
    if not way:
        return ""
    x, y, aside, below = _edge_of(way)
    points = [*map(middle, way[:-1]), (x - aside * _TIP, y - below * _TIP)]
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
