"""Draw what else stands in a hall on its plan: the desk, doors, lifts, pillars.

Where they stand is told by the kiosk's settings; what is not told is not drawn.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from config.kiosk_place import HallMark, HallMarkKind
from directory.model import MapPoint
from kiosk.counter_cells import Cell, cell_of
from kiosk.counter_way import free_cell
from kiosk.plan_scale import EDGE, HEIGHT, PITCH, SIDE, WIDTH, corner

_INSET = {HallMarkKind.PILLAR: 30}
_DOOR = 14
"""How thick the wall is where a door is drawn."""
_OF_A_WAY = (HallMarkKind.LIFT, HallMarkKind.STAIRS)
"""Where the way over an upper floor begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnMark:
    """Be one thing of the hall, in the plan's units."""

    kind: HallMarkKind
    x: float
    y: float
    width: float
    height: float
    cell: Cell | None
    """The field that it takes; a door takes none."""

    @property
    def middle_x(self) -> float:
        """Return its middle."""
        return self.x + self.width / 2

    @property
    def middle_y(self) -> float:
        """Return its middle."""
        return self.y + self.height / 2


def entrance_of(marks: Iterable[HallMark], *, ground: bool) -> HallMark | None:
    """Return where one comes in: the door below, else the lift or the stairs."""
    kinds = (HallMarkKind.DOOR,) if ground else _OF_A_WAY
    told = [one for one in marks if one.kind in kinds]
    return min(told, key=lambda one: kinds.index(one.kind), default=None)


def drawn(
    marks: Iterable[HallMark], taken: Collection[Cell], *, start: MapPoint
) -> tuple[DrawnMark, ...]:
    """Return the marks with their places; none stands on a window or on another.

    Args:
        marks: What stands on the floor.
        taken: The fields of its windows, and where the visitor stands.
        start: Where the visitor stands or comes in: it has a mark of its own.
    """
    found: list[DrawnMark] = []
    full = set(taken)
    for one in marks:
        if one.kind is HallMarkKind.DOOR:
            found.append(_door(one))
        elif (one.x, one.y) != (start.x, start.y):
            cell = free_cell(cell_of(MapPoint(x=one.x, y=one.y)), full)
            if cell is not None:
                full.add(cell)
                found.append(_thing(one.kind, cell))
    return tuple(found)


def _thing(kind: HallMarkKind, cell: Cell) -> DrawnMark:
    x, y = corner(cell)
    inset = _INSET.get(kind, 0)
    side = SIDE - 2 * inset
    return DrawnMark(
        kind=kind, x=x + inset, y=y + inset, width=side, height=side, cell=cell
    )


def _door(one: HallMark) -> DrawnMark:
    """Return a gap in the wall that is nearest to a door."""
    x = EDGE + one.x * (WIDTH - 2 * EDGE) / 1000
    y = EDGE + one.y * (HEIGHT - 2 * EDGE) / 1000
    apart = {"left": x, "right": WIDTH - x, "top": y, "bottom": HEIGHT - y}
    wall = min(apart, key=lambda name: apart[name])
    left: float
    top: float
    if wall in ("left", "right"):
        left = 0 if wall == "left" else WIDTH - _DOOR
        top = max(2 * EDGE, min(y - PITCH / 2, HEIGHT - 2 * EDGE - PITCH))
        size = (_DOOR, PITCH)
    else:
        left = max(2 * EDGE, min(x - PITCH / 2, WIDTH - 2 * EDGE - PITCH))
        top = 0 if wall == "top" else HEIGHT - _DOOR
        size = (PITCH, _DOOR)
    return DrawnMark(
        kind=one.kind, x=left, y=top, width=size[0], height=size[1], cell=None
    )
