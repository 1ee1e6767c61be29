"""Keep, countersign, decline and end an order, whichever kind; in the caller's act."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from config.alerts import AlertLimits
from programme.approval import Role
from programme.override import OrderEnd, Override, Stop
from publishing.desk.rules import check_digest
from publishing.errors import SamePerson
from publishing.overriding.rows import (
    first_role,
    lapse_of,
    must_be,
    note,
    put_in_force,
    second_role,
    signature,
)
from publishing.overriding.rules import check_proposal
from publishing.signing.pens import Pen
from publishing.staff.identity import must_be_other
from publishing.staff.offices import Person
from publishing.tables.screen_orders import OrderKind, OrderState, ScreenOrder

COUNTERSIGN = "会签"
DECLINE = "不同意这份提议"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Be an order that somebody asks for."""

    unit: str
    order: Override | Stop
    reason: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Be who acts, with what they sign, when."""

    session: Session
    person: Person
    pen: Pen
    limits: AlertLimits
    now: datetime

    @property
    def wanting_own(self) -> tuple[Role, ...]:
        """Return the roles in which the centre's word is worth nothing."""
        return self.pen.people(self.session).own_keys

    def sign(
        self, order: Override | Stop | OrderEnd, role: Role, unit: str
    ) -> tuple[object, ...]:
        """Return the order's signatures with one more."""
        signed = signature(
            self.session,
            self.person,
            role,
            order,
            unit=unit,
            pen=self.pen,
            now=self.now,
        )
        return (*order.approvals, signed)


def ordering_role(hand: Hand, unit: str, *, what: str) -> Role:
    """Return in which role somebody orders something, by the centre's word.

    Raises:
        NotAllowed: They hold no office of the unit.
    """
    but = hand.wanting_own
    return first_role(hand.session, hand.person, unit, what=what, but=but)


def keep(hand: Hand, asked: Asked, *, state: OrderState) -> ScreenOrder:
    """Keep an order with its first signature."""
    order, now = asked.order, hand.now
    signed = order.model_copy(
        update={"approvals": hand.sign(order, asked.role, asked.unit)}
    )
    in_force = state is OrderState.IN_FORCE
    row = ScreenOrder(
        id=order.id,
        kind=OrderKind.OVERRIDE if isinstance(order, Override) else OrderKind.STOP,
        state=state,
        unit_id=asked.unit,
        groups=list(order.groups),
        starts_at=order.starts_at,
        ends_at=order.ends_at,
        reason=asked.reason,
        sha256=order.subject(),
        signed=signed.model_dump(mode="json"),
        proposed_by=hand.person.id,
        proposed_at=now,
        lapses_at=now + hand.limits.proposal_life,
        settled_at=now if in_force else None,
        end=None,
    )
    hand.session.add(row)
    hand.session.flush()
    if in_force:
        put_in_force(hand.session, row, now)
    return row


def countersign(hand: Hand, row: ScreenOrder, *, sha256: str) -> None:
    """Put an order in force by a second person's signature.

    Raises:
        ContentChanged: It is not the order that was seen.
        StateForbids: It is settled, too old, or over by its own end.
        SamePerson: The same person proposed it, under whichever account.
        NotAllowed: Neither of the two is an approver of the unit.
    """
    session, person, now = hand.session, hand.person, hand.now
    must_be(row, OrderState.PROPOSED, what=COUNTERSIGN)
    check_digest(seen=sha256, now=row.sha256)
    check_proposal(
        lapses_at=lapse_of(row), ends_at=row.ends_at, now=now, what=COUNTERSIGN
    )
    must_be_other(
        session, person, row.proposed_by, row.proposed_at, now=now, what=COUNTERSIGN
    )
    order = document_of(row)
    first = order.approvals[0].decision.role
    role = second_role(session, person, row.unit_id, first=first, what=COUNTERSIGN)
    signed = order.model_copy(update={"approvals": hand.sign(order, role, row.unit_id)})
    row.signed = signed.model_dump(mode="json")
    row.state = OrderState.IN_FORCE
    row.settled_by, row.settled_at = person.id, now
    put_in_force(session, row, now)
    note(session, person, "in_force", row, at=now, details={"order": row.sha256})


def decline(hand: Hand, row: ScreenOrder, *, reason: str) -> None:
    """Decline a proposal, or take one's own back.

    Raises:
        StateForbids: It is settled already.
        NotAllowed: No office of the unit.
    """
    session, person, now = hand.session, hand.person, hand.now
    must_be(row, OrderState.PROPOSED, what=DECLINE)
    if person.id != row.proposed_by:
        first_role(session, person, row.unit_id, what=DECLINE)
    row.state = OrderState.DECLINED
    row.settled_by, row.settled_at = person.id, now
    note(session, person, "declined", row, at=now, details={"reason": reason})


def first_end(hand: Hand, row: ScreenOrder, *, role: Role) -> OrderEnd:
    """Return the end of an order with its first signature."""
    end = OrderEnd(order=row.id, ordered=row.sha256, ended_at=hand.now, approvals=())
    return end.model_copy(update={"approvals": hand.sign(end, role, row.unit_id)})


def second_end(hand: Hand, row: ScreenOrder, *, what: str) -> OrderEnd:
    """Return the end of an order with its second signature.

    Raises:
        SamePerson: The same person asked for it.
        NotAllowed: Neither of the two is an approver of the unit.
    """
    if row.ended_by is None:
        raise SamePerson(what)
    end = OrderEnd.model_validate(row.end)
    first = end.approvals[0].decision
    must_be_other(
        hand.session,
        hand.person,
        row.ended_by,
        first.decided_at,
        now=hand.now,
        what=what,
    )
    role = second_role(
        hand.session, hand.person, row.unit_id, first=first.role, what=what
    )
    return end.model_copy(update={"approvals": hand.sign(end, role, row.unit_id)})


def finish(hand: Hand, row: ScreenOrder, end: OrderEnd) -> None:
    """Let an order be over now, by a signed end."""
    row.end = end.model_dump(mode="json")
    row.state, row.ended_at = OrderState.ENDED, hand.now
    put_in_force(hand.session, row, hand.now)


def document_of(row: ScreenOrder) -> Override | Stop:
    """Return the signed order of a row."""
    if row.kind is OrderKind.OVERRIDE:
        return Override.model_validate(row.signed)
    return Stop.model_validate(row.signed)
