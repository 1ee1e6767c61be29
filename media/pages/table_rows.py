"""Lay out the rows of a table over one set of columns; heads are set elsewhere."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from media.pages.fonts import Fonts, Style
from media.pages.linebreak import break_text
from media.pages.palette import HAIR, INK, INK_2
from media.pages.pieces import Fill, Ink, Mark, Piece
from media.pages.punctuation import begins_narrow
from media.pages.reading import MOST_CHARACTERS, characters_of, is_number
from media.pages.sheet import Sheet, baseline_in
from media.pages.table_columns import Column, places_of
from media.pages.table_grid import Grid, Slot


class RowLook(StrEnum):
    """Say what a row is, which decides how it looks."""

    PLAIN = "plain"
    TOTAL = "total"
    """A sum: bold, below a thick line."""
    GROUP = "group"
    """What the rows below it have in common."""
    RUNNING = "running"
    """A sum on the way, carried from page to page."""


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
        self, grid: Grid, number: int, room: int, look: RowLook
    ) -> tuple[Piece, ...]:
        """Return one row; several pieces where it is higher than a page."""
        bold = look in {RowLook.TOTAL, RowLook.GROUP}
        style = self._sheet.cell_style._replace(bold=bold)
        full = self._cells(grid[number], style)
        fresh = tuple(
            cell if cell.slot.row == number else replace(cell, lines=())
            for cell in full
        )
        joined = _continuing(grid, number, self._columns)
        parts = [
            self._piece(cells, joined, look) for cells in self._divided(fresh, room)
        ]
        if fresh != full and len(parts) == 1:
            again = self._piece(full, joined, look)
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
        # Parts of one length: a lone last line would be all that is overleaf.
        even = math.ceil(longest / math.ceil(longest / most))
        for count in range(even, 0, -1):
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
        look: RowLook,
    ) -> Piece:
        longest = max(1, *(len(cell.lines) for cell in cells))
        height = self._sheet.row + (longest - 1) * self._sheet.cell_line
        marks: list[Mark] = self._rules(joined, height, look)
        for cell in cells:
            marks += self._inks(cell, look)
        words = [" ".join(cell.lines) for cell in cells if cell.lines]
        figures = [c for c in cells if c.column.numeric and is_number(c.slot.text)]
        return Piece(
            height=height,
            marks=tuple(marks),
            words=" ".join(words),
            characters=_read(cells),
            number_cells=sum(1 for cell in figures if cell.lines),
            stays=look is RowLook.GROUP,
        )

    def _rules(self, joined: frozenset[int], height: int, look: RowLook) -> list[Mark]:
        hair = self._sheet.px(2)
        if look is RowLook.TOTAL:
            thick, colour = self._sheet.px(4), self._sheet.colours.strong
            return [
                Fill(x=0, y=0, width=self._sheet.inner, height=thick, colour=colour)
            ]
        found: list[Mark] = [
            Fill(x=c.x, y=height - hair, width=c.width, height=hair, colour=HAIR)
            for c in self._columns
            if c.index not in joined
        ]
        if look is not RowLook.GROUP:
            found += [
                Fill(x=c.x, y=0, width=hair, height=height, colour=HAIR)
                for c in self._columns
                if c.divided
            ]
        return found

    def _inks(self, cell: _CellLines, look: RowLook) -> list[Ink]:
        found: list[Ink] = []
        for number, text in enumerate(cell.lines):
            top = number * self._sheet.cell_line
            found.append(
                Ink(
                    x=self._x(cell, text),
                    baseline=top + baseline_in(self._sheet.row, cell.style.size),
                    text=text,
                    style=cell.style,
                    colour=self._colour(look),
                )
            )
        return found

    def _colour(self, look: RowLook) -> str:
        match look:
            case RowLook.PLAIN | RowLook.TOTAL:
                return INK
            case RowLook.GROUP:
                return self._sheet.colours.strong
            case RowLook.RUNNING:
                return INK_2
            case _:
                assert_never(look)

    def _x(self, cell: _CellLines, text: str) -> int:
        """Return where a line begins: figures stand under each other's point."""
        padding = self._sheet.cell_padding
        if not cell.column.numeric or cell.slot.columns > 1:
            closer = cell.style.size // 2 if begins_narrow(text) else 0
            return cell.column.x + padding - closer
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
