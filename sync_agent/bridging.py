"""Number a chain anew over a hole that nobody can fill any more; pure.

A centre that was restored from an old backup lacks records which the device has
forgotten as well. One signed gap record names them; what is left follows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from programme.chain import link
from programme.records import ChainedRecord, GapRecord
from sync_agent.mending import Row, chained_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """Be the gap record, and each row that is left in its new place."""

    gap: ChainedRecord
    rows: tuple[tuple[int, ChainedRecord], ...]
    """The number that a row had, and what it is now; a new number is never larger.

    Rows that come after these are moved behind the last of them (`moved_behind`).
    """


def bridge_over(
    rows: Sequence[Row], *, after_number: int, after_digest: str, at: datetime
) -> Bridge | None:
    """Return the chain from an anchor on; None: no number is missing after it.

    Args:
        rows: What is left after the anchor, in order.
        after_number: The last number that the centre has.
        after_digest: The digest of that link.
        at: When the gap is declared.
    """
    if not rows or rows[0].number <= after_number + 1:
        return None
    lost = GapRecord(
        first_lost=after_number + 1,
        last_lost=rows[0].number - 1,
        reason="restored",
        at=at,
    )
    gap = link(lost, number=after_number + 1, previous=after_digest)
    return Bridge(gap=gap, rows=moved_behind(rows, gap, at=at))


def moved_behind(
    rows: Sequence[Row], last: ChainedRecord, *, at: datetime
) -> tuple[tuple[int, ChainedRecord], ...]:
    """Return rows numbered and linked anew behind a record, with their old numbers."""
    moved: list[tuple[int, ChainedRecord]] = []
    for row in rows:
        old = chained_of(row)
        record = old.record if old is not None else _damaged(row, at)
        last = link(record, number=last.number + 1, previous=last.digest())
        moved.append((row.number, last))
    return tuple(moved)


def _damaged(row: Row, at: datetime) -> GapRecord:
    return GapRecord(
        first_lost=row.number, last_lost=row.number, reason="damaged", at=at
    )
