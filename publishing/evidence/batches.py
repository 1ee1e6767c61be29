"""Keep signed batches as they came, and find stored links again; judge nothing."""

import zlib
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.chain import digest_of
from programme.envelope import Envelope
from programme.keys import from_base64url
from programme.records import Batch, ChainedRecord
from publishing.tables.evidence import EvidenceBatch

_MOST_BYTES = 8 * 1024 * 1024
"""More than a body that the device API lets in can unpack to."""


def keep(
    session: Session, body: bytes, batch: Batch, *, first_number: int, at: datetime
) -> None:
    """Keep an envelope's bytes, compressed."""
    session.add(
        EvidenceBatch(
            device_id=batch.device,
            writer=batch.writer,
            first_number=first_number,
            last_number=batch.records[-1].number,
            body=zlib.compress(body, 6),
            received_at=at,
        )
    )


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
        for link in unpacked(body).records:
            if max(begins, first) <= link.number <= last:
                yield link


def unpacked(body: bytes) -> Batch:
    """Return the batch of a kept envelope; its signature was checked when it came."""
    envelope = Envelope.parse(zlib.decompressobj().decompress(body, _MOST_BYTES))
    return Batch.parse(from_base64url(envelope.payload))
