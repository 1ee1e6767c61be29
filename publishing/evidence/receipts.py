"""Note what devices say of programmes, withdrawals, gaps and faults; add up nothing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from programme.records import (
    AdoptionReceipt,
    Batch,
    ChainedRecord,
    GapRecord,
    GoneReceipt,
    SlideFault,
)
from publishing.tables.evidence import (
    Adoption,
    EvidenceGap,
    SlideFaultRow,
    WithdrawalReceipt,
)


def note_receipts(
    session: Session, batch: Batch, links: Sequence[ChainedRecord]
) -> None:
    """Note every record that is no painting and no presence."""
    for link in links:
        match link.record:
            case AdoptionReceipt() as receipt:
                _note_adoption(session, batch.device, receipt)
            case GoneReceipt() as gone:
                row = _withdrawal(session, batch.device, gone.disclosure)
                row.gone_at = _last(row.gone_at, gone.at)
            case GapRecord() as gap:
                _note_gap(session, batch, link.number, gap)
            case SlideFault() as fault:
                _note_fault(session, batch.device, fault)
            case _:
                continue


def _note_adoption(session: Session, device: str, receipt: AdoptionReceipt) -> None:
    row = session.get(Adoption, (device, receipt.programme_version))
    if row is None:
        row = Adoption(device_id=device, programme_version=receipt.programme_version)
        session.add(row)
    row.programme = receipt.programme
    row.at = receipt.at
    row.vanished = list(receipt.vanished)
    row.refused = list(receipt.refused)
    for disclosure in receipt.withdrawn:
        withdrawal = _withdrawal(session, device, disclosure)
        withdrawal.adopted_at = _last(withdrawal.adopted_at, receipt.at)


def _withdrawal(session: Session, device: str, disclosure: str) -> WithdrawalReceipt:
    row = session.get(WithdrawalReceipt, (device, disclosure))
    if row is None:
        row = WithdrawalReceipt(device_id=device, disclosure_id=disclosure)
        session.add(row)
    return row


def _last(known: datetime | None, at: datetime) -> datetime:
    # A disclosure may come back and be withdrawn again: the newest word counts.
    return at if known is None else max(known, at)


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
