"""Show removals and how far their withdrawals have come on devices; remove nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from programme.programme import WithdrawalCause
from publishing.removing.replies import RemovedReply, removed_replies
from publishing.tables.disclosures import Draft, WithdrawalRow, WithdrawalState
from publishing.tables.evidence import WithdrawalReceipt
from publishing.tables.fleet import Device
from publishing.tables.people import StaffMember
from publishing.tables.removals import PersonRemoval, RemovalItem, RemovalState
from publishing.tables.schedule import GroupEntry

MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedItem:
    """Be one disclosure of a removal."""

    disclosure: str
    title: str
    state: WithdrawalState
    devices: int
    """On which it hung."""
    gone: int
    """That said it has left the glass."""
    silent: tuple[str, ...]
    """Names of some that have not said so yet: go and look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalView:
    """Be one removal as the page shows it."""

    id: str
    cause: WithdrawalCause
    reason: str
    state: RemovalState
    proposed_by: str
    proposed_by_name: str
    proposed_at: datetime
    settled_by_name: str
    settled_at: datetime | None
    items: tuple[RemovedItem, ...]
    replies: tuple[RemovedReply, ...]
    """Of the echo wall: each display drops them with the next wall it gets."""


def removal_view(session: Session, row: PersonRemoval) -> RemovalView:
    """Return one removal as the page shows it."""
    query = select(RemovalItem).where(RemovalItem.removal_id == row.id)
    items = session.scalars(query.order_by(RemovalItem.disclosure_id))
    return RemovalView(
        id=row.id,
        cause=row.cause,
        reason=row.reason,
        state=row.state,
        proposed_by=row.proposed_by,
        proposed_by_name=_name(session, row.proposed_by),
        proposed_at=row.proposed_at,
        settled_by_name=_name(session, row.settled_by),
        settled_at=row.settled_at,
        items=tuple(_item(session, one) for one in items),
        replies=removed_replies(session, row.id),
    )


def _item(session: Session, one: RemovalItem) -> RemovedItem:
    kept = session.get_one(WithdrawalRow, one.withdrawal_id)
    groups = select(GroupEntry.group_id).where(
        GroupEntry.disclosure_id == one.disclosure_id
    )
    devices = select(Device.id, Device.name).where(
        Device.group_id.in_(groups), Device.revoked_at.is_(None)
    )
    gone = select(WithdrawalReceipt.device_id).where(
        WithdrawalReceipt.disclosure_id == one.disclosure_id,
        WithdrawalReceipt.gone_at.is_not(None),
    )
    if kept.settled_at is not None:
        gone = gone.where(WithdrawalReceipt.gone_at >= kept.settled_at)
    silent = devices.where(Device.id.not_in(gone)).order_by(Device.name)
    every = session.scalar(select(func.count()).select_from(devices.subquery())) or 0
    names = [name for _, name in session.execute(silent)]
    return RemovedItem(
        disclosure=one.disclosure_id,
        title=session.get_one(Draft, kept.draft_id).title,
        state=kept.state,
        devices=every,
        gone=every - len(names),
        silent=tuple(names[:MOST_NAMED]),
    )


def _name(session: Session, staff: str | None) -> str:
    return session.get_one(StaffMember, staff).name if staff else ""
