"""See a table as rows with labels and columns with heads and figures; pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from media.figures import SCALES, Amount, amount_of
from programme.blocks import Table
from publishing.desk.table_grid import Placed, placed

_NOT_ADDED = re.compile(
    r"序号|编号|编码|代码|比例|占比|比重|率|[%％]|同比|增长|增减|单价|均|标准|电话|文号|名次"
)
_NOT_ADDED_WHOLE = re.compile(r"年份|年度|月份|日期|时间|年|月|日")
_UNIT = re.compile(r"(百万元|亿元|万元|千元|元)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Be a table whose cells are found by row and column, both from 0."""

    first_row: int
    """The first row below the heads."""
    height: int
    width: int
    cells: dict[tuple[int, int], str]
    """Texts by where a cell begins; what it spans holds nothing of its own."""
    heads: tuple[Placed, ...]
    unit: str
    """The unit said once for the table; empty: none is said."""

    def label(self, row: int) -> str:
        """Return the first words of a row that are no figure, without spaces."""
        for column in range(self.width):
            text = plain(self.cells.get((row, column), ""))
            if text and amount_of(text) is None:
                return text
        return ""

    def code(self, row: int) -> str:
        """Return the account code that a row begins with: 205, 20502, 2050201."""
        text = plain(self.cells.get((row, 0), ""))
        return text if re.fullmatch(r"\d{3}(\d{2}){0,2}", text) else ""

    def head(self, column: int) -> str:
        """Return the lowest head of a column, without spaces."""
        over = [each for each in self.heads if each.start <= column < each.end]
        texts = [plain(each.cell.text) for each in over]
        return next((text for text in reversed(texts) if text), "")

    def amount(self, row: int, column: int) -> Amount | None:
        """Return the figure of a cell; none where it says something else."""
        return amount_of(self.cells.get((row, column), ""))

    def adds_up(self, column: int) -> bool:
        """Say whether a column may be added: shares, rates and dates may not."""
        text = self.head(column)
        return not (_NOT_ADDED.search(text) or _NOT_ADDED_WHOLE.fullmatch(text))

    def values(
        self, amounts: Iterable[Amount], column: int
    ) -> tuple[Decimal, ...] | None:
        """Return figures in one unit; none where it is not said which they are in."""
        read = tuple(amounts)
        units = {each.unit for each in read if not each.blank}
        if len(units) <= 1:
            return tuple(each.value for each in read)
        found = _UNIT.search(self.head(column))
        own = found[1] if found else self.unit
        if "" in units and not own:
            return None
        return tuple(each.value * SCALES[each.unit or own] for each in read)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Be one total with the sums that it may be, the likeliest first."""

    row: int
    column: int
    total: Decimal
    sums: tuple[Decimal, ...]
    places: int
    """Digits after the point, the most that any of the figures has."""
    addends: int


def sheet_of(table: Table) -> Sheet:
    """Return a table as a sheet."""
    cells = tuple(placed(table))
    first = table.header_rows
    unit = _UNIT.search(table.unit_note) or _UNIT.search(table.caption)
    return Sheet(
        first_row=first,
        height=len(table.rows),
        width=max((each.end for each in cells), default=0),
        cells={(each.row, each.start): each.cell.text for each in cells},
        heads=tuple(each for each in cells if each.row < first),
        unit=unit[1] if unit else "",
    )


def plain(text: str) -> str:
    """Return a text without spaces."""
    return "".join(text.split())
