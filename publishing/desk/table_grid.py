"""Lay the cells of a table out in a grid; pure, it reads no figure.

A row of a table lists only the cells that begin in it; spans reach right and down.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from programme.blocks import Cell, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Be a cell with the row and the columns, half-open, that it covers."""

    row: int
    start: int
    end: int
    cell: Cell


def placed(table: Table) -> Iterator[Placed]:
    """Yield every cell with its place; cells from above take theirs first."""
    reaching: dict[int, int] = {}
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while reaching.get(column, 0) > number:
                column += 1
            end = column + cell.colspan
            reaching.update(dict.fromkeys(range(column, end), number + cell.rowspan))
            yield Placed(row=number, start=column, end=end, cell=cell)
            column = end
