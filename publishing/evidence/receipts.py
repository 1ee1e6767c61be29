"""Note what devices say of programmes, withdrawals, gaps and faults; add up nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from programme.clock_doubt import AHEAD_MS
from programme.override_verdict import MOST_OVERRIDE
from programme.records import (
    AdoptionReceipt,
    Batch,
    ChainedRecord,
    ErasureReceipt,
    GapRecord,
    GoneReceipt,
    OverrideShown,
    SlideFault,
)
from programme.witness import KeptCheckpoint
from publishing.evidence.witnesses import note_kept
from publishing.tables.evidence import (
    Adoption,
    ErasureReceiptRow,
    EvidenceGap,
    SlideFaultRow,
    WithdrawalReceipt,
)
from publishing.tables.screen_orders import OverrideGlass


def note_receipts(
    session: Session, batch: Batch, links: Sequence[ChainedRecord], at: datetime
) -> None:
    """Note every record that is no painting and no presence.

    Nothing was adopted or gone after its record came: a clock that ran ahead must not
    answer recalls of tomorrow.
    """
    _note_notices(session, batch.device, links)
    for link in links:
        match link.record:
            case AdoptionReceipt() as receipt:
                _note_adoption(session, batch.device, receipt, in_time(receipt.at, at))
            case GoneReceipt() as gone:
                row = _withdrawal(session, batch.device, gone.disclosure)
                row.gone_at = _last(row.gone_at, in_time(gone.at, at))
            case ErasureReceipt() as erased:
                _note_erasure(session, batch.device, erased, in_time(erased.at, at))
            case GapRecord() as gap:
                _note_gap(session, batch, link.number, gap)
            case SlideFault() as fault:
                _note_fault(session, batch.device, fault)
            case KeptCheckpoint() as kept:
                note_kept(session, batch.device, kept)
            case _:
                continue


def _note_adoption(
    session: Session, device: str, receipt: AdoptionReceipt, at: datetime
) -> None:
    row = session.get(Adoption, (device, receipt.programme_version))
    if row is None:
        row = Adoption(device_id=device, programme_version=receipt.programme_version)
        session.add(row)
    row.programme = receipt.programme
    row.at = at
    row.vanished = list(receipt.vanished)
    row.refused = list(receipt.refused)
    for disclosure in receipt.withdrawn:
        withdrawal = _withdrawal(session, device, disclosure)
        withdrawal.adopted_at = _last(withdrawal.adopted_at, at)


def _withdrawal(session: Session, device: str, disclosure: str) -> WithdrawalReceipt:
    row = session.get(WithdrawalReceipt, (device, disclosure))
    if row is None:
        row = WithdrawalReceipt(device_id=device, disclosure_id=disclosure)
        session.add(row)
    return row


def _note_erasure(
    session: Session, device: str, erased: ErasureReceipt, at: datetime
) -> None:
    row = session.get(ErasureReceiptRow, (device, erased.manifest))
    if row is None:
        row = ErasureReceiptRow(device_id=device, manifest_sha256=erased.manifest)
        row.at = at
        session.add(row)
    row.disclosure_id = erased.disclosure
    row.at = _last(row.at, at)


def in_time(said: datetime, received_at: datetime) -> datetime:
    """Return an instant that a device says; one that had not come is its coming's."""
    ahead = said - received_at > timedelta(milliseconds=AHEAD_MS)
    return received_at if ahead else said


def _last(known: datetime | None, at: datetime) -> datetime:
    # A disclosure may come back and be withdrawn again: the newest word counts.
    return at if known is None else max(known, at)


def _note_notices(
    session: Session, device: str, links: Sequence[ChainedRecord]
) -> None:
    for link in links:
        if isinstance(link.record, OverrideShown):
            _note_shown(session, device, link.record)


def _note_shown(session: Session, device: str, shown: OverrideShown) -> None:
    row = session.get(OverrideGlass, (shown.override, device))
    if row is None:
        row = OverrideGlass(
            order_id=shown.override,
            device_id=device,
            first_at=shown.from_at,
            last_at=shown.to_at,
            milliseconds=0,
        )
        session.add(row)
    row.first_at = min(row.first_at, shown.from_at)
    row.last_at = max(row.last_at, shown.to_at)
    longest = MOST_OVERRIDE // timedelta(milliseconds=1)
    row.milliseconds = min(row.milliseconds + shown.monotonic_ms, longest)


def _note_gap(session: Session, batch: Batch, number: int, gap: GapRecord) -> None:
    session.add(
        EvidenceGap(
            device_id=batch.device,
            writer=batch.writer,
            number=number,
            first_lost=gap.first_lost,
            last_lost=gap.last_lost,
            reason=gap.reason,
            at=gap.at,
            of_writer=gap.of_writer,
        )
    )


def _note_fault(session: Session, device: str, fault: SlideFault) -> None:
    row = session.get(SlideFaultRow, (device, fault.page))
    if row is None:
        row = SlideFaultRow(device_id=device, page=fault.page, times=0)
        session.add(row)
    row.disclosure_id = fault.disclosure
    row.reason = fault.reason
    row.times += 1
    row.last_at = fault.at
