"""Lay out what is repeated above a table: its name, its unit and its head rows."""

from dataclasses import dataclass, replace

from media.pages.fonts import Fonts
from media.pages.linebreak import break_lines, break_text
from media.pages.palette import INK_2
from media.pages.pieces import Fill, Ink, Mark, Piece, moved
from media.pages.sheet import Sheet, baseline_in, normal_line
from media.pages.table_columns import Column
from media.pages.table_grid import Grid, Slot
from programme.blocks import Table

_UNIT = "单位："


@dataclass(frozen=True, slots=True, kw_only=True)
class _Headed:
    """Be one cell of the head over the columns of a page."""

    slot: Slot
    first: Column
    width: int


class HeadSetter:
    """Set the heads of tables of one sheet."""

    def __init__(self, sheet: Sheet, fonts: Fonts) -> None:
        self._sheet = sheet
        self._fonts = fonts
        self._line = round(1.3 * sheet.head_style.size)

    def piece(
        self, table: Table, grid: Grid, columns: tuple[Column, ...], part: str
    ) -> Piece | None:
        """Return the line above the table and its head rows; None without both."""
        above = self._part_line(part, _unit(table.unit_note))
        rows = self._rows(grid[: table.header_rows], columns)
        if above.height + rows.height == 0:
            return None
        lower = tuple(moved(mark, 0, above.height) for mark in rows.marks)
        return Piece(
            height=above.height + rows.height,
            marks=(*above.marks, *lower),
            words="\n".join(said for said in (above.words, rows.words) if said),
        )

    def _part_line(self, left: str, right: str) -> Piece:
        """Return the name at the left, in lines if need be, the unit at the right."""
        if not left and not right:
            return Piece(height=0, marks=())
        style = self._sheet.part_style
        line = normal_line(style.size)
        advance = round(self._fonts.width(right, style)) if right else 0
        room = self._sheet.inner - (advance + style.size if right else 0)
        lines = break_lines(left, room, lambda text: self._fonts.width(text, style))
        texts = [(0, number, text) for number, text in enumerate(lines) if text]
        if right:
            texts.append((self._sheet.inner - advance, len(lines) - 1, right))
        marks = tuple(
            Ink(
                x=x,
                baseline=number * line + baseline_in(line, style.size),
                text=text,
                style=style,
                colour=INK_2,
            )
            for x, number, text in texts
        )
        return Piece(
            height=line * len(lines) + self._sheet.px(14),
            marks=marks,
            words=" ".join(text for text in (left, right) if text),
        )

    def _rows(self, head: Grid, columns: tuple[Column, ...]) -> Piece:
        heights = [
            self._row_height(slots, number, columns)
            for number, slots in enumerate(head)
        ]
        tops = [sum(heights[:number]) for number in range(len(heights) + 1)]
        colour = self._sheet.colours.tint
        tint = Fill(x=0, y=0, width=self._sheet.inner, height=tops[-1], colour=colour)
        marks: list[Mark] = [tint] if heights else []
        words: list[str] = []
        for number, slots in enumerate(head):
            for cell in _shown(slots, columns):
                if cell.slot.row != number or not cell.slot.text:
                    continue
                end = min(number + cell.slot.rows, len(heights))
                marks += self._cell(cell, tops[number], tops[end])
                words.append(cell.slot.text)
        return Piece(height=tops[-1], marks=tuple(marks), words=" ".join(words))

    def _row_height(
        self, slots: tuple[Slot, ...], number: int, columns: tuple[Column, ...]
    ) -> int:
        counts = [
            len(self._lines(cell))
            for cell in _shown(slots, columns)
            if cell.slot.rows == 1 and cell.slot.row == number
        ]
        return self._sheet.head_row + (max(counts, default=1) - 1) * self._line

    def _cell(self, cell: _Headed, top: int, bottom: int) -> list[Mark]:
        style = self._sheet.head_style
        lines = self._lines(cell)
        block = self._sheet.head_row + (len(lines) - 1) * self._line
        begin = (top + bottom - block) // 2
        begin += baseline_in(self._sheet.head_row, style.size)
        return [
            Ink(
                x=self._x(cell, text),
                baseline=begin + number * self._line,
                text=text,
                style=style,
                colour=self._sheet.colours.strong,
            )
            for number, text in enumerate(lines)
        ]

    def _x(self, cell: _Headed, text: str) -> int:
        """Return where a line begins: over figures it ends where they end."""
        advance = self._fonts.width(text, self._sheet.head_style)
        spare = cell.width - 2 * self._sheet.cell_padding - advance
        x = cell.first.x + self._sheet.cell_padding
        if cell.slot.columns > 1:
            return x + round(spare / 2)
        return x + (round(spare) if cell.first.numeric else 0)

    def _lines(self, cell: _Headed) -> tuple[str, ...]:
        style = self._sheet.head_style
        return break_text(
            cell.slot.text,
            cell.width - 2 * self._sheet.cell_padding,
            lambda text: self._fonts.width(text, style),
        )


def _unit(note: str) -> str:
    note = note.strip()
    if not note or note.startswith("单位"):
        return note
    return _UNIT + note


def _shown(slots: tuple[Slot, ...], columns: tuple[Column, ...]) -> list[_Headed]:
    """Return each cell of the columns once."""
    found: list[_Headed] = []
    for column in columns:
        slot = slots[column.index]
        if found and found[-1].slot is slot:
            width = found[-1].width + column.width
            found[-1] = replace(found[-1], width=width)
        else:
            found.append(_Headed(slot=slot, first=column, width=column.width))
    return found
