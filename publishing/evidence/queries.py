"""Answer from the evidence: what was painted where, and who is still out.

It changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.tables.evidence import (
    ListedDay,
    PaintedDay,
    WithdrawalReceipt,
)
from publishing.tables.fleet import Device, DeviceState
from publishing.tables.schedule import GroupEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDay:
    """Be what one device really showed of a disclosure on one local day."""

    device: str
    device_name: str
    group: str
    day: date
    seconds: int
    exposures: int
    """Whole turns painted; 0 for a kiosk, which lists."""
    last_at: datetime
    last_page: int | None
    """Page number, from 1; None for a kiosk."""
    last_page_sha256: str | None
    listed: bool
    """True for a kiosk: in service with the disclosure in its list."""


def shown_days(session: Session, disclosure: str) -> tuple[ShownDay, ...]:
    """Return where and how long a disclosure was really shown, newest day first."""
    names = {row.id: row.name for row in session.scalars(select(Device))}
    found = [
        *_painted(session, disclosure, names),
        *_listed(session, disclosure, names),
    ]
    return tuple(
        sorted(found, key=lambda shown: (shown.day, shown.last_at), reverse=True)
    )


def _painted(
    session: Session, disclosure: str, names: dict[str, str]
) -> Iterator[ShownDay]:
    query = select(PaintedDay).where(PaintedDay.disclosure_id == disclosure)
    for row in session.scalars(query):
        yield ShownDay(
            device=row.device_id,
            device_name=names[row.device_id],
            group=row.group_id,
            day=row.day,
            seconds=row.milliseconds // 1000,
            exposures=row.exposures,
            last_at=row.last_at,
            last_page=row.last_page,
            last_page_sha256=row.last_page_sha256,
            listed=False,
        )


def _listed(
    session: Session, disclosure: str, names: dict[str, str]
) -> Iterator[ShownDay]:
    query = select(ListedDay).where(ListedDay.disclosure_id == disclosure)
    for row in session.scalars(query):
        yield ShownDay(
            device=row.device_id,
            device_name=names[row.device_id],
            group=row.group_id,
            day=row.day,
            seconds=row.milliseconds // 1000,
            exposures=0,
            last_at=row.last_at,
            last_page=None,
            last_page_sha256=None,
            listed=True,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Be one device's word about a withdrawal; both None: it is still out."""

    device: str
    device_name: str
    group: str
    adopted_at: datetime | None
    gone_at: datetime | None


def receipts_of(
    session: Session, disclosure: str, *, since: datetime
) -> tuple[Receipt, ...]:
    """Return what each device that showed a disclosure says of its withdrawal.

    Args:
        session: A session that reads.
        disclosure: The disclosure that was withdrawn.
        since: When it was withdrawn; words about an earlier withdrawal do not count.
    """
    groups = select(GroupEntry.group_id).where(GroupEntry.disclosure_id == disclosure)
    query = (
        select(Device, WithdrawalReceipt.adopted_at, WithdrawalReceipt.gone_at)
        .outerjoin(
            WithdrawalReceipt,
            (WithdrawalReceipt.device_id == Device.id)
            & (WithdrawalReceipt.disclosure_id == disclosure),
        )
        .where(Device.group_id.in_(groups), Device.state == DeviceState.ACTIVE)
        .order_by(Device.group_id, Device.id)
    )
    return tuple(
        Receipt(
            device=device.id,
            device_name=device.name,
            group=device.group_id,
            adopted_at=_since(adopted_at, since),
            gone_at=_since(gone_at, since),
        )
        for device, adopted_at, gone_at in session.execute(query)
    )


def _since(at: datetime | None, since: datetime) -> datetime | None:
    return at if at is not None and at >= since else None
