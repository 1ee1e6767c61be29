"""Find the records of a device around an instant, read back from its batches."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from programme.records import Record
from publishing.evidence.batches import unpacked
from publishing.tables.evidence import EvidenceBatch
from publishing.tables.glass import EvidenceSpan

_AROUND = timedelta(minutes=40)
"""Longer than any one interval: a page without a disclosure is told of each half
hour, a turn each two minutes."""


def records_around(session: Session, device: str, at: datetime) -> tuple[Record, ...]:
    """Return the records of a device's batches that touch an instant's surroundings.

    Where it was silent for longer, the last batch before and the first one after are
    there as well.
    """
    of_device = (
        select(EvidenceBatch.id, EvidenceBatch.first_number, EvidenceBatch.body)
        .join(EvidenceSpan, EvidenceSpan.batch_id == EvidenceBatch.id)
        .where(EvidenceSpan.device_id == device)
    )
    queries = (
        of_device.where(
            EvidenceSpan.to_at >= at - _AROUND, EvidenceSpan.from_at <= at + _AROUND
        ),
        of_device.where(EvidenceSpan.to_at < at - _AROUND)
        .order_by(EvidenceSpan.to_at.desc())
        .limit(1),
        of_device.where(EvidenceSpan.from_at > at + _AROUND)
        .order_by(EvidenceSpan.from_at)
        .limit(1),
    )
    return tuple(record for query in queries for record in _records(session, query))


def _records(session: Session, query: Select[int, int, bytes]) -> Iterator[Record]:
    for _, first, body in session.execute(query):
        for link in unpacked(session, body).records:
            if link.number >= first:
                yield link.record
