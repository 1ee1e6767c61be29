"""Tell a table in plain text: lines parted into as many cells by tabs or commas."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_DELIMITERS = ("\t", ",")
_LEAST_ROWS, _MOST_HEAD, _LONGEST_CELL = 2, 3, 200
_MOST_COLUMNS = 200
_SENTENCE_ENDS = ("。", "；")


@dataclass(frozen=True, slots=True, kw_only=True)
class DelimitedText:
    """Be lines of text and the table that follows them."""

    before: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def delimited(text: str) -> DelimitedText | None:
    """Return a table with the few lines above it; None where it is not certain."""
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    for delimiter in _DELIMITERS:
        count = next((n for n, line in enumerate(lines) if delimiter in line), None)
        if count is None or count > _MOST_HEAD:
            continue
        rows = _rows(lines[count:], delimiter)
        if rows is not None:
            return DelimitedText(before=tuple(lines[:count]), rows=rows)
    return None


def _rows(lines: Sequence[str], delimiter: str) -> tuple[tuple[str, ...], ...] | None:
    try:
        rows = tuple(_read(lines, delimiter))
    except csv.Error:
        return None
    width = len(rows[0]) if rows else 0
    sure = len(rows) >= _LEAST_ROWS and 1 < width <= _MOST_COLUMNS
    if not sure or any(len(row) != width for row in rows):
        return None
    cells = [cell for row in rows for cell in row]
    prose = any(len(c) > _LONGEST_CELL or c.endswith(_SENTENCE_ENDS) for c in cells)
    return None if prose else rows


def _read(lines: Sequence[str], delimiter: str) -> Iterator[tuple[str, ...]]:
    for row in csv.reader(lines, delimiter=delimiter, strict=True):
        yield tuple(cell.strip() for cell in row)
