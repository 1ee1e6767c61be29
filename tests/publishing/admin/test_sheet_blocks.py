import pytest

from programme.blocks import Cell, Table
from publishing.admin.sheet_blocks import whole_columns

LONG = "本户今年新开荒地两块，经村民小组会议核实"


def table(*rows: tuple[str, ...]) -> Table:
    head = tuple(Cell(text="很长很长很长很长的表头") for _ in rows[0])
    body = tuple(tuple(Cell(text=text) for text in row) for row in rows)
    return Table(header_rows=1, rows=(head, *body), numeric_columns=())


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([("1", "第 3 组 12 号", "2,517.60", LONG)], {0, 1, 2}),
        ([("1", "甲"), ("2", LONG)], {0}),
        ([("1", "甲"), ("2", "乙")], {0, 1}),
        # Six columns of nine characters are wider than the sheet: some may break.
        ([("九个字九个字九个字",) * 6], {0, 1, 2}),
        ([(LONG, LONG)], set()),
    ],
)
def test_short_columns_stay_on_one_line_as_far_as_they_leave_room(
    rows: list[tuple[str, ...]], kept: set[int]
) -> None:
    assert whole_columns(table(*rows)) == kept
