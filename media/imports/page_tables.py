"""Find tables by the lines that are drawn around their cells; pure."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from media.imports.page_geometry import Piece, Rule, line_of, rows_of
from media.imports.tabling import Grid
from media.imports.text import joined

MOST_RULES = 4_000
"""More are a drawing."""
_NEAR = 3.0
_LEAST_LENGTH = 6.0
_MOST_COLUMNS = 200
_MOST_ROWS = 2_000
_LEAST_FILLED = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledTable:
    """Be a table with its place and what stands in it."""

    grid: Grid
    columns: tuple[float, ...]
    """Where its columns begin, and the last one's end."""
    top: float
    pieces: frozenset[int]
    """Which pieces of the page stand in it, by number."""


def ruled_tables(
    pieces: Sequence[Piece], rules: Sequence[Rule]
) -> tuple[RuledTable, ...]:
    """Return the tables of a page from top to bottom."""
    if len(rules) > MOST_RULES:
        return ()
    across = _merged(rule for rule in rules if rule.is_across)
    down = [
        _turned(rule)
        for rule in _merged(_turned(rule) for rule in rules if not rule.is_across)
    ]
    found = (_table(group, pieces) for group in _groups(across, down))
    return tuple(
        sorted((table for table in found if table), key=lambda table: table.top)
    )


def _turned(rule: Rule) -> Rule:
    return Rule(left=rule.top, right=rule.bottom, top=rule.left, bottom=rule.right)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Return lines across in which touching parts of one line are one."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda one: (round(one.top / _NEAR), one.left)):
        last = found[-1] if found else None
        if (
            last is not None
            and abs(last.top - rule.top) <= _NEAR
            and rule.left <= last.right + _NEAR
        ):
            right = max(last.right, rule.right)
            found[-1] = Rule(
                left=last.left, right=right, top=last.top, bottom=last.bottom
            )
        else:
            found.append(rule)
    return [rule for rule in found if rule.right - rule.left >= _LEAST_LENGTH]


def _meet(across: Rule, down: Rule) -> bool:
    return (
        across.left - _NEAR <= down.left <= across.right + _NEAR
        and down.top - _NEAR <= across.top <= down.bottom + _NEAR
    )


def _groups(
    across: list[Rule], down: list[Rule]
) -> list[tuple[list[Rule], list[Rule]]]:
    """Return lines that hang together, those across and those down."""
    left = set(range(len(down)))
    waiting = list(across)
    groups: list[tuple[list[Rule], list[Rule]]] = []
    while waiting:
        flat, upright = [waiting.pop()], list[Rule]()
        for rule in flat:
            met = [number for number in left if _meet(rule, down[number])]
            left.difference_update(met)
            for number in met:
                upright.append(down[number])
                joins = [one for one in waiting if _meet(one, down[number])]
                flat += joins
                waiting = [one for one in waiting if one not in joins]
        if len(flat) > 1 and len(upright) > 1:
            groups.append((flat, upright))
    return groups


def _places(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _table(
    group: tuple[list[Rule], list[Rule]], pieces: Sequence[Piece]
) -> RuledTable | None:
    across, down = group
    tops = _places(rule.top for rule in across)
    lefts = _places(rule.left for rule in down)
    rows, columns = len(tops) - 1, len(lefts) - 1
    if not (1 < rows <= _MOST_ROWS and 1 < columns <= _MOST_COLUMNS):
        return None
    spans = _spans(tops, lefts, across, down)
    inside: dict[tuple[int, int], list[Piece]] = {}
    taken: set[int] = set()
    for number, piece in enumerate(pieces):
        row = bisect_right(tops, piece.middle) - 1
        column = bisect_right(lefts, piece.centre) - 1
        if 0 <= row < rows and 0 <= column < columns:
            inside.setdefault(_begin(spans, row, column), []).append(piece)
            taken.add(number)
    if len(inside) < max(2, _LEAST_FILLED * rows * columns / _mean(spans, rows)):
        return None
    texts = tuple(
        tuple(_said(inside.get((row, column), ())) for column in range(columns))
        for row in range(rows)
    )
    merged = {place: span for place, span in spans.items() if span != (1, 1)}
    grid = Grid(texts=texts, spans=merged)
    return RuledTable(
        grid=grid, columns=tuple(lefts), top=tops[0], pieces=frozenset(taken)
    )


def _mean(spans: dict[tuple[int, int], tuple[int, int]], rows: int) -> float:
    """Return how many places a cell takes up on the average."""
    places = sum(down * right for down, right in spans.values())
    return max(1.0, places / max(rows, len(spans)))


def _spans(
    tops: list[float], lefts: list[float], across: list[Rule], down: list[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return every cell's rows and columns: it ends where a line is drawn."""
    rows, columns = len(tops) - 1, len(lefts) - 1
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in covered:
                continue
            right = column + 1
            while (
                right < columns
                and (row, right) not in covered
                and not _drawn(down, lefts[right], (tops[row] + tops[row + 1]) / 2)
            ):
                right += 1
            end = row + 1
            while end < rows and not _closed(
                across, tops[end], lefts[column : right + 1]
            ):
                end += 1
            spans[row, column] = (end - row, right - column)
            covered |= {(r, c) for r in range(row, end) for c in range(column, right)}
    return spans


def _drawn(down: list[Rule], left: float, middle: float) -> bool:
    return any(
        abs(rule.left - left) <= _NEAR
        and rule.top - _NEAR <= middle <= rule.bottom + _NEAR
        for rule in down
    )


def _closed(across: list[Rule], top: float, lefts: Sequence[float]) -> bool:
    """Say whether a line is drawn below any part of a cell."""
    middles = [(a + b) / 2 for a, b in pairwise(lefts)]
    return any(
        abs(rule.top - top) <= _NEAR
        and rule.left - _NEAR <= middle <= rule.right + _NEAR
        for rule in across
        for middle in middles
    )


def _begin(
    spans: dict[tuple[int, int], tuple[int, int]], row: int, column: int
) -> tuple[int, int]:
    """Return the place where the cell begins that covers a place."""
    if (row, column) in spans:
        return row, column
    return next(
        place
        for place, (down, right) in spans.items()
        if place[0] <= row < place[0] + down and place[1] <= column < place[1] + right
    )


def _said(pieces: Sequence[Piece]) -> str:
    return joined([line_of(row).text for row in rows_of(pieces)])
