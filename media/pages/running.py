"""Carry sums from page to page: 过次页 and 承前页; pure, no figure is invented.

A sum is carried only in a column whose own last row, a total, is exactly the sum of all
rows above it: then every sum on the way follows from what was signed. Columns of rates
or words, tables with subtotals and totals that differ carry nothing (decision 0036).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from media.figures import Amount, amount_of, written
from media.pages.table_grid import Grid
from programme.blocks import Table

CARRIED, PASSED = "承前页", "过次页"
_NOTHING = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Be the sums of a table after each of its rows, by column."""

    sums: dict[int, tuple[str, ...]]

    def row(self, word: str, width: int, rows: int) -> tuple[str, ...]:
        """Return a row that says the sums after so many rows below the head."""
        texts = [""] * width
        for column, sums in self.sums.items():
            texts[column] = sums[rows - 1]
        texts[0] = word
        return tuple(texts)


def running_sums(table: Table, grid: Grid) -> Running | None:
    """Return the sums that a table carries; none where none is certain."""
    last, first = len(grid) - 1, table.header_rows
    if table.total_rows != (last,) or last - first < 2 or _spans(grid, first):  # noqa: PLR2004 - a sum of one row is no sum
        return None
    found: dict[int, tuple[str, ...]] = {}
    for column in table.numeric_columns:
        if not 0 < column < len(grid[0]):
            continue
        amounts = _amounts(grid, range(first, last + 1), column)
        if amounts is not None and _adds_up(amounts):
            found[column] = tuple(_written(amounts))
    return Running(sums=found) if found else None


def _spans(grid: Grid, first: int) -> bool:
    """Say whether cells reach over rows or columns: then nothing is certain."""
    return any(
        slot.rows > 1 or slot.columns > 1 for row in grid[first:] for slot in row
    )


def _amounts(grid: Grid, rows: Sequence[int], column: int) -> tuple[Amount, ...] | None:
    read = [amount_of(grid[row][column].text) for row in rows]
    known = tuple(each for each in read if each is not None)
    alike = len({each.unit for each in known if not each.blank}) <= 1
    return known if len(known) == len(read) and alike else None


def _adds_up(amounts: Sequence[Amount]) -> bool:
    *items, total = amounts
    if total.blank or total.unit:
        return False
    return sum((each.value for each in items), Decimal(0)) == total.value


def _written(amounts: Sequence[Amount]) -> Iterator[str]:
    places = max(each.places for each in amounts)
    begun = False
    values = accumulate(each.value for each in amounts[:-1])
    for value, amount in zip(values, amounts, strict=False):
        begun = begun or not amount.blank
        yield written(value, places) if begun else _NOTHING
