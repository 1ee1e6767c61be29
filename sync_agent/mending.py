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

REACH = 1_000
"""A damaged row whose number lies further off than this has a damaged number."""


class StructureSpoiled(Exception):
    """Say that a row lies under another's number: nothing is to be found by it."""

    code = "structure_spoiled"

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"记录文件的结构坏了，从第 {number} 条起。")


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
    """All rows after the anchor up to the last, in order."""
    lost: tuple[int, ...]
    """The numbers that are gap records now; the first is the first bad number."""
    original: str | None
    """What the last row was before it was linked anew; None: it is lost."""


def chained_of(row: Row) -> ChainedRecord | None:
    """Return what a row says, or None where it is not what was written."""
    chained = _said_by(row)
    return chained if chained is not None and chained.number == row.number else None


def _said_by(row: Row) -> ChainedRecord | None:
    body = row.body
    if not isinstance(body, bytes) or sha256_hex(body) != row.digest:
        return None
    try:
        return ChainedRecord.parse(body)
    except ContractError:
        return None


def mend(
    rows: Iterable[Row],
    *,
    after_number: int,
    after_digest: str,
    at: datetime,
    original: str | None,
    last: int,
) -> Mended:
    """Return the rows after an anchor as a chain that holds.

    Args:
        rows: What lies there.
        after_number: The anchor's number.
        after_digest: The digest that the first row is to follow.
        at: When a gap is declared.
        original: What the anchor was before it was linked anew; None: it is lost.
        last: The number to end with.

    Raises:
        StructureSpoiled: A whole row lies under another's number, or two under one.
    """
    found: dict[int, Row] = {}
    for row in rows:
        if found.setdefault(row.number, row) is not row:
            raise StructureSpoiled(row.number)
    whole = dict(_whole(found.values()))
    mended: list[ChainedRecord] = []
    lost: list[int] = []
    digest = after_digest
    for number in range(after_number + 1, last + 1):
        old = whole.get(number)
        if old is None or original not in {None, old.previous}:
            lost.append(number)
            original = None
            gap = GapRecord(
                first_lost=number, last_lost=number, reason="damaged", at=at
            )
            fresh = link(gap, number=number, previous=digest)
        else:
            original = old.digest()
            fresh = link(old.record, number=number, previous=digest)
        digest = fresh.digest()
        mended.append(fresh)
    return Mended(rows=tuple(mended), lost=tuple(lost), original=original)


def _whole(rows: Iterable[Row]) -> Iterator[tuple[int, ChainedRecord]]:
    for row in rows:
        chained = _said_by(row)
        if chained is None:
            continue
        if chained.number != row.number:
            raise StructureSpoiled(row.number)
        yield row.number, chained


def is_whole(row: Row) -> bool:
    """Say whether a row is what was written.

    Raises:
        StructureSpoiled: It is another's, under this number.
    """
    return any(True for _ in _whole([row]))


def rows_of(found: Iterable[tuple[int, object, object]]) -> Iterator[Row]:
    """Yield rows as SQLite returns them."""
    for number, body, digest in found:
        yield Row(number=number, body=body, digest=digest)
