"""Guess what a table's rows and columns are for; cells are read elsewhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from programme.blocks import Cell, Table

NUMBER = re.compile(
    r"[¥￥$]?\s?[-−+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?%?"
)
_NOTHING = frozenset(("—", "-", "–", "－", "/", "无", "0"))
_TOTALS = ("合计", "总计", "共计", "小计", "累计")
_NOT_AMOUNTS = re.compile(
    r"序号|编号|证号|电话|手机|年份|年度|月份|日期|时间|代码|账号"
)
_UNIT_NOTE = re.compile(r"(?:金额)?单位\s*[:：]\s*([^\s，。]{1,10})")
_MOST_HEAD_ROWS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Be a table by place: texts by row and column, with spans at their begin."""

    texts: tuple[tuple[str, ...], ...]
    spans: dict[tuple[int, int], tuple[int, int]]
    """Rows and columns of merged cells, by their first place."""
    head_rows: int | None = None
    """Where the file says it."""


def table_of(grid: Grid, *, caption: str = "", unit_note: str = "") -> Table:
    """Return the table of a grid."""
    head = _head_rows(grid) if grid.head_rows is None else grid.head_rows
    head = min(head, _MOST_HEAD_ROWS)
    return Table(
        caption=caption,
        unit_note=unit_note,
        header_rows=head,
        numeric_columns=_numeric_columns(grid.texts, head),
        total_rows=_total_rows(grid.texts, head),
        rows=_rows(grid),
    )


def columns_of(table: Table) -> int:
    """Return how many columns a table has."""
    return sum(cell.colspan for cell in table.rows[0]) if table.rows else 0


def unit_of(text: str) -> str | None:
    """Return the unit if a line says nothing but it: 单位：元."""
    match = _UNIT_NOTE.fullmatch(text.strip().strip("（）()"))
    return match[1] if match else None


def is_number(text: str) -> bool:
    """Say whether a cell holds one figure."""
    return NUMBER.fullmatch(text.strip()) is not None


def _head_rows(grid: Grid) -> int:
    """Return the rows before the first that holds a figure, as spans prolong them."""
    texts = grid.texts
    if len(texts) < 2 or not texts[0] or len(texts[0]) < 2:  # noqa: PLR2004 - no head needed
        return 0
    if any(is_number(text) for text in texts[0]):
        return 0
    head = 1
    for (row, _), (rows, columns) in grid.spans.items():
        if row == 0:
            head = max(head, rows, 2 if columns > 1 and columns < len(texts[0]) else 1)
    return min(head, len(texts) - 1)


def _numeric_columns(texts: Sequence[Sequence[str]], head: int) -> tuple[int, ...]:
    width = len(texts[0]) if texts else 0
    return tuple(c for c in range(width) if _is_numeric(texts, head, c))


def _is_numeric(texts: Sequence[Sequence[str]], head: int, column: int) -> bool:
    name = "".join(row[column] for row in texts[:head])
    if _NOT_AMOUNTS.search(name):
        return False
    values = [row[column] for row in texts[head:] if row[column]]
    figures = [value for value in values if is_number(value)]
    coded = [v for v in figures if len(v) > 1 and v[0] == "0" and v[1] != "."]
    if not figures or coded:
        return False
    return all(value in _NOTHING or is_number(value) for value in values)


def _total_rows(texts: Sequence[Sequence[str]], head: int) -> tuple[int, ...]:
    return tuple(
        number
        for number, row in enumerate(texts)
        if number >= head and _first(row).startswith(_TOTALS)
    )


def _first(row: Sequence[str]) -> str:
    return "".join(next((text for text in row if text), "").split())


def _rows(grid: Grid) -> tuple[tuple[Cell, ...], ...]:
    covered = {
        (row + down, column + right)
        for (row, column), (rows, columns) in grid.spans.items()
        for down in range(rows)
        for right in range(columns)
        if down or right
    }
    return tuple(
        tuple(
            _cell(grid, row, column)
            for column in range(len(texts))
            if (row, column) not in covered
        )
        for row, texts in enumerate(grid.texts)
    )


def _cell(grid: Grid, row: int, column: int) -> Cell:
    rows, columns = grid.spans.get((row, column), (1, 1))
    return Cell(text=grid.texts[row][column], rowspan=rows, colspan=columns)
