"""Say what the columns of totals may add up; pure, it judges none of them.

Which columns a total column takes in is not written either: those under the same head,
its neighbours at one side, or all. The reading that most rows bear out is taken, and
where half of the rows bear out none, the table is not understood and nothing is said.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from publishing.desk.money_sheet import Claim, Sheet
from publishing.desk.sum_rows import runs

_TOTAL = re.compile(r"(小计|合计|共计|总计)(金额)?(\(.*\)|（.*）)?")


def total_columns(sheet: Sheet) -> Iterator[Claim]:
    """Yield every figure of every column of totals, with the sum that it should be."""
    figures = [column for column in range(sheet.width) if _is_figures(sheet, column)]
    totals = [column for column in figures if _TOTAL.fullmatch(sheet.head(column))]
    for total in totals:
        readings = list(dict.fromkeys(_readings(sheet, figures, totals, total)))
        read = [_read(sheet, total, addends) for addends in readings]
        best = max(read, key=_agreement, default=())
        if best and _agreement(best) * 2 >= len(best):
            yield from best


def _is_figures(sheet: Sheet, column: int) -> bool:
    rows = range(sheet.first_row, sheet.height)
    amounts = [sheet.amount(row, column) for row in rows]
    known = [each for each in amounts if each is not None]
    whole = len(known) == len(amounts) and any(not each.blank for each in known)
    return whole and sheet.adds_up(column)


def _readings(
    sheet: Sheet, figures: Sequence[int], totals: Sequence[int], total: int
) -> Iterator[tuple[int, ...]]:
    """Yield the columns that a total column may add up, each reading once."""
    for over in reversed(sheet.heads):
        if over.start <= total < over.end and over.end - over.start > 1:
            inside = range(over.start, over.end)
            yield tuple(each for each in figures if each in inside and each != total)
    plain = [each for each in figures if each not in totals]
    yield tuple(plain)
    for run in runs([each for each in figures if each != total]):
        if run[0] == total + 1 or run[-1] == total - 1:
            yield tuple(run)
    for run in runs(plain):
        if run[0] == total + 1 or run[-1] == total - 1:
            yield tuple(run)
    others = [each for each in totals if each != total]
    yield tuple(others)


def _read(sheet: Sheet, total: int, addends: Sequence[int]) -> tuple[Claim, ...]:
    if not addends:
        return ()
    rows = range(sheet.first_row, sheet.height)
    claims = (_claim(sheet, row, total, addends) for row in rows)
    return tuple(each for each in claims if each is not None)


def _claim(sheet: Sheet, row: int, total: int, addends: Sequence[int]) -> Claim | None:
    read = [sheet.amount(row, column) for column in (total, *addends)]
    amounts = [each for each in read if each is not None]
    values = sheet.values(amounts, total)
    if values is None or amounts[0].blank or all(each.blank for each in amounts[1:]):
        return None
    return Claim(
        row=row,
        column=total,
        total=values[0],
        sums=(sum(values[1:], Decimal(0)),),
        places=max(each.places for each in amounts),
        addends=len(addends),
    )


def _agreement(claims: Sequence[Claim]) -> int:
    return sum(each.total in each.sums for each in claims)
