"""Give the fields of a floor's plan their size on the glass; draw nothing."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from kiosk.counter_cells import COLUMNS, LINES, Cell
from kiosk.counter_labels import Area

EDGE, PITCH, SIDE = 14, 108, 96
"""At the size at which a 43-inch panel draws it: 48 mm each, 6 mm apart (LOOK 3)."""
WIDTH, HEIGHT = 2 * EDGE + COLUMNS * PITCH, 2 * EDGE + LINES * PITCH
HALL = Area(left=EDGE, top=EDGE, width=WIDTH - 2 * EDGE, height=HEIGHT - 2 * EDGE)
_LINE = 14
"""How wide the line of a way is."""


def corner(cell: Cell) -> tuple[int, int]:
    """Return the upper left of a field's target."""
    inset = (PITCH - SIDE) // 2
    return (EDGE + cell[0] * PITCH + inset, EDGE + cell[1] * PITCH + inset)


def middle(cell: Cell) -> tuple[int, int]:
    """Return the middle of a field."""
    left, top = corner(cell)
    return left + SIDE // 2, top + SIDE // 2


def area_of(cells: Collection[Cell]) -> Area:
    """Return what the targets of some fields take together."""
    corners = [corner(cell) for cell in cells]
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    return Area(
        left=left,
        top=top,
        width=max(x for x, _ in corners) + SIDE - left,
        height=max(y for _, y in corners) + SIDE - top,
    )


def line_of(way: Sequence[Cell]) -> tuple[Area, ...]:
    """Return what the line of a way takes, step by step."""
    points = [middle(cell) for cell in way]
    return tuple(
        Area(
            left=min(one[0], other[0]) - _LINE,
            top=min(one[1], other[1]) - _LINE,
            width=abs(one[0] - other[0]) + 2 * _LINE,
            height=abs(one[1] - other[1]) + 2 * _LINE,
        )
        for one, other in pairwise(points)
    )
