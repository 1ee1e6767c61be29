"""Keep signed batches as they came, and find stored links again; judge nothing."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.chain import digest_of
from programme.clock_doubt import Heard
from programme.envelope import Envelope
from programme.keys import from_base64url
from programme.records import (
    Batch,
    ChainedRecord,
    OverrideShown,
    PlainShown,
    PlayRecord,
    Record,
    ServicePresence,
)
from publishing.packing.batch import head_of, packed
from publishing.packing.numbers import envelope_bytes, numbers_of
from publishing.tables.evidence import EvidenceBatch
from publishing.tables.glass import EvidenceSpan


def keep(
    session: Session, body: bytes, batch: Batch, *, first_number: int, at: datetime
) -> None:
    """Keep an envelope's bytes, small, and note of when it speaks."""
    head = head_of(Envelope.parse(body), batch)
    shapes = numbers_of(session, head, (link.record for link in batch.records))
    row = EvidenceBatch(
        device_id=batch.device,
        writer=batch.writer,
        first_number=first_number,
        last_number=batch.records[-1].number,
        body=packed(body, batch, shapes),
        received_at=at,
    )
    session.add(row)
    session.flush()
    times = [time for link in batch.records for time in instants_of(link.record)]
    session.add(
        EvidenceSpan(
            batch_id=row.id,
            device_id=batch.device,
            from_at=min(times),
            to_at=max(times),
        )
    )


def instants_of(record: Record) -> tuple[datetime, ...]:
    """Return the instants that a record speaks of."""
    if isinstance(record, PlayRecord | PlainShown | ServicePresence | OverrideShown):
        return record.from_at, record.to_at
    return (record.at,)


def stored_digests(
    session: Session, device: str, writer: str, *, first: int, last: int
) -> dict[int, str]:
    """Return the digests of stored links of a span of numbers, both ends included."""
    return {
        link.number: digest_of(link)
        for link in stored_links(session, device, writer, first=first, last=last)
    }


def stored_links(
    session: Session, device: str, writer: str, *, first: int, last: int
) -> Iterator[ChainedRecord]:
    """Yield stored links of a span of numbers, in order, read from the batches."""
    query = (
        select(EvidenceBatch.first_number, EvidenceBatch.body)
        .where(
            EvidenceBatch.device_id == device,
            EvidenceBatch.writer == writer,
            EvidenceBatch.last_number >= first,
            EvidenceBatch.first_number <= last,
        )
        .order_by(EvidenceBatch.first_number)
    )
    for begins, body in session.execute(query):
        for link in unpacked(session, body).records:
            if max(begins, first) <= link.number <= last:
                yield link


def heard_behind(
    session: Session, device: str, writer: str, *, behind: int, before: int
) -> Iterator[Heard]:
    """Yield the stored records between two numbers, with when they came."""
    query = (
        select(
            EvidenceBatch.first_number, EvidenceBatch.body, EvidenceBatch.received_at
        )
        .where(
            EvidenceBatch.device_id == device,
            EvidenceBatch.writer == writer,
            EvidenceBatch.last_number > behind,
            EvidenceBatch.first_number < before,
        )
        .order_by(EvidenceBatch.first_number)
    )
    for begins, body, received_at in session.execute(query):
        for link in unpacked(session, body).records:
            if max(begins, behind + 1) <= link.number < before:
                yield Heard(
                    number=link.number, record=link.record, received_at=received_at
                )


def unpacked(session: Session, body: bytes) -> Batch:
    """Return the batch of a kept envelope; its signature was checked when it came."""
    envelope = Envelope.parse(envelope_bytes(session, body))
    return Batch.parse(from_base64url(envelope.payload))
