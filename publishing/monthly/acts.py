"""Gather what was published, withdrawn, cured and ordered in a span; judge nothing."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.document import to_millisecond
from programme.monthly_report import (
    CuredItem,
    OrderItem,
    PublishedItem,
    WithdrawnItem,
)
from programme.override import Override, Stop, StopCause
from publishing.screen_orders.spans import held_until
from publishing.tables.coverage import Cure
from publishing.tables.disclosures import (
    Disclosure,
    Draft,
    WithdrawalRow,
    WithdrawalState,
)
from publishing.tables.screen_orders import (
    OrderKind,
    OrderState,
    OverrideGlass,
    ScreenOrder,
)
from publishing.tables.units import UnitRow


def published_in(
    session: Session, from_at: datetime, to_at: datetime
) -> tuple[PublishedItem, ...]:
    """Return what was published, the first first, by the title it had then."""
    query = (
        select(
            Disclosure.id,
            Disclosure.register_number,
            Disclosure.published_at,
            UnitRow.name,
            Draft.title,
        )
        .join(UnitRow, UnitRow.id == Disclosure.unit_id)
        .join(Draft, Draft.disclosure_id == Disclosure.id)
        .where(
            Disclosure.published_at >= from_at,
            Disclosure.published_at < to_at,
            Draft.approved_at.is_not(None),
        )
        .order_by(
            Disclosure.published_at, Disclosure.register_number, Draft.approved_at
        )
    )
    found: dict[str, PublishedItem] = {}
    for disclosure, number, at, unit, title in session.execute(query):
        item = PublishedItem(
            register_number=number or "",
            title=title,
            unit=unit,
            at=to_millisecond(at or from_at),
        )
        found.setdefault(disclosure, item)
    return tuple(found.values())


def withdrawn_in(
    session: Session, from_at: datetime, to_at: datetime
) -> tuple[WithdrawnItem, ...]:
    """Return what two people took down, the first first."""
    query = (
        select(WithdrawalRow, Disclosure.register_number, UnitRow.name, Draft.title)
        .join(Disclosure, Disclosure.id == WithdrawalRow.disclosure_id)
        .join(UnitRow, UnitRow.id == Disclosure.unit_id)
        .join(Draft, Draft.id == WithdrawalRow.draft_id)
        .where(
            WithdrawalRow.state == WithdrawalState.CONFIRMED,
            WithdrawalRow.settled_at >= from_at,
            WithdrawalRow.settled_at < to_at,
        )
        .order_by(WithdrawalRow.settled_at, WithdrawalRow.id)
    )
    return tuple(
        WithdrawnItem(
            register_number=number or "",
            title=title,
            unit=unit,
            cause=row.cause.value,
            at=to_millisecond(row.settled_at or row.requested_at),
        )
        for row, number, unit, title in session.execute(query)
    )


def cured_in(
    session: Session, from_at: datetime, to_at: datetime
) -> tuple[CuredItem, ...]:
    """Return the ends that moved because days fell short, the first first."""
    query = (
        select(Cure, Disclosure.register_number, UnitRow.name, Draft.title)
        .join(Disclosure, Disclosure.id == Cure.disclosure_id)
        .join(UnitRow, UnitRow.id == Disclosure.unit_id)
        .join(Draft, Draft.manifest_sha256 == Cure.manifest_sha256)
        .where(Cure.made_at >= from_at, Cure.made_at < to_at)
        .order_by(Cure.made_at, Cure.id)
    )
    return tuple(
        CuredItem(
            register_number=number or "",
            title=title,
            unit=unit,
            short_on=tuple(date.fromisoformat(day) for day in row.short_on),
            ended_at=to_millisecond(row.ended_at),
            ends_at=to_millisecond(row.ends_at),
        )
        for row, number, unit, title in session.execute(query)
    )


def orders_in(
    session: Session, from_at: datetime, to_at: datetime
) -> tuple[OrderItem, ...]:
    """Return the notices and stops that held at any instant, the first first."""
    query = (
        select(ScreenOrder, UnitRow.name)
        .join(UnitRow, UnitRow.id == ScreenOrder.unit_id)
        .where(
            ScreenOrder.state.in_((OrderState.IN_FORCE, OrderState.ENDED)),
            ScreenOrder.starts_at < to_at,
            ScreenOrder.ends_at > from_at,
        )
        .order_by(ScreenOrder.starts_at, ScreenOrder.id)
    )
    found = (_order(session, row, unit) for row, unit in session.execute(query))
    return tuple(one for one in found if one.to_at > from_at and one.from_at < to_at)


def _order(session: Session, row: ScreenOrder, unit: str) -> OrderItem:
    begun = row.starts_at if row.settled_at is None else row.settled_at
    glass = select(OverrideGlass.device_id).where(OverrideGlass.order_id == row.id)
    stops = row.kind is OrderKind.STOP
    notice = None if stops else Override.model_validate(row.signed)
    return OrderItem(
        kind="override" if notice else "stop",
        words=notice.headline if notice else _stop_words(row),
        unit=unit,
        from_at=to_millisecond(max(begun, row.starts_at)),
        to_at=to_millisecond(held_until(row)),
        alone=notice is not None and notice.sealed_reason is not None,
        drill=notice is not None and notice.drill,
        displays=len(session.scalars(glass).all()),
    )


def _stop_words(row: ScreenOrder) -> str:
    return STOP_WORDS[Stop.model_validate(row.signed).cause]


STOP_WORDS: Final = {
    StopCause.MOURNING: "悼念日",
    StopCause.SUPERIOR_ORDER: "上级命令",
    StopCause.WRONG_CONTENT: "内容有误，要先查清",
    StopCause.SECURITY: "系统可能被人动过",
    StopCause.SAFETY: "现场安全",
}
