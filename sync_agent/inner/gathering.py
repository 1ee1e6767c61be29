"""Decide whether records are worth a batch yet, and what they say of recalls; pure.

A batch costs a signature and its place in the centre's tables, whatever is in it: a
play alone takes ten times the room that it takes among others.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from programme.glass import GlassCheck
from programme.records import (
    AdoptionReceipt,
    ChainedRecord,
    ErasureReceipt,
    GoneReceipt,
    PlainShown,
    PlayRecord,
    Record,
    ServicePresence,
)
from programme.visit_counts import VisitCounts

_Quiet = PlayRecord | PlainShown | ServicePresence | GlassCheck | VisitCounts
"""What nobody waits for; everything else is told at once, and all before it."""


def are_due(
    records: Sequence[ChainedRecord], now: datetime, *, gather: timedelta, most: int
) -> bool:
    """Say whether the next records of a chain are to be delivered now.

    Args:
        records: The next ones, in order.
        now: The instant by this device's clock.
        gather: How long quiet records wait for others.
        most: As many as a batch can hold.
    """
    if len(records) >= most:
        return True
    quiet = [link.record for link in records if isinstance(link.record, _Quiet)]
    if len(quiet) < len(records):
        return True
    age = now - _ended(quiet[0])
    # A clock that was set back must not hold them for ever.
    return not timedelta(0) <= age < gather


def recalled_in(records: Iterable[Record]) -> frozenset[str]:
    """Return the disclosures of which records say that they were taken down."""
    found: set[str] = set()
    for record in records:
        if isinstance(record, AdoptionReceipt):
            found.update(record.withdrawn)
        elif isinstance(record, GoneReceipt | ErasureReceipt):
            found.add(record.disclosure)
    return frozenset(found)


def _ended(record: _Quiet) -> datetime:
    if isinstance(record, GlassCheck | VisitCounts):
        return record.at
    return record.to_at
