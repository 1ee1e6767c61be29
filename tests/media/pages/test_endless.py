"""What never ends is set all the same, and nothing of it is measured whole (B16)."""

import pytest

from media.pages.facts import FactsSetter
from media.pages.fonts import Fonts, Style, find_fonts
from media.pages.linebreak import chunks_of
from media.pages.reading import is_number
from media.pages.sheet import sheet_of
from media.pages.table_columns import Kinds, column_groups
from media.pages.table_grid import grid_of
from programme.blocks import Cell, Table
from programme.boards import Board
from programme.layout import Panel

SIGNS = ("）", "（", "长", "·", "“")
MANY = 20_000


class WatchedFonts(Fonts):
    """Remember how long what was measured is."""

    longest = 0

    def width(self, text: str, style: Style) -> float:
        self.longest = max(self.longest, len(text))
        return super().width(text, style)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_row_of_marks_is_parted_though_they_hold_each_other(sign: str) -> None:
    chunks = list(chunks_of(sign * MANY))

    assert max(map(len, chunks)) <= 40
    assert "".join(chunks) == sign * MANY


@pytest.mark.parametrize("sign", [*SIGNS, "1"])
def test_an_endless_cell_is_never_measured_whole(sign: str, landscape: Panel) -> None:
    fonts = WatchedFonts(find_fonts())
    sheet = sheet_of(landscape, Board.GOV)
    rows = (
        (Cell(text="甲"), Cell(text="乙")),
        (Cell(text=sign * MANY), Cell(text="1")),
    )
    table = Table(header_rows=1, rows=rows)
    kinds = Kinds(head_rows=1, numeric=frozenset({0, 1}))

    assert FactsSetter(sheet, fonts).strip(table) is None
    assert column_groups(grid_of(table), kinds, sheet, fonts)
    assert 0 < fonts.longest <= 400


def test_digits_without_end_are_no_figure() -> None:
    assert is_number("12,480.00")
    assert not is_number("1" * MANY)
