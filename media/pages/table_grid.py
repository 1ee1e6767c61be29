"""Turn a table's spanning cells into a grid; it knows nothing of widths."""

from dataclasses import dataclass

from media.pages.errors import TextTooLong
from programme.blocks import Cell, Table

MOST_PLACES = 400_000
"""Rows times columns; a 50,000-row table of eight columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Be one cell at its place, with the places that it spans."""

    text: str
    row: int
    column: int
    rows: int
    columns: int


Grid = tuple[tuple[Slot, ...], ...]
"""For each row and column the slot that covers it."""


def grid_of(table: Table) -> Grid:
    """Return the grid of a table, missing cells being empty.

    Raises:
        TextTooLong: The spans open more places than a table may have.
    """
    height = len(table.rows)
    width = _width_bound(table)
    _limit(height * width)
    places: list[list[Slot | None]] = [[None] * width for _ in range(height)]
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while column < width and places[row][column] is not None:
                column += 1
            column = _place(places, cell, row, column)
    used = max((_used(line) for line in places), default=0)
    return tuple(
        tuple(slot or _empty(row, column) for column, slot in enumerate(line[:used]))
        for row, line in enumerate(places)
    )


def _width_bound(table: Table) -> int:
    """Return a number of columns that the table surely does not exceed."""
    hanging: list[tuple[int, int]] = []
    widest = 0
    for row, cells in enumerate(table.rows):
        hanging = [(end, span) for end, span in hanging if end > row]
        width = sum(span for _, span in hanging)
        width += sum(cell.colspan for cell in cells)
        widest = max(widest, width)
        hanging += [
            (row + cell.rowspan, cell.colspan) for cell in cells if cell.rowspan > 1
        ]
        _limit(widest)
    return widest


def _place(places: list[list[Slot | None]], cell: Cell, row: int, column: int) -> int:
    """Enter a cell into all places that it spans; return the column after it."""
    rows = min(cell.rowspan, len(places) - row)
    end = column
    while (
        end < column + cell.colspan
        and end < len(places[row])
        and places[row][end] is None
    ):
        end += 1
    columns = max(1, end - column)
    slot = Slot(
        text="\n".join(" ".join(line.split()) for line in cell.text.splitlines()),
        row=row,
        column=column,
        rows=rows,
        columns=columns,
    )
    for line in places[row : row + rows]:
        for at in range(column, min(column + columns, len(line))):
            line[at] = line[at] or slot
    return column + columns


def _used(line: list[Slot | None]) -> int:
    taken = [number for number, slot in enumerate(line) if slot is not None]
    return taken[-1] + 1 if taken else 0


def _empty(row: int, column: int) -> Slot:
    return Slot(text="", row=row, column=column, rows=1, columns=1)


def _limit(places: int) -> None:
    if places > MOST_PLACES:
        raise TextTooLong("表格", found=places, most=MOST_PLACES)
