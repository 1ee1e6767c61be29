"""Run one act on one order for a member of staff, and list orders; it knows no act."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.alerts import AlertLimits
from programme.document import to_millisecond
from publishing.overriding.settling import Hand
from publishing.overriding.views import OrderView, order_view
from publishing.signing.own_word import OwnWord
from publishing.signing.pens import Pens
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, units_where
from publishing.tables.people import Office
from publishing.tables.screen_orders import OrderKind, ScreenOrder

MOST_LISTED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDesk:
    """Be what every act on an order needs, whoever acts."""

    acting: Acting
    pens: Pens
    limits: AlertLimits


def acted(
    desk: OrderDesk,
    actor: str,
    act: str,
    do: Callable[[Hand], ScreenOrder],
    *,
    own: OwnWord | None = None,
) -> OrderView:
    """Do an act on an order in one transaction, and return the order as it stands.

    Raises:
        PublishingError: The act was refused; nothing has changed.
        OwnKeyNeeded: The approver's own key counts, and was not given.
    """
    pen = desk.pens.take(actor, own)
    now = to_millisecond(desk.acting.clock.now())

    def run(session: Session, person: Person) -> OrderView:
        hand = Hand(
            session=session,
            person=person,
            pen=pen,
            limits=desk.limits,
            now=now,
        )
        return order_view(session, do(hand), now)

    return desk.acting.act(actor, act, run)


def listing(acting: Acting, actor: str, kind: OrderKind) -> tuple[OrderView, ...]:
    """Return the newest orders of a kind of the person's units, the newest first.

    Raises:
        NotSignedIn: The actor may not act any more.
    """

    def do(session: Session, person: Person) -> tuple[OrderView, ...]:
        units = units_where(session, person, *Office)
        query = (
            select(ScreenOrder)
            .where(ScreenOrder.kind == kind, ScreenOrder.unit_id.in_(units))
            .order_by(ScreenOrder.proposed_at.desc(), ScreenOrder.id)
            .limit(MOST_LISTED)
        )
        now = acting.clock.now()
        return tuple(order_view(session, row, now) for row in session.scalars(query))

    return acting.look(actor, f"{kind.value}.list", do)
