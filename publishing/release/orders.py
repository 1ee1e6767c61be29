"""Read the emergency notices and stops that a display group's programme carries."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.approval import People
from programme.override import OrderEnd, Override, Stop
from programme.override_verdict import (
    NO_ORDERS,
    Orders,
    is_for,
    standing_orders,
)
from publishing.tables.screen_orders import OrderKind, OrderState, ScreenOrder


def orders_for(
    session: Session, group: str, people: People, now: datetime
) -> tuple[Orders, tuple[str, ...]]:
    """Return what a group's displays must obey, and why anything is left out.

    Everything is judged as a device judges it: what would be refused there is not
    published. An end is carried until what it ended would have been over by itself.
    """
    query = select(ScreenOrder).where(
        ScreenOrder.state.in_((OrderState.IN_FORCE, OrderState.ENDED)),
        ScreenOrder.ends_at > now,
    )
    rows = [
        row
        for row in session.scalars(query.order_by(ScreenOrder.id))
        if is_for(tuple(row.groups), group)
    ]
    held = [row for row in rows if row.state is OrderState.IN_FORCE]
    named = Orders(
        overrides=[
            Override.model_validate(row.signed)
            for row in held
            if row.kind is OrderKind.OVERRIDE
        ],
        stops=[
            Stop.model_validate(row.signed)
            for row in held
            if row.kind is OrderKind.STOP
        ],
        ends=[
            OrderEnd.model_validate(row.end)
            for row in rows
            if row.state is OrderState.ENDED
        ],
    )
    standing = standing_orders(named, NO_ORDERS, group=group, people=people, now=now)
    kept = Orders(overrides=standing.overrides, stops=standing.stops, ends=named.ends)
    return kept, tuple(f"{one}: 签名、范围或内容不成立" for one in standing.refused)
