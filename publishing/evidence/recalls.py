"""Say which devices owe the receipt of a recall, and until when they may show it.

A device that is out of reach goes by the programme it adopted last. So it owes one just
where that programme held the disclosure; what its window says then, ends it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ScalarSelect, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from publishing.tables.disclosures import WithdrawalRow, WithdrawalState
from publishing.tables.evidence import Adoption, WithdrawalReceipt
from publishing.tables.fleet import Device, DeviceReport, DeviceState
from publishing.tables.schedule import DisplayGroup, EndKind, GroupEntry

_OVERLAP = timedelta(minutes=10)
"""What was adopted so shortly after a withdrawal may be the programme before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """Be one device that has not said that it took a disclosure down."""

    withdrawal: str
    disclosure: str
    device: str
    device_name: str
    group: str
    group_name: str
    heard_at: datetime | None
    """When it was heard last; None: it never reported."""
    version: int
    """Of the programme that it adopted last."""
    adopted_at: datetime
    open_until: datetime | None
    """When the window of its last known programme ends; None: it has no end."""
    revoked: bool = False
    """It was taken off the list while it owed the receipt: it can give none."""

    def may_show(self, now: datetime) -> bool:
        """Say whether its last known programme lets it show the disclosure still."""
        return self.open_until is None or now < self.open_until


def recalls_out(session: Session, units: Collection[str]) -> tuple[Out, ...]:
    """Return every device of some units that owes a receipt, the oldest recall first.

    Args:
        session: A session that reads.
        units: Whose display groups are looked at.
    """
    found: dict[tuple[str, str], Out] = {}
    for row in session.execute(_owing(units)):
        out = _out(tuple(row))
        if out is None:
            continue
        key = (out.withdrawal, out.device)
        known = found.get(key)
        found[key] = out if known is None else _longer(known, out)
    return tuple(found.values())


def recalled_by_device(session: Session, units: Collection[str]) -> dict[str, int]:
    """Return how many recalls each device owes; one that owes none is left out."""
    counts: dict[str, int] = {}
    for out in recalls_out(session, units):
        if not out.revoked:
            counts[out.device] = counts.get(out.device, 0) + 1
    return counts


def _owing(units: Collection[str]) -> Select[Any]:
    at, version = _newest(Adoption.at), _newest(Adoption.programme_version)
    receipt = WithdrawalReceipt
    answered = or_(
        receipt.adopted_at >= WithdrawalRow.settled_at,
        receipt.gone_at >= WithdrawalRow.settled_at,
    )
    return (
        select(
            WithdrawalRow,
            Device,
            DisplayGroup.name,
            GroupEntry,
            DeviceReport,
            at,
            version,
        )
        .join(GroupEntry, GroupEntry.disclosure_id == WithdrawalRow.disclosure_id)
        .join(DisplayGroup, DisplayGroup.id == GroupEntry.group_id)
        .join(Device, Device.group_id == DisplayGroup.id)
        .outerjoin(DeviceReport, DeviceReport.device_id == Device.id)
        .outerjoin(
            receipt,
            and_(
                receipt.device_id == Device.id,
                receipt.disclosure_id == WithdrawalRow.disclosure_id,
                answered,
            ),
        )
        .where(
            WithdrawalRow.state == WithdrawalState.CONFIRMED,
            receipt.device_id.is_(None),
            # Nobody ends a chase by taking a device off the list.
            or_(
                Device.state == DeviceState.ACTIVE,
                Device.revoked_at >= WithdrawalRow.settled_at,
            ),
            DisplayGroup.unit_id.in_(units),
            GroupEntry.published_at <= at,
            GroupEntry.published_at <= WithdrawalRow.settled_at,
            # One that came later never held it.
            Device.enrolled_at <= WithdrawalRow.settled_at,
        )
        .order_by(WithdrawalRow.settled_at, Device.name, Device.id)
    )


def _newest(column: InstrumentedAttribute[Any]) -> ScalarSelect[Any]:
    """Return a column of what a device adopted last, of thousands of adoptions."""
    return (
        select(column)
        .where(Adoption.device_id == Device.id)
        .order_by(Adoption.programme_version.desc())
        .limit(1)
        .correlate(Device)
        .scalar_subquery()
    )


def _out(row: Sequence[Any]) -> Out | None:
    withdrawal, device, group_name, entry, report, at, version = row
    if entry.removed_at is not None and entry.removed_at <= at - _OVERLAP:
        return None
    return Out(
        withdrawal=withdrawal.id,
        disclosure=withdrawal.disclosure_id,
        device=device.id,
        device_name=device.name,
        group=entry.group_id,
        group_name=group_name,
        heard_at=report.received_at if report else None,
        version=version,
        adopted_at=at,
        open_until=entry.ends_at if entry.end_kind is EndKind.FIXED else None,
        revoked=device.state is DeviceState.REVOKED,
    )


def _longer(one: Out, other: Out) -> Out:
    """Return of two windows of one disclosure the one that stays open longer."""
    if one.open_until is None or other.open_until is None:
        return one if one.open_until is None else other
    return one if one.open_until >= other.open_until else other


def settled_since(
    session: Session, units: Collection[str], since: datetime
) -> Iterator[WithdrawalRow]:
    """Yield the recalls of some units' groups that took effect since, newest first."""
    groups = select(GroupEntry.disclosure_id).join(
        DisplayGroup, DisplayGroup.id == GroupEntry.group_id
    )
    query = (
        select(WithdrawalRow)
        .where(
            WithdrawalRow.state == WithdrawalState.CONFIRMED,
            WithdrawalRow.settled_at >= since,
            WithdrawalRow.disclosure_id.in_(
                groups.where(DisplayGroup.unit_id.in_(units))
            ),
        )
        .order_by(WithdrawalRow.settled_at.desc())
    )
    yield from session.scalars(query)
