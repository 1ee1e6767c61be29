"""Lay out tables as strips of rows below a head; they are divided elsewhere."""

from media.pages.fonts import Fonts
from media.pages.pieces import Piece, Strip
from media.pages.sheet import Sheet
from media.pages.table_columns import Column, Kinds, column_groups
from media.pages.table_grid import Grid, grid_of
from media.pages.table_head import HeadSetter
from media.pages.table_rows import RowSetter
from programme.blocks import Table

MOST_ROWS = 8
_TOGETHER = 2


class TableSetter:
    """Set tables of one sheet."""

    def __init__(self, sheet: Sheet, fonts: Fonts) -> None:
        self._sheet = sheet
        self._fonts = fonts
        self._head = HeadSetter(sheet, fonts)

    def strips(self, table: Table, room: int, part: str) -> tuple[Strip, ...]:
        """Return a table: a strip for each set of columns that fits on a page.

        Args:
            table: What to set.
            room: The height of a page below its title.
            part: What stands above the head on the left.

        Raises:
            TextTooLong: The spans open more places than a table may have.
        """
        grid = grid_of(table)
        kinds = Kinds(
            head_rows=table.header_rows, numeric=frozenset(table.numeric_columns)
        )
        groups = column_groups(grid, kinds, self._sheet, self._fonts)
        return tuple(self._strip(table, grid, group, room, part) for group in groups)

    def _strip(
        self,
        table: Table,
        grid: Grid,
        columns: tuple[Column, ...],
        room: int,
        part: str,
    ) -> Strip:
        head = self._head.piece(table, grid, columns, part)
        setter = RowSetter(self._sheet, self._fonts, columns)
        left = room - (head.height if head else 0)
        rows: list[Piece] = []
        for number in range(table.header_rows, len(grid)):
            if any(grid[number][column.index].text for column in columns):
                total = number in table.total_rows
                rows += setter.row(grid, number, left, total=total)
        return Strip(
            pieces=tuple(rows) or (Piece(height=0, marks=()),),
            head=head,
            gap=self._sheet.paragraph_gap,
            most_pieces=MOST_ROWS,
            keep_first=_TOGETHER,
            keep_last=_TOGETHER,
        )
