from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from media.pages.running import CARRIED, running_sums
from media.pages.table_grid import grid_of
from programme.blocks import Cell, Table
from tests.fakes.account_blocks import cells
from tests.fakes.set_pages import FINANCE


def table(*rows: tuple[str, ...], totals: tuple[int, ...]) -> Table:
    return Table(
        unit_note="元",
        header_rows=1,
        numeric_columns=tuple(range(1, len(rows[0]))),
        total_rows=totals,
        rows=tuple(cells(*row) for row in rows),
    )


# REQ-18
def test_sums_are_carried_to_the_fen_where_the_total_proves_them() -> None:
    running = running_sums(FINANCE, grid_of(FINANCE))

    assert running is not None
    assert running.row(CARRIED, 3, 3) == ("承前页", "120,630.55", "—")
    assert running.row(CARRIED, 3, 5) == ("承前页", "120,630.55", "39,480.00")


@pytest.mark.parametrize(
    ("rows", "totals"),
    [
        ((("项目", "收入"), ("甲", "1.00"), ("乙", "2.00"), ("合计", "4.00")), (3,)),
        ((("项目", "收入"), ("甲", "1.00"), ("乙", "2.00")), ()),
        (
            (("项目", "收入"), ("甲", "1"), ("小计", "1"), ("乙", "2"), ("合计", "4")),
            (2, 4),
        ),
        ((("项目", "收入"), ("甲", "约 1"), ("乙", "2"), ("合计", "3")), (3,)),
        ((("项目", "收入"), ("甲", "1 万元"), ("乙", "2"), ("合计", "3")), (3,)),
        ((("项目", "收入"), ("甲", "3"), ("合计", "3")), (2,)),
        ((("项目", "收入"), ("甲", "—"), ("乙", "—"), ("合计", "—")), (3,)),
    ],
    ids=["differs", "no total", "subtotals", "words", "units", "one row", "blank"],
)
def test_nothing_is_carried_that_the_table_does_not_prove(
    rows: tuple[tuple[str, ...], ...], totals: tuple[int, ...]
) -> None:
    found = table(*rows, totals=totals)

    assert running_sums(found, grid_of(found)) is None


def test_a_column_that_cannot_be_added_carries_nothing_beside_one_that_can() -> None:
    found = table(
        ("项目", "收入", "占比"),
        ("甲", "1.00", "25.0"),
        ("乙", "3.00", "75.0"),
        ("合计", "4.00", ""),
        totals=(3,),
    )

    running = running_sums(found, grid_of(found))

    assert running is not None
    assert running.row(CARRIED, 3, 1) == ("承前页", "1.00", "")


def test_cells_that_reach_over_rows_carry_nothing() -> None:
    rows = (
        cells("项目", "收入"),
        (Cell(text="甲", rowspan=2), Cell(text="1")),
        cells("2"),
        cells("合计", "3"),
    )
    found = Table(header_rows=1, numeric_columns=(1,), total_rows=(3,), rows=rows)

    assert running_sums(found, grid_of(found)) is None


@given(st.lists(st.integers(-(10**12), 10**12), min_size=2, max_size=30))
def test_every_sum_on_the_way_is_exact(fen: list[int]) -> None:
    texts = [f"{Decimal(each) / 100:,.2f}" for each in fen]
    total = f"{Decimal(sum(fen)) / 100:,.2f}"
    rows = [("项", text) for text in texts]
    found = table(("项目", "收支"), *rows, ("合计", total), totals=(len(fen) + 1,))

    running = running_sums(found, grid_of(found))

    assert running is not None
    for count in range(1, len(fen) + 1):
        said = running.row(CARRIED, 2, count)[1]
        assert Decimal(said.replace(",", "")) * 100 == sum(fen[:count])
