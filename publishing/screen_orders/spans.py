"""Say when a display group was ordered away from its loop, for whoever counts days.

It reads and decides nothing about what such a span does to a day that was owed.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.override_verdict import is_for
from programme.window import local_instant
from publishing.tables.schedule import DisplayGroup
from publishing.tables.screen_orders import OrderKind, OrderState, ScreenOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedSpan:
    """Be a half-open span of one local day in which an order held on a group."""

    order: str
    kind: OrderKind
    reason: str
    """Why, in words, for the record inside; empty where it is sealed."""
    from_at: datetime
    to_at: datetime


def ordered_stops(session: Session, group: str, day: date) -> tuple[OrderedSpan, ...]:
    """Return when screens of a group were ordered to the default page on a day."""
    return _spans(session, group, day, OrderKind.STOP)


def silenced(session: Session, group: str, day: date) -> tuple[OrderedSpan, ...]:
    """Return when emergency notices silenced the loop of a group on a local day."""
    return _spans(session, group, day, OrderKind.OVERRIDE)


def held_until(row: ScreenOrder) -> datetime:
    """Return when an order that was in force was over, or will be."""
    return row.ends_at if row.ended_at is None else min(row.ends_at, row.ended_at)


def _spans(
    session: Session, group: str, day: date, kind: OrderKind
) -> tuple[OrderedSpan, ...]:
    zone = ZoneInfo(session.get_one(DisplayGroup, group).time_zone)
    from_at = local_instant(day, time.min, zone)
    to_at = local_instant(day + timedelta(days=1), time.min, zone)
    query = select(ScreenOrder).where(
        ScreenOrder.kind == kind,
        ScreenOrder.state.in_((OrderState.IN_FORCE, OrderState.ENDED)),
        ScreenOrder.settled_at < to_at,
        ScreenOrder.ends_at > from_at,
    )
    found = []
    for row in session.scalars(query.order_by(ScreenOrder.settled_at, ScreenOrder.id)):
        begun, over = row.settled_at or row.starts_at, held_until(row)
        if is_for(row.groups, group) and over > from_at and begun < over:
            found.append(
                OrderedSpan(
                    order=row.id,
                    kind=kind,
                    reason="" if row.settled_by is None else row.reason,
                    from_at=max(begun, from_at),
                    to_at=min(over, to_at),
                )
            )
    return tuple(found)
