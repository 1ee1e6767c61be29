"""Find room on a floor's plan for the names of its offices; draw nothing.

Windows of one office that stand together bear its name once, beside them in the hall.
A name that has no room is left out: the list under the plan has it as well.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kiosk.counter_cells import Cell

LETTER, LINE = 36, 44
"""How wide and how high a character is in large print, in the plan's units."""
_GAP = 10
_MOST_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Be a rectangle of the plan."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.top + self.height

    def touches(self, other: "Area") -> bool:
        """Say whether two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Area") -> bool:
        """Say whether another lies wholly inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Be the name of an office on the plan."""

    lines: tuple[str, ...]
    area: Area
    anchor: str
    """Where its lines are held: start, middle or end."""

    @property
    def x(self) -> float:
        """Return where its lines are held."""
        shares = {"start": 0.0, "middle": 0.5, "end": 1.0}
        return self.area.left + self.area.width * shares[self.anchor]


def groups_of(
    cells: Mapping[Cell, str],
) -> tuple[tuple[str, tuple[tuple[Cell, ...], ...]], ...]:
    """Return the windows that stand together under one name, as straight runs.

    The largest group comes first, and in each its longest run.
    """
    left = dict(cells)
    groups = []
    while left:
        start = min(left)
        together = _together(left, start)
        name = left[start]
        for cell in together:
            del left[cell]
        groups.append((name, _runs(together)))
    return tuple(sorted(groups, key=lambda group: -sum(map(len, group[1]))))


def labels_of(
    groups: Iterable[tuple[str, Sequence[Area]]], hall: Area, taken: Sequence[Area]
) -> tuple[Label, ...]:
    """Return the names that have room, each beside one run of its windows.

    Args:
        groups: The name and the areas of the runs of each group of windows.
        hall: Where names may stand.
        taken: What they must not cover.
    """
    full = list(taken)
    found = []
    for name, areas in groups:
        offers = (label for area in areas for label in _offers(name, area))
        for label in offers:
            if hall.holds(label.area) and not any(map(label.area.touches, full)):
                found.append(label)
                full.append(label.area)
                break
    return tuple(found)


_AHEAD = ((1, 0), (0, 1))
_ABOUT = (*_AHEAD, (-1, 0), (0, -1))


def _together(cells: Mapping[Cell, str], start: Cell) -> set[Cell]:
    """Return the fields that hang together with one and bear its name."""
    found, edge = {start}, [start]
    while edge:
        cell = edge.pop()
        for step in _ABOUT:
            there = (cell[0] + step[0], cell[1] + step[1])
            if there not in found and cells.get(there) == cells[start]:
                found.add(there)
                edge.append(there)
    return found


def _runs(cells: set[Cell]) -> tuple[tuple[Cell, ...], ...]:
    """Return fields as straight runs, the longest first; each is in one."""
    left, runs = set(cells), []
    while left:
        every = (_run(left, cell, step) for cell in sorted(left) for step in _AHEAD)
        run = max(every, key=len)
        runs.append(run)
        left -= set(run)
    return tuple(runs)


def _run(cells: set[Cell], start: Cell, step: Cell) -> tuple[Cell, ...]:
    run = [start]
    while (ahead := (run[-1][0] + step[0], run[-1][1] + step[1])) in cells:
        run.append(ahead)
    return tuple(run)


def _offers(name: str, run: Area) -> Iterator[Label]:
    """Yield the places for a name about its windows, the best first."""
    for count in range(1, _MOST_LINES + 1):
        lines = _lines(name, count)
        width, height = max(map(len, lines)) * LETTER, len(lines) * LINE
        for anchor, left, top in _spots(run, width, height):
            area = Area(left=left, top=top, width=width, height=height)
            yield Label(lines=lines, area=area, anchor=anchor)


def _spots(
    run: Area, width: float, height: float
) -> Iterator[tuple[str, float, float]]:
    """Yield how a name is held, and where it begins: below, beside, above."""
    low, high = run.bottom + _GAP, run.top - _GAP - height
    beside = (
        run.top + (run.height - height) / 2,
        run.bottom - height,
        run.top,
    )
    # Wider than its windows it would seem to be the neighbours' name as well.
    fits = width <= run.width + 2 * _GAP
    middle = run.left + (run.width - width) / 2
    if fits:
        yield "middle", middle, low
    for top in beside:
        yield "start", run.right + _GAP, top
    for top in beside:
        yield "end", run.left - _GAP - width, top
    if fits:
        yield "middle", middle, high
        for top in (low, high):
            yield "start", run.left, top
            yield "end", run.right - width, top


def _lines(name: str, count: int) -> tuple[str, ...]:
    """Return a name in so many lines of about one length, or in fewer."""
    size = -(-len(name) // count)
    return tuple(name[at : at + size] for at in range(0, len(name), size))
