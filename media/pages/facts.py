"""Lay out up to three facts as boxes before the prose; other tables stay tables."""

from media.pages.fonts import Fonts, Style
from media.pages.palette import INK
from media.pages.pieces import Fill, Ink, Mark, Piece, Strip
from media.pages.reading import characters_of
from media.pages.sheet import Sheet, baseline_in, normal_line
from programme.blocks import Table

_MOST_FACTS = 3
_LONGEST_FACT = 400
"""Characters: what is longer fits no box, and is not even measured (B16)."""
_ABOVE, _AROUND, _BESIDE, _BELOW = 8, 18, 26, 24


class FactsSetter:
    """Set the facts of one sheet."""

    def __init__(self, sheet: Sheet, fonts: Fonts) -> None:
        self._sheet = sheet
        self._fonts = fonts
        self._label = Style(max(sheet.px(36), min(sheet.meta, sheet.px(38))))
        self._answer = Style(sheet.body + sheet.px(2), bold=True)
        self._upper = normal_line(self._label.size)
        self._height = (
            self._upper + round(1.2 * self._answer.size) + 2 * sheet.px(_AROUND)
        )

    def strip(self, table: Table) -> Strip | None:
        """Return the boxes of a first table with one head row and one row of facts.

        None where the table says more than boxes can hold on one line each.
        """
        if not _is_facts(table):
            return None
        pairs = [
            (" ".join(name.text.split()), " ".join(fact.text.split()))
            for name, fact in zip(*table.rows, strict=True)
        ]
        gap = self._sheet.px(20)
        width = (self._sheet.inner - (len(pairs) - 1) * gap) // len(pairs)
        if not all(self._fits(pair, width) for pair in pairs):
            return None
        marks: list[Mark] = []
        for number, pair in enumerate(pairs):
            marks += self._box(pair, number * (width + gap), width)
        below = self._sheet.px(_BELOW) - self._sheet.paragraph_gap
        piece = Piece(
            height=self._sheet.px(_ABOVE) + self._height + below,
            marks=tuple(marks),
            words="\n".join(f"{name} {fact}" for name, fact in pairs),
            characters=sum(characters_of(f"{name} {fact}") for name, fact in pairs),
        )
        return Strip(pieces=(piece,))

    def _fits(self, pair: tuple[str, str], width: int) -> bool:
        if max(map(len, pair)) > _LONGEST_FACT:
            return False
        room = width - 2 * self._sheet.px(_BESIDE)
        widths = map(self._fonts.width, pair, (self._label, self._answer))
        return max(widths) <= room

    def _box(self, pair: tuple[str, str], x: int, width: int) -> list[Mark]:
        name, fact = pair
        above, inside = self._sheet.px(_ABOVE), x + self._sheet.px(_BESIDE)
        top = above + self._sheet.px(_AROUND)
        lower = round(1.2 * self._answer.size)
        return [
            Fill(
                x=x,
                y=above,
                width=width,
                height=self._height,
                colour=self._sheet.colours.tint,
                radius=self._sheet.px(12),
            ),
            Ink(
                x=inside,
                baseline=top + baseline_in(self._upper, self._label.size),
                text=name,
                style=self._label,
                colour=self._sheet.colours.strong,
            ),
            Ink(
                x=inside,
                baseline=top + self._upper + baseline_in(lower, self._answer.size),
                text=fact,
                style=self._answer,
                colour=INK,
            ),
        ]


def _is_facts(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row]
    counts = [len(row) for row in table.rows]
    return (
        not (table.caption or table.unit_note)
        and not (table.numeric_columns or table.total_rows)
        and table.header_rows == 1
        and counts in ([count, count] for count in range(1, _MOST_FACTS + 1))
        and all(cell.colspan == 1 and cell.rowspan == 1 for cell in cells)
        and all(cell.text.strip() and "\n" not in cell.text for cell in cells)
    )
