"""Show orders to staff; order none.

How many screens have one on the glass is counted from what devices proved.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from programme.override import Override, Stop
from publishing.overriding.rows import lapse_of
from publishing.overriding.rules import is_open
from publishing.screen_orders.spans import held_until
from publishing.staff.offices import Person, holds
from publishing.tables.evidence import Adoption
from publishing.tables.fleet import Device
from publishing.tables.people import Office, StaffMember
from publishing.tables.schedule import DisplayGroup
from publishing.tables.screen_orders import (
    OrderKind,
    OrderState,
    OverrideGlass,
    ScreenOrder,
    SealedReview,
)
from publishing.tables.units import UnitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Be how far an order has come."""

    devices: int
    """Enrolled devices of its groups."""
    adopted: int
    """Those that have put a programme with it in force."""
    shown: int
    """Those that proved to have had it on the glass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """Be the look back at a notice that one person issued alone."""

    due_at: datetime
    reason_sha256: str
    reviewed_by_name: str
    reviewed_at: datetime | None
    justified: bool | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """Be one order as the staff's page shows it."""

    id: str
    kind: OrderKind
    state: OrderState
    open: bool
    """Whether it still waits or still holds."""
    unit: str
    unit_name: str
    groups: tuple[str, ...]
    """Names of the groups; empty: the whole county."""
    document: Override | Stop
    sha256: str
    reason: str
    """Empty where it is sealed."""
    proposed_by: str
    proposed_by_name: str
    proposed_at: datetime
    lapses_at: datetime
    """Until when it may be countersigned, where it waits for that."""
    settled_by_name: str
    settled_at: datetime | None
    over_at: datetime
    """When it was over, or will be by itself."""
    ended_by: str | None
    ended_by_name: str
    end_waits: bool
    """Somebody asked for the end of a stop; another must confirm it."""
    reach: Reach
    review: ReviewView | None


def order_view(session: Session, row: ScreenOrder, now: datetime) -> OrderView:
    """Return one order as the page shows it."""
    review = session.get(SealedReview, row.id)
    kind = Override if row.kind is OrderKind.OVERRIDE else Stop
    names = dict(
        session.execute(
            select(DisplayGroup.id, DisplayGroup.name).where(
                DisplayGroup.id.in_(row.groups)
            )
        ).all()
    )
    return OrderView(
        id=row.id,
        kind=row.kind,
        state=row.state,
        open=is_open(row.state, lapses_at=lapse_of(row), ends_at=row.ends_at, now=now),
        unit=row.unit_id,
        unit_name=session.get_one(UnitRow, row.unit_id).name,
        groups=tuple(names.get(one, one) for one in row.groups),
        document=kind.model_validate(row.signed),
        sha256=row.sha256,
        reason="" if review is not None else row.reason,
        proposed_by=row.proposed_by,
        proposed_by_name=_name(session, row.proposed_by),
        proposed_at=row.proposed_at,
        lapses_at=min(lapse_of(row), row.ends_at),
        settled_by_name=_name(session, row.settled_by),
        settled_at=row.settled_at,
        over_at=held_until(row),
        ended_by=row.ended_by,
        ended_by_name=_name(session, row.ended_by),
        end_waits=row.end is not None and row.state is OrderState.IN_FORCE,
        reach=_reach(session, row),
        review=None if review is None else _review(session, review),
    )


def may_open_seal(session: Session, person: Person, row: ScreenOrder) -> bool:
    """Say whether somebody may read a sealed reason: who wrote it, and approvers."""
    if person.id == row.proposed_by:
        return True
    return holds(session, person, row.unit_id, Office.APPROVER)


def _reach(session: Session, row: ScreenOrder) -> Reach:
    devices = select(Device.id).where(Device.revoked_at.is_(None))
    if row.groups:
        devices = devices.where(Device.group_id.in_(row.groups))
    since = row.settled_at or row.proposed_at
    adopted = select(func.count(Adoption.device_id.distinct())).where(
        Adoption.device_id.in_(devices), Adoption.at >= since
    )
    shown = select(func.count()).select_from(OverrideGlass)
    return Reach(
        devices=session.scalar(select(func.count()).select_from(devices.subquery()))
        or 0,
        adopted=session.scalar(adopted) or 0 if row.settled_at else 0,
        shown=session.scalar(shown.where(OverrideGlass.order_id == row.id)) or 0,
    )


def _review(session: Session, row: SealedReview) -> ReviewView:
    return ReviewView(
        due_at=row.due_at,
        reason_sha256=row.reason_sha256,
        reviewed_by_name=_name(session, row.reviewed_by),
        reviewed_at=row.reviewed_at,
        justified=row.justified,
        words=row.words,
    )


def _name(session: Session, staff: str | None) -> str:
    return session.get_one(StaffMember, staff).name if staff else ""
