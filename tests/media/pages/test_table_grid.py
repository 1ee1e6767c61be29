import pytest

from media.pages.errors import TextTooLong
from media.pages.table_grid import grid_of
from programme.blocks import Cell, Table


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table(header_rows=0, rows=rows)


def texts(grid_table: Table) -> list[list[str]]:
    return [[slot.text for slot in row] for row in grid_of(grid_table)]


def test_a_cell_fills_every_place_that_it_spans() -> None:
    spanning = table(
        (Cell(text="村", rowspan=2), Cell(text="补助", colspan=2)),
        (Cell(text="低保"), Cell(text="取暖")),
    )

    assert texts(spanning) == [["村", "补助", "补助"], ["村", "低保", "取暖"]]


def test_missing_cells_are_empty() -> None:
    assert texts(table((Cell(text="a"), Cell(text="b")), (Cell(text="c"),))) == [
        ["a", "b"],
        ["c", ""],
    ]


def test_a_span_below_the_last_row_ends_with_the_table() -> None:
    assert texts(table((Cell(text="a", rowspan=50_000),))) == [["a"]]


def test_a_span_stops_at_a_cell_from_above() -> None:
    crossing = table(
        (Cell(text="a"), Cell(text="b", rowspan=2)), (Cell(text="c", colspan=2),)
    )

    assert texts(crossing)[1][:2] == ["c", "b"]


def test_a_table_without_rows_has_no_grid() -> None:
    assert grid_of(table()) == ()


def test_spans_that_open_too_many_places_are_refused() -> None:
    row = (Cell(text="a", rowspan=50_000, colspan=200),)

    with pytest.raises(TextTooLong, match="表格太长"):
        grid_of(table(*([row] * 2_500)))
