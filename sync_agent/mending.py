"""Make a damaged chain whole again: each lost number becomes a gap record; pure.

What follows a gap is linked anew. Nothing that was delivered is ever touched: the
centre has it, and its digest is what the rest must follow.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from programme.canonical import sha256_hex
from programme.chain import link
from programme.errors import ContractError
from programme.records import ChainedRecord, GapRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Be a row of an outbox as it lies on the disk, damaged or not."""

    number: int
    body: object
    digest: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """Be the rows of a chain that holds again."""

    rows: tuple[ChainedRecord, ...]
    """All rows after the anchor, in order."""
    lost: tuple[int, ...]
    """The numbers that are gap records now; the first is the first bad number."""


def chained_of(row: Row) -> ChainedRecord | None:
    """Return what a row says, or None where it is not what was written."""
    body = row.body
    if not isinstance(body, bytes) or sha256_hex(body) != row.digest:
        return None
    try:
        chained = ChainedRecord.parse(body)
    except ContractError:
        return None
    return chained if chained.number == row.number else None


def mend(
    rows: Iterable[Row], *, after_number: int, after_digest: str, at: datetime
) -> Mended:
    """Return the rows after an anchor as a chain that holds."""
    found = {row.number: row for row in rows}
    last = max(found, default=after_number)
    mended: list[ChainedRecord] = []
    lost: list[int] = []
    digest = original = after_digest
    for number in range(after_number + 1, last + 1):
        row = found.get(number)
        old = None if row is None else chained_of(row)
        if old is None or (number - 1 not in lost and old.previous != original):
            lost.append(number)
            gap = GapRecord(
                first_lost=number, last_lost=number, reason="damaged", at=at
            )
            fresh = link(gap, number=number, previous=digest)
        else:
            original = old.digest()
            fresh = link(old.record, number=number, previous=digest)
        digest = fresh.digest()
        mended.append(fresh)
    return Mended(rows=tuple(mended), lost=tuple(lost))


def rows_of(found: Iterable[tuple[int, object, object]]) -> Iterator[Row]:
    """Yield rows as SQLite returns them."""
    for number, body, digest in found:
        yield Row(number=number, body=body, digest=digest)
