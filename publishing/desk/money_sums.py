"""Find sums in tables that do not add up (REQ-18); pure, it changes no figure.

Figures are added as decimals, to the fen. What a total may add up is not written in a
table, so every reading that tables of accounts know is tried: all rows, the topmost
items or account codes, subtotals with what follows them, rows with or without those
named 其中. Only a total that none of the readings gives is named.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from media.figures import written
from programme.blocks import Block, Table
from publishing.desk.money_sheet import Claim, Sheet, sheet_of
from publishing.desk.sum_columns import total_columns
from publishing.desk.sum_rows import total_rows

_LARGE = ("百万元", "亿元", "万元", "千元")
"""Units to which accounts are rounded, so that sums may differ by the last digit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongSum:
    """Be one total that is not the sum of what it adds up."""

    block: int
    """The piece of the version, from 1."""
    row: str
    column: str
    found: str
    expected: str
    rounding: bool
    """No more than what rounding to the unit may leave: advice, not a mistake."""

    @property
    def words(self) -> str:
        """Say where it stands and what it should be."""
        return (
            f"第 {self.block} 段的表“{self.row}”一行“{self.column}”一列"
            f"写的是 {self.found}，加起来是 {self.expected}"
        )


def wrong_sums(blocks: Iterable[Block]) -> tuple[WrongSum, ...]:
    """Return the totals of all tables that do not add up, in order."""
    found: list[WrongSum] = []
    for number, block in enumerate(blocks, start=1):
        if isinstance(block, Table):
            found += _of_table(block, number)
    return tuple(found)


def _of_table(table: Table, number: int) -> list[WrongSum]:
    sheet = sheet_of(table)
    found: dict[tuple[int, int], WrongSum] = {}
    for claim in (*total_rows(sheet), *total_columns(sheet)):
        if claim.total not in claim.sums:
            place = (claim.row, claim.column)
            found.setdefault(place, _wrong(sheet, claim, number))
    return [found[place] for place in sorted(found)]


def _wrong(sheet: Sheet, claim: Claim, number: int) -> WrongSum:
    head = sheet.head(claim.column)
    return WrongSum(
        block=number,
        row=sheet.label(claim.row) or f"第 {claim.row + 1} 行",
        column=head or f"第 {claim.column + 1} 列",
        found=written(claim.total, claim.places),
        expected=written(claim.sums[0], claim.places),
        rounding=_is_rounding(sheet, claim, head),
    )


def _is_rounding(sheet: Sheet, claim: Claim, head: str) -> bool:
    """Say whether a difference is what rounding each figure may leave."""
    unit = next((one for one in _LARGE if one in head), sheet.unit)
    if unit not in _LARGE:
        return False
    half = Decimal(1).scaleb(-claim.places) / 2
    least = min(abs(claim.total - each) for each in claim.sums)
    return least <= half * (claim.addends + 1)
