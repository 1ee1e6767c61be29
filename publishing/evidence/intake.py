"""Take one batch in: verify, judge, keep, add up; one transaction of the caller's.

What is new is decided in `folding`, what it adds up to in `programme.coverage`.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.chain import GENESIS
from programme.clock_doubt import Heard
from programme.enrolment import PURPOSE_BATCH
from programme.envelope import Envelope, unseal
from programme.programme import progress_target_of
from programme.records import Batch, BatchReceipt
from programme.sealed_box import Opener
from programme.workdays import Workdays
from publishing.evidence.batches import keep, stored_digests
from publishing.evidence.errors import ChainRefused, WrongDevice
from publishing.evidence.folding import Head, Verdict, judge
from publishing.evidence.glass import note_glass
from publishing.evidence.questions import note_questions
from publishing.evidence.receipts import note_receipts
from publishing.evidence.settled import unsettle
from publishing.evidence.sums import Came, add_up
from publishing.evidence.visits import note_visits
from publishing.releases_due import ask_for
from publishing.tables.evidence import RefusedBatch, WriterHead
from publishing.tables.fleet import Device
from publishing.tables.schedule import DisplayGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Be one delivered envelope with the bytes in which it came."""

    envelope: Envelope
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """Be when batches are taken in, and the working days of then."""

    at: datetime
    workdays: Workdays
    opening_key: Opener | None = None
    """Opens residents' questions; None: this centre takes none."""


def take_in(
    session: Session, device: Device, delivery: Delivery, taking: Taking
) -> BatchReceipt:
    """Store what of a batch is new, exactly once, and say up to where it is stored.

    Raises:
        SignatureRefused: The envelope is not signed by this device.
        DocumentMalformed: What is in it is not a batch.
        WrongDevice: The batch names another device.
        ChainAhead: An earlier batch must come first.
        ChainRefused: The chain does not hold; nothing is stored.
    """
    at = taking.at
    batch = unseal(delivery.envelope, Batch, PURPOSE_BATCH, device.public)
    if batch.device != device.id:
        raise WrongDevice(signed_by=device.id, named=batch.device)
    row = session.get(WriterHead, (device.id, batch.writer), with_for_update=True)
    head = (
        Head(number=row.number, digest=row.digest)
        if row
        else Head(number=0, digest=GENESIS)
    )
    verdict = judge(batch, head, _stored(session, batch, head))
    if verdict.fresh:
        first = verdict.fresh[0].number
        keep(session, delivery.body, batch, first_number=first, at=at)
        _advance(session, row, batch, verdict, at)
        _add_up(session, device, batch, verdict, taking)
    return BatchReceipt(
        device=device.id, writer=batch.writer, stored_to=verdict.head.number
    )


def note_refusal(
    session: Session,
    device: Device,
    delivery: Delivery,
    refusal: ChainRefused,
    at: datetime,
) -> None:
    """Remember that a chain was refused, for the staff's eyes."""
    batch = unseal(delivery.envelope, Batch, PURPOSE_BATCH, device.public)
    # A device tries again and again: the same refusal is one row.
    row = session.scalar(
        select(RefusedBatch).where(
            RefusedBatch.device_id == device.id,
            RefusedBatch.writer == batch.writer,
            RefusedBatch.number == refusal.number,
        )
    )
    if row is None:
        row = RefusedBatch(
            device_id=device.id, writer=batch.writer, number=refusal.number
        )
        session.add(row)
    row.reason, row.at = refusal.reason, at


def _stored(session: Session, batch: Batch, head: Head) -> dict[int, str]:
    """Return the digests of links that the batch brings again."""
    first = batch.records[0].number
    if first > head.number:
        return {}
    return stored_digests(
        session, batch.device, batch.writer, first=first, last=head.number
    )


def _advance(
    session: Session,
    row: WriterHead | None,
    batch: Batch,
    verdict: Verdict,
    at: datetime,
) -> None:
    if row is None:
        row = WriterHead(device_id=batch.device, writer=batch.writer)
        session.add(row)
    row.number, row.digest = verdict.head.number, verdict.head.digest
    row.updated_at = at


def _add_up(
    session: Session,
    device: Device,
    batch: Batch,
    verdict: Verdict,
    taking: Taking,
) -> None:
    at = taking.at
    group = session.get_one(DisplayGroup, device.group_id)
    today = at.astimezone(ZoneInfo(group.time_zone)).date()
    came = Came(
        device=device,
        writer=batch.writer,
        fresh=[
            Heard(number=link.number, record=link.record, received_at=at)
            for link in verdict.fresh
        ],
        workdays=taking.workdays,
        at=at,
    )
    changed = add_up(session, came)
    note_receipts(session, batch, verdict.fresh, at)
    note_glass(session, batch.device, verdict.fresh, at)
    note_visits(session, batch.device, verdict.fresh, today)
    note_questions(
        session,
        batch.device,
        verdict.fresh,
        key=taking.opening_key,
        workdays=taking.workdays,
        zone=ZoneInfo(group.time_zone),
        at=at,
    )
    # A day that is over was counted already: the count has to be made again.
    past = frozenset(one for one in changed if one[1] < today)
    if past:
        unsettle(session, past)
        ask_for(session, progress_target_of(group.id), at)
