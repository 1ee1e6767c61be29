"""Lay out the rows of a table over one set of columns; heads are set elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from media.pages.fonts import Fonts, Style
from media.pages.linebreak import break_text
from media.pages.palette import HAIR, INK
from media.pages.pieces import Fill, Ink, Mark, Piece
from media.pages.reading import MOST_CHARACTERS, characters_of, is_number
from media.pages.sheet import Sheet, baseline_in
from media.pages.table_columns import Column, places_of
from media.pages.table_grid import Grid, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class _CellLines:
    """Be one cell of a row, broken into lines."""

    slot: Slot
    column: Column
    width: int
    lines: tuple[str, ...]
    style: Style


class RowSetter:
    """Set the rows of one table over one set of columns."""

    def __init__(self, sheet: Sheet, fonts: Fonts, columns: tuple[Column, ...]) -> None:
        self._sheet = sheet
        self._fonts = fonts
        self._columns = columns

    def row(
        self, grid: Grid, number: int, room: int, *, total: bool
    ) -> tuple[Piece, ...]:
        """Return one row; several pieces where it is higher than a page."""
        style = self._sheet.cell_style._replace(bold=total)
        full = self._cells(grid[number], style)
        fresh = tuple(
            cell if cell.slot.row == number else replace(cell, lines=())
            for cell in full
        )
        joined = _continuing(grid, number, self._columns)
        parts = [
            self._piece(cells, joined, total=total)
            for cells in self._divided(fresh, room)
        ]
        if fresh != full and len(parts) == 1:
            again = self._piece(full, joined, total=total)
            if again.height <= room and again.characters <= MOST_CHARACTERS:
                parts[0] = replace(parts[0], again=again)
        return tuple(parts)

    def _cells(self, slots: Sequence[Slot], style: Style) -> tuple[_CellLines, ...]:
        """Return the cells that a page shows of a row, each once."""
        found: list[_CellLines] = []
        for column in self._columns:
            slot = slots[column.index]
            if found and found[-1].slot is slot:
                width = found[-1].width + column.width
                found[-1] = self._broken(slot, found[-1].column, width, style)
            else:
                found.append(self._broken(slot, column, column.width, style))
        return tuple(found)

    def _broken(
        self, slot: Slot, column: Column, width: int, style: Style
    ) -> _CellLines:
        lines = break_text(
            slot.text,
            width - 2 * self._sheet.cell_padding,
            lambda text: self._fonts.width(text, style),
        )
        return _CellLines(
            slot=slot, column=column, width=width, lines=lines, style=style
        )

    def _divided(
        self, cells: tuple[_CellLines, ...], room: int
    ) -> tuple[tuple[_CellLines, ...], ...]:
        """Return the row in parts that each fit a page in height and characters."""
        longest = max(1, *(len(cell.lines) for cell in cells))
        most = 1 + max(0, (room - self._sheet.row) // self._sheet.cell_line)
        for count in range(min(most, longest), 0, -1):
            parts = tuple(
                tuple(
                    replace(cell, lines=cell.lines[at : at + count]) for cell in cells
                )
                for at in range(0, longest, count)
            )
            if count == 1 or all(_read(part) <= MOST_CHARACTERS for part in parts):
                return parts
        return (cells,)

    def _piece(
        self,
        cells: tuple[_CellLines, ...],
        joined: frozenset[int],
        *,
        total: bool,
    ) -> Piece:
        longest = max(1, *(len(cell.lines) for cell in cells))
        height = self._sheet.row + (longest - 1) * self._sheet.cell_line
        marks: list[Mark] = self._rules(joined, height, total=total)
        for cell in cells:
            marks += self._inks(cell)
        words = [" ".join(cell.lines) for cell in cells if cell.lines]
        figures = [c for c in cells if c.column.numeric and is_number(c.slot.text)]
        return Piece(
            height=height,
            marks=tuple(marks),
            words=" ".join(words),
            characters=_read(cells),
            number_cells=sum(1 for cell in figures if cell.lines),
        )

    def _rules(
        self,
        joined: frozenset[int],
        height: int,
        *,
        total: bool,
    ) -> list[Mark]:
        hair = self._sheet.px(2)
        if total:
            thick, colour = self._sheet.px(4), self._sheet.colours.strong
            return [
                Fill(x=0, y=0, width=self._sheet.inner, height=thick, colour=colour)
            ]
        return [
            Fill(x=c.x, y=height - hair, width=c.width, height=hair, colour=HAIR)
            for c in self._columns
            if c.index not in joined
        ]

    def _inks(self, cell: _CellLines) -> list[Ink]:
        found: list[Ink] = []
        for number, text in enumerate(cell.lines):
            top = number * self._sheet.cell_line
            found.append(
                Ink(
                    x=self._x(cell, text),
                    baseline=top + baseline_in(self._sheet.row, cell.style.size),
                    text=text,
                    style=cell.style,
                    colour=INK,
                )
            )
        return found

    def _x(self, cell: _CellLines, text: str) -> int:
        """Return where a line begins: figures stand under each other's point."""
        padding = self._sheet.cell_padding
        if not cell.column.numeric or cell.slot.columns > 1:
            return cell.column.x + padding
        right = cell.column.x + cell.width - padding
        if len(cell.lines) > 1 or not text[-1:].isdigit():
            return round(right - self._fonts.width(text, cell.style))
        own, most = places_of(text), cell.column.places
        absent = ("" if own or not most else ".") + "0" * (most - own)
        advance = self._fonts.width(text + absent, cell.style)
        return max(round(right - advance), cell.column.x + padding)


def _continuing(grid: Grid, number: int, columns: tuple[Column, ...]) -> frozenset[int]:
    """Return the columns whose cell goes on in the next row: no rule below them."""
    if number + 1 >= len(grid):
        return frozenset()
    below = grid[number + 1]
    return frozenset(
        c.index for c in columns if below[c.index] is grid[number][c.index]
    )


def _read(cells: Sequence[_CellLines]) -> int:
    """Return the characters of a row; figures are counted as cells instead."""
    return sum(
        characters_of(" ".join(cell.lines))
        for cell in cells
        if not (cell.column.numeric and is_number(cell.slot.text))
    )
