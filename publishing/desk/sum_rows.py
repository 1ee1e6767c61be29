"""Say what the rows of totals may add up; pure, it judges none of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise

from media.figures import Amount
from publishing.desk.money_sheet import Claim, Sheet

_TOTAL = re.compile(r".{0,10}?(小计|合计|共计|总计)(金额)?[:：]?(\(.*\)|（.*）)?")
_RANKS = {"小计": 0, "合计": 1, "共计": 1, "总计": 2}
_ITEM = 9
"""The rank of a row that is no total."""
_SKIPPED = re.compile(r"比|率|同比|增长|增减")
_OF_WHICH = re.compile(r"其中|#")
_LEVELS = (
    re.compile(r"[一二三四五六七八九十]+、"),
    re.compile(r"[（(][一二三四五六七八九十]+[)）]"),
    re.compile(r"\d+[.、．]"),
    re.compile(r"[（(]\d+[)）]|[①-⑳]"),
)
_DEEPEST = len(_LEVELS)
_MOST_SUMS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """Be one row as an addend: how deep it stands and what it holds."""

    row: int
    rank: int
    depth: int
    of_which: bool
    value: Decimal


def total_rows(sheet: Sheet) -> Iterator[Claim]:
    """Yield every figure of every row of totals, with the sums that it may be."""
    ranks = {
        row: rank_of(sheet.label(row)) for row in range(sheet.first_row, sheet.height)
    }
    totals = [row for row, rank in ranks.items() if rank != _ITEM]
    if not totals:
        return
    for column in range(sheet.width):
        if sheet.adds_up(column):
            for row in totals:
                yield from _claims(sheet, ranks, row, column)


def rank_of(label: str) -> int:
    """Return how much a row of totals takes in; items rank highest of all."""
    found = _TOTAL.fullmatch(label)
    return _RANKS[found[1]] if found else _ITEM


def _claims(
    sheet: Sheet, ranks: dict[int, int], row: int, column: int
) -> Iterator[Claim]:
    total = sheet.amount(row, column)
    if total is None or total.blank:
        return
    spans = [span for span in _spans(ranks, row) if _holds(sheet, span, column)]
    read = [_read(sheet, ranks, [row, *span], column) for span in spans]
    known = [each for each in read if each is not None]
    # A span that cannot be read may be the very one that the total adds up.
    if not known or len(known) < len(read):
        return
    sums = tuple(dict.fromkeys(one for _, lines in known for one in _sums(lines)))
    own = known[0][0]
    yield Claim(
        row=row,
        column=column,
        total=own[0].value,
        sums=sums,
        places=max(each.places for amounts, _ in known for each in amounts),
        addends=max(len(lines) for _, lines in known),
    )


def _spans(ranks: dict[int, int], row: int) -> list[range]:
    """Return the rows that a total may add up: those above it, else those below."""
    first, own = min(ranks), ranks[row]
    if row == first:
        after = [at for at, rank in ranks.items() if at > row and own <= rank != _ITEM]
        return [range(row + 1, min(after, default=max(ranks) + 1))]
    before = [at for at, rank in ranks.items() if at < row and rank != _ITEM]
    if own == 0:
        return [range(max(before, default=first - 1) + 1, row)]
    starts = [at + 1 for at in before if ranks[at] >= own]
    return [range(start, row) for start in dict.fromkeys([*starts[::-1], first])]


def _holds(sheet: Sheet, span: range, column: int) -> bool:
    """Say whether some row of a span holds something in a column."""
    amounts = (sheet.amount(row, column) for row in span)
    return any(each is None or not each.blank for each in amounts)


def _read(
    sheet: Sheet, ranks: dict[int, int], rows: Sequence[int], column: int
) -> tuple[tuple[Amount, ...], tuple[_Line, ...]] | None:
    """Return a total and its addends; none where one of them cannot be read."""
    kept = [
        row for row in rows if row == rows[0] or not _SKIPPED.search(sheet.label(row))
    ]
    amounts = [sheet.amount(row, column) for row in kept]
    known = tuple(each for each in amounts if each is not None)
    values = sheet.values(known, column)
    if len(known) < len(amounts) or values is None:
        return None
    total = known[0]
    own = Amount(value=values[0], unit=total.unit, places=total.places)
    lines = tuple(
        _line(sheet, row, ranks[row], value)
        for row, value, amount in zip(kept[1:], values[1:], known[1:], strict=True)
        if not amount.blank
    )
    return (own, *known[1:]), lines


def _line(sheet: Sheet, row: int, rank: int, value: Decimal) -> _Line:
    label, code = sheet.label(row), sheet.code(row)
    deep = (at for at, level in enumerate(_LEVELS) if level.match(label))
    return _Line(
        row=row,
        rank=rank,
        depth=len(code) if code else next(deep, _DEEPEST),
        of_which=_OF_WHICH.match(label) is not None,
        value=value,
    )


def _sums(lines: Sequence[_Line]) -> Iterator[Decimal]:
    """Yield what lines may come to, the likeliest first."""
    for rank in (1, 0):
        if any(each.rank == rank for each in lines):
            yield from _with_subtotals(lines, rank)
    items = [each for each in lines if each.rank == _ITEM]
    if items:
        top = min(each.depth for each in items)
        if any(each.depth > top for each in items):
            highest = [each for each in items if each.depth == top]
            yield sum((each.value for each in highest), Decimal(0))
        yield from sorted(_without_of_which(tuple(items)))


def _with_subtotals(lines: Sequence[_Line], rank: int) -> Iterator[Decimal]:
    """Yield subtotals alone, with what follows the last, and with what is before."""
    subtotals = [each for each in lines if each.rank == rank]
    last = subtotals[-1].row
    tail = [each for each in lines if each.row > last and each.rank == _ITEM]
    own = sum((each.value for each in subtotals), Decimal(0))
    for more in sorted(_without_of_which(tuple(tail)), reverse=True):
        yield own + more
    yield own


def _without_of_which(items: tuple[_Line, ...]) -> set[Decimal]:
    """Return the sums of items; what 其中 names is part of the item above it.

    How many rows belong to it is not written: one at least, to the next 其中 at most.
    """
    starts = [at for at, each in enumerate(items) if each.of_which]
    edges = [*starts, len(items)]
    found = {sum((each.value for each in items[: edges[0]]), Decimal(0))}
    for start, end in pairwise(edges):
        tails = {_after(items, at, end) for at in range(start + 1, end + 1)}
        found = {one + more for one in found for more in tails}
        if len(found) > _MOST_SUMS:
            break
    return found


def _after(items: Sequence[_Line], start: int, end: int) -> Decimal:
    return sum((each.value for each in items[start:end]), Decimal(0))


def runs(columns: Sequence[int]) -> list[list[int]]:
    """Return columns in runs of neighbours."""
    pairs = groupby(enumerate(columns), key=lambda pair: pair[1] - pair[0])
    return [[column for _, column in run] for _, run in pairs]
