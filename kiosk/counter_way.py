"""Find the way over a floor's plan from where one stands to a window; draw nothing.

It goes through fields in which no window stands, and turns as seldom as it can.
"""

from collections.abc import Collection, Iterator
from heapq import heappop, heappush

from kiosk.counter_cells import COLUMNS, LINES, Cell

_STEPS = ((0, -1), (-1, 0), (1, 0), (0, 1))
_ASLANT = ((-1, -1), (1, -1), (-1, 1), (1, 1))
"""Only to the window itself: one in a corner has neighbours on both sides."""
_TURN = 2
"""What a turn costs, in steps: people count turns, not steps."""


def free_cell(wanted: Cell, taken: Collection[Cell]) -> Cell | None:
    """Return the free field nearest to a wanted one, the lower one first.

    None where every field is taken.
    """
    free = [
        (column, line)
        for column in range(COLUMNS)
        for line in range(LINES)
        if (column, line) not in taken
    ]
    return min(free, key=lambda one: (_apart(one, wanted), -one[1]), default=None)


def way_between(start: Cell, goal: Cell, taken: Collection[Cell]) -> tuple[Cell, ...]:
    """Return the fields from a start to a window's own; none where no way leads there.

    Args:
        start: A free field.
        goal: The field of the window.
        taken: The fields of all windows.
    """
    queue: list[tuple[int, Cell, Cell, tuple[Cell, ...]]] = [(0, start, (0, 0), ())]
    seen: set[tuple[Cell, Cell]] = set()
    while queue:
        cost, cell, came, before = heappop(queue)
        way = (*before, cell)
        if cell == goal:
            return way
        if (cell, came) in seen:
            continue
        seen.add((cell, came))
        for step, there in _around(cell, goal):
            if there != goal and there in taken:
                continue
            turned = _TURN if came not in ((0, 0), step) else 0
            heappush(queue, (cost + 1 + turned, there, step, way))
    return ()


def _around(cell: Cell, goal: Cell) -> Iterator[tuple[Cell, Cell]]:
    for step in _ASLANT:
        if (cell[0] + step[0], cell[1] + step[1]) == goal:
            yield step, goal
    for step in _STEPS:
        there = (cell[0] + step[0], cell[1] + step[1])
        if 0 <= there[0] < COLUMNS and 0 <= there[1] < LINES:
            yield step, there


def _apart(one: Cell, other: Cell) -> int:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])
