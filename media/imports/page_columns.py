"""Tell columns of text and tables without lines by the gaps between pieces; pure.

Only what is certain becomes a table: rows that keep the same gaps and hold figures.
Everything else is lines, in the order in which people read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from media.imports.page_geometry import Line, Piece, Row, line_of
from media.imports.tabling import Grid, is_number
from media.imports.text import joined

_GAP = 1.0
"""Of a letter's size, the least gap between columns."""
_FAR = 3.5
"""Of a letter's size between rows: then they do not belong together."""
_LEAST_PROSE_ROWS, _LEAST_COLUMN_ROWS, _LEAST_PROSE_LETTERS = 4, 2, 9
_FULL, _MOSTLY = 0.8, 0.6
_LEAST_TABLE_ROWS = 3
_FIGURES = 0.7
_HEAD_ROWS = 2
_CLOSE = 1.8
_EDGE = 1_000_000.0
Gap = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class GappedTable:
    """Be a table that is told by its gaps."""

    grid: Grid
    top: float


Part = Line | GappedTable


def parts_of(rows: Sequence[Row]) -> Iterator[Part]:
    """Yield the lines and tables of a page in reading order."""
    number = 0
    while number < len(rows):
        run = _run(rows, number)
        if run is None:
            yield line_of(rows[number])
            number += 1
            continue
        end, gaps = run
        yield from _of_run(rows[number:end], gaps)
        number = end


def _run(rows: Sequence[Row], begin: int) -> tuple[int, list[Gap]] | None:
    """Return where rows with the same gaps end, and the gaps; None where none begin."""
    gaps = _inner(rows[begin]) or _begun_right(rows, begin)
    if not gaps:
        return None
    end = begin + 1
    while end < len(rows):
        size = rows[end][0].size
        left = _common(gaps, _gaps(rows[end]), size)
        if not left or rows[end][0].middle - rows[end - 1][0].middle > _FAR * size:
            break
        gaps, end = left, end + 1
    return end, gaps


def _inner(row: Row) -> list[Gap]:
    return [gap for gap in _gaps(row) if gap[0] > -_EDGE and gap[1] < _EDGE]


def _begun_right(rows: Sequence[Row], begin: int) -> list[Gap]:
    """Return the gaps of the next row, where this one stands right of one of them.

    A column at the right may begin higher than the one at the left.
    """
    if begin + 1 >= len(rows):
        return []
    left = rows[begin][0].left
    size = rows[begin][0].size
    near = rows[begin + 1][0].middle - rows[begin][0].middle <= _CLOSE * size
    gaps = _inner(rows[begin + 1]) if near else []
    return gaps if any(gap[1] <= left + size / 2 for gap in gaps) else []


def _gaps(row: Row) -> list[Gap]:
    """Return where a row leaves room, from edge to edge."""
    least = _GAP * max(piece.size for piece in row)
    found: list[Gap] = [(-_EDGE, row[0].left)]
    right = row[0].right
    for piece in row[1:]:
        if piece.left - right >= least:
            found.append((right, piece.left))
        right = max(right, piece.right)
    return [*found, (right, _EDGE)]


def _common(first: list[Gap], second: list[Gap], size: float) -> list[Gap]:
    both = ((max(a[0], b[0]), min(a[1], b[1])) for a in first for b in second)
    return [(left, right) for left, right in both if right - left >= _GAP * size]


def _of_run(rows: Sequence[Row], gaps: list[Gap]) -> Iterator[Part]:
    cells = [_cells(row, gaps) for row in rows]
    if _is_prose(cells):
        for column in range(len(gaps) + 1):
            yield from _column([row[column] for row in cells if row[column]])
        return
    last = max(n for n, row in enumerate(cells) if sum(map(bool, row)) > 1) + 1
    texts = _table(cells[:last]) if last >= _LEAST_TABLE_ROWS else None
    if texts is None:
        yield from map(_alone, rows)
        return
    yield GappedTable(grid=Grid(texts=texts, spans={}), top=rows[0][0].top)
    yield from map(line_of, rows[last:])


def _alone(row: Row) -> Line:
    """Return a row as a line that is a paragraph of its own."""
    line = line_of(row)
    return replace(line, column=(line.left, _EDGE))


def _column(rows: Sequence[Row]) -> Iterator[Line]:
    lines = [line_of(row) for row in rows]
    bounds = (min(line.left for line in lines), max(line.right for line in lines))
    yield from (replace(line, column=bounds) for line in lines)


def _cells(row: Row, gaps: list[Gap]) -> tuple[Row, ...]:
    """Return the pieces of a row by column."""
    middles = [(left + right) / 2 for left, right in gaps]
    found: list[list[Piece]] = [[] for _ in range(len(gaps) + 1)]
    for piece in row:
        found[sum(1 for middle in middles if piece.left >= middle)].append(piece)
    return tuple(map(tuple, found))


def _is_prose(cells: list[tuple[Row, ...]]) -> bool:
    """Say whether every column reads on from line to line: most lines are full."""
    if len(cells) < _LEAST_PROSE_ROWS:
        return False
    return all(
        _reads_on([line_of(row[column]) for row in cells if row[column]])
        for column in range(len(cells[0]))
    )


def _reads_on(lines: Sequence[Line]) -> bool:
    if len(lines) < _LEAST_COLUMN_ROWS:
        return False
    widest = max(line.right - line.left for line in lines)
    full = sum(1 for line in lines if line.right - line.left >= _FULL * widest)
    letters = sum(len(line.text) for line in lines)
    return letters >= _LEAST_PROSE_LETTERS * len(lines) and full >= _MOSTLY * len(lines)


def _table(cells: list[tuple[Row, ...]]) -> tuple[tuple[str, ...], ...] | None:
    """Return the texts of a table; None where it is not certain that it is one."""
    rows: list[list[str]] = []
    below: float | None = None
    for row in cells:
        said = [line_of(pieces).text if pieces else "" for pieces in row]
        pieces = [piece for cell in row for piece in cell]
        near = below is not None and pieces[0].middle - below < _CLOSE * pieces[0].size
        if rows and near and sum(map(bool, said)) == 1 and not _figured(said):
            rows[-1] = [
                joined([a, b]) if b else a for a, b in zip(rows[-1], said, strict=True)
            ]
        else:
            rows.append(said)
        below = pieces[0].middle
    if len(rows) < _LEAST_TABLE_ROWS:
        return None
    figured = any(_is_figured(rows, column) for column in range(1, len(rows[0])))
    return tuple(map(tuple, rows)) if figured else None


def _continued(above: str, below: str) -> str:
    return joined([above, below]) if above and below else above or below


def _figured(texts: Sequence[str]) -> bool:
    return any(is_number(text) for text in texts)


def _is_figured(rows: list[list[str]], column: int) -> bool:
    values = [row[column] for row in rows if row[column]]
    figures = sum(1 for value in values if is_number(value))
    return figures > 1 and figures >= _FIGURES * (len(values) - min(_HEAD_ROWS, 1))
