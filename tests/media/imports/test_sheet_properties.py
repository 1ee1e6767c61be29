from dataclasses import dataclass
from typing import Any

import openpyxl
from hypothesis import given, settings, strategies as st
from openpyxl.utils import get_column_letter

from media.imports.convert import convert
from media.imports.kinds import Kind
from media.imports.result import Imported
from programme.blocks import Table, text_of
from tests.fakes.files import book_bytes

WIDE, HIGH = 6, 9
ROWS = st.sets(st.integers(2, HIGH), max_size=HIGH - 3)
COLUMNS = st.sets(st.integers(1, WIDE), max_size=WIDE - 2)
HOW = st.sampled_from(("hidden", "grouped"))


@dataclass(frozen=True, slots=True)
class Shape:
    """Be a sheet in which every cell says where it stands."""

    rows: frozenset[int]
    columns: frozenset[int]
    how: str
    area: tuple[int, int, int, int] | None
    sheet_hidden: str

    def shows(self, row: int, column: int) -> bool:
        if row in self.rows or column in self.columns or self.sheet_hidden:
            return False
        if self.area is None:
            return True
        top, left, bottom, right = self.area
        return top <= row <= bottom and left <= column <= right


@st.composite
def areas(draw: st.DrawFn) -> tuple[int, int, int, int]:
    top, left = draw(st.integers(1, HIGH)), draw(st.integers(1, WIDE))
    return top, left, draw(st.integers(top, HIGH)), draw(st.integers(left, WIDE))


SHAPES = st.builds(
    Shape,
    rows=ROWS.map(frozenset),
    columns=COLUMNS.map(frozenset),
    how=HOW,
    area=st.none() | areas(),
    sheet_hidden=st.sampled_from(("", "", "", "hidden", "veryHidden")),
)


def said(sheet: int, row: int, column: int) -> str:
    return f"格{sheet}行{row}列{column}止"


def book_of(shapes: tuple[Shape, ...]) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["开头"])
    for number, shape in enumerate(shapes):
        sheet = book.create_sheet(f"第{number}张")
        for row in range(1, HIGH + 1):
            sheet.append([said(number, row, c) for c in range(1, WIDE + 1)])
        for row in shape.rows:
            _hide(sheet.row_dimensions, row, shape.how)
        for column in shape.columns:
            name = get_column_letter(column)
            _hide(sheet.column_dimensions, name, shape.how)
        if shape.area is not None:
            top, left, bottom, right = shape.area
            first, last = get_column_letter(left), get_column_letter(right)
            sheet.print_area = f"{first}{top}:{last}{bottom}"
        if shape.sheet_hidden:
            sheet.sheet_state = shape.sheet_hidden
    return book_bytes(book)


def _hide(lines: Any, line: int | str, how: str) -> None:  # noqa: ANN401 - the library's rows and columns have no common type
    if how == "hidden":
        lines[line].hidden = True
    else:
        lines.group(line, line, hidden=True)


def published(imported: Imported) -> str:
    return "\n".join([imported.title, *map(text_of, imported.blocks)])


# REQ-16
@settings(max_examples=25)
@given(shapes=st.tuples(SHAPES, SHAPES))
def test_what_a_sheet_hides_is_never_published_and_all_it_shows_is(
    shapes: tuple[Shape, ...],
) -> None:
    imported = convert(book_of(shapes), Kind.SHEET, "a.xlsx")

    text = published(imported)
    for number, shape in enumerate(shapes):
        for row in range(1, HIGH + 1):
            for column in range(1, WIDE + 1):
                shown = said(number, row, column) in text
                assert shown == shape.shows(row, column)
        if shape.sheet_hidden:
            assert f"隐藏的工作表“第{number}张”" in imported.report.lost
        elif shape.rows:
            assert f"“第{number}张”里隐藏的行" in imported.report.lost
        if shape.columns and not shape.sheet_hidden:
            assert f"“第{number}张”里隐藏的列" in imported.report.lost


@st.composite
def merges(draw: st.DrawFn) -> tuple[tuple[int, int, int, int], ...]:
    """Return merged cells that do not touch one another."""
    found: list[tuple[int, int, int, int]] = []
    taken: set[tuple[int, int]] = set()
    for _ in range(draw(st.integers(0, 5))):
        span = draw(areas())
        top, left, bottom, right = span
        cells = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        if not cells & taken:
            taken |= cells
            found.append(span)
    return tuple(found)


# REQ-18
@settings(max_examples=30)
@given(spans=merges(), rows=ROWS, columns=COLUMNS)
def test_every_place_of_a_table_belongs_to_one_cell_whatever_is_merged_or_hidden(
    spans: tuple[tuple[int, int, int, int], ...], rows: set[int], columns: set[int]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in range(1, HIGH + 1):
        sheet.append([said(0, row, c) for c in range(1, WIDE + 1)])
    for top, left, bottom, right in spans:
        sheet.merge_cells(
            start_row=top, start_column=left, end_row=bottom, end_column=right
        )
    for row in rows:
        sheet.row_dimensions[row].hidden = True
    for column in columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True

    imported = convert(book_bytes(book), Kind.SHEET, "a.xlsx")

    for block in imported.blocks:
        if isinstance(block, Table):
            assert _covered(block) == _places(block)
    text = published(imported)
    shown = {
        (top, left)
        for top, left, _, _ in spans
        if top not in rows and left not in columns
    }
    assert all(said(0, row, column) in text for row, column in shown)


def _places(table: Table) -> list[tuple[int, int]]:
    width = max(sum(cell.colspan for cell in row) for row in table.rows)
    return [(r, c) for r in range(len(table.rows)) for c in range(width)]


def _covered(table: Table) -> list[tuple[int, int]]:
    """Return the places that cells take, in order; one that is taken twice is twice."""
    taken: list[tuple[int, int]] = []
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            taken += [
                (number + down, column + right)
                for down in range(cell.rowspan)
                for right in range(cell.colspan)
            ]
    return sorted(taken)
