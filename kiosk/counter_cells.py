"""Give each window of a floor a field of its own on the plan; draw nothing.

A field is as large as a finger needs (LOOK 3), so that a floor has few of them. Windows
keep their places where these allow it; what cannot be kept is never faked: the windows
then stand in the order of their numbers, and the page says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directory.model import Counter, MapPoint

COLUMNS, LINES = 9, 7
Cell = tuple[int, int]
"""A column and a line, counted from the upper left."""

_EVEN, _ACROSS, _DOWN = (1, 1), (9, 1), (1, 9)
"""What a field aside costs, and one above or below: crowded rows give way upwards and
downwards, crowded walls sideways."""
_PER_MILLE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Be where the windows of a floor stand on its plan."""

    cells: Mapping[str, Cell]
    """The field of each counter."""
    by_place: bool
    """Whether they stand where they are; otherwise in the order of their numbers."""


def standing_on(counters: Sequence[Counter]) -> Standing | None:
    """Return where the windows of a floor stand; None where there are too many.

    Args:
        counters: The floor's counters in the order of their numbers.
    """
    if not counters or len(counters) > COLUMNS * LINES:
        return None
    places = {one.id: one.place for one in counters if one.place is not None}
    if len(places) == len(counters):
        for weights in (_EVEN, _ACROSS, _DOWN):
            cells = _nearest(places, weights)
            if _keeps_order(places, cells):
                return Standing(cells=cells, by_place=True)
    return Standing(cells=_in_rows(counters), by_place=False)


def cell_of(place: MapPoint) -> Cell:
    """Return the field in which a place lies."""
    return (
        min(place.x * COLUMNS // _PER_MILLE, COLUMNS - 1),
        min(place.y * LINES // _PER_MILLE, LINES - 1),
    )


def _nearest(
    places: Mapping[str, MapPoint], weights: tuple[int, int]
) -> dict[str, Cell]:
    """Return the free field nearest to each place, from the upper left onwards."""
    free = {(column, line) for column in range(COLUMNS) for line in range(LINES)}
    found: dict[str, Cell] = {}
    for name in sorted(places, key=lambda one: (places[one].x, places[one].y, one)):
        place = places[name]
        cell = min(free, key=lambda one: (_distance(one, place, weights), one))
        free.remove(cell)
        found[name] = cell
    return found


def _distance(cell: Cell, place: MapPoint, weights: tuple[int, int]) -> float:
    aside, above = _apart(cell, place)
    return weights[0] * aside**2 + weights[1] * above**2


def _apart(cell: Cell, place: MapPoint) -> tuple[float, float]:
    """Return how many fields the middle of one lies beside and below a place."""
    return (
        cell[0] + 0.5 - place.x * COLUMNS / _PER_MILLE,
        cell[1] + 0.5 - place.y * LINES / _PER_MILLE,
    )


def _keeps_order(places: Mapping[str, MapPoint], cells: Mapping[str, Cell]) -> bool:
    """Say whether the plan is true: nobody far from home, nobody past a neighbour."""
    if any(max(map(abs, _apart(cells[one], places[one]))) > 1.5 for one in places):  # noqa: PLR2004 - the next field, and no further
        return False
    by_x = sorted(places, key=lambda one: places[one].x)
    by_y = sorted(places, key=lambda one: places[one].y)
    half_x, half_y = _PER_MILLE / COLUMNS / 2, _PER_MILLE / LINES / 2
    return not any(
        places[after].x - places[before].x > half_x
        and cells[after][0] < cells[before][0]
        for at, before in enumerate(by_x)
        for after in by_x[at + 1 :]
    ) and not any(
        places[after].y - places[before].y > half_y
        and cells[after][1] < cells[before][1]
        for at, before in enumerate(by_y)
        for after in by_y[at + 1 :]
    )


def _in_rows(counters: Sequence[Counter]) -> dict[str, Cell]:
    """Return the windows in rows; with a free line under each while there is room."""
    rows = -(-len(counters) // COLUMNS)
    step = 2 if rows * 2 <= LINES + 1 else 1
    return {
        one.id: (at % COLUMNS, at // COLUMNS * step) for at, one in enumerate(counters)
    }
