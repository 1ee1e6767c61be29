"""Read the rows of a removal, settle them and write it down; decide nothing."""

from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from publishing.errors import NotAllowed, NotThere, StateForbids
from publishing.oversight.journal import record
from publishing.staff.offices import Person, units_where
from publishing.tables.disclosures import Draft, WithdrawalRow, WithdrawalState
from publishing.tables.people import Office
from publishing.tables.removals import (
    PersonRemoval,
    RemovalItem,
    RemovalReply,
    RemovalState,
)
from publishing.tables.voice import QuestionRow

WHO = (Office.DRAFTER, Office.REVIEWER, Office.APPROVER, Office.PUBLISHER)
"""Who may ask for something to come down."""
WHAT = "撤下涉及某人的事项"


def units_for(session: Session, person: Person) -> frozenset[str]:
    """Return the units of which somebody may take things down.

    Raises:
        NotAllowed: None.
    """
    if not person.holds_somewhere(*WHO):
        raise NotAllowed(WHAT, wanted="起草、审核、批准或发布的人")
    return units_where(session, person, *WHO)


def waiting(session: Session, removal: str) -> PersonRemoval:
    """Return a removal that nobody has settled.

    Raises:
        NotThere: No such removal.
        StateForbids: It is settled.
    """
    row = session.get(PersonRemoval, removal)
    if row is None:
        raise NotThere("这份撤下提议")
    if row.state is not RemovalState.PROPOSED:
        raise StateForbids("再办一次", state="已经办过了", thing="这份撤下提议")
    return row


def withdrawals_of(
    session: Session, row: PersonRemoval
) -> list[tuple[WithdrawalRow, Draft]]:
    """Return what of a removal still waits, with the versions it takes down."""
    query = (
        select(WithdrawalRow, Draft)
        .join(RemovalItem, RemovalItem.withdrawal_id == WithdrawalRow.id)
        .join(Draft, Draft.id == WithdrawalRow.draft_id)
        .where(
            RemovalItem.removal_id == row.id,
            WithdrawalRow.state == WithdrawalState.REQUESTED,
        )
    )
    rows = session.execute(query.order_by(WithdrawalRow.id))
    return [(kept, draft) for kept, draft in rows]


def settle_removal(
    row: PersonRemoval, person: Person, state: RemovalState, now: datetime
) -> None:
    """Settle a removal."""
    row.state, row.settled_by, row.settled_at = state, person.id, now


def of_units(units: frozenset[str]) -> Select[str]:
    """Return the query for removals that take down anything of these units."""
    disclosures = (
        select(RemovalItem.removal_id)
        .join(WithdrawalRow, WithdrawalRow.id == RemovalItem.withdrawal_id)
        .join(Draft, Draft.id == WithdrawalRow.draft_id)
        .where(Draft.unit_id.in_(units))
    )
    replies = (
        select(RemovalReply.removal_id)
        .join(QuestionRow, QuestionRow.number == RemovalReply.number)
        .where(QuestionRow.unit_id.in_(units))
    )
    either = or_(PersonRemoval.id.in_(disclosures), PersonRemoval.id.in_(replies))
    return select(PersonRemoval.id).where(either)


def note(
    session: Session,
    person: Person,
    act: str,
    row: PersonRemoval,
    *,
    at: datetime,
    **more: object,
) -> None:
    """Write down who did what with which removal."""
    record(
        session,
        actor=person.id,
        act=f"removal.{act}",
        subject=row.id,
        details={"cause": row.cause.value, **_things_of(session, row), **more},
        at=at,
    )


def _things_of(session: Session, row: PersonRemoval) -> dict[str, object]:
    """Return what a removal takes down, as the journal names it."""
    disclosures = select(RemovalItem.disclosure_id).where(
        RemovalItem.removal_id == row.id
    )
    numbers = select(RemovalReply.number).where(RemovalReply.removal_id == row.id)
    found: dict[str, object] = {"disclosures": sorted(session.scalars(disclosures))}
    if replies := sorted(session.scalars(numbers)):
        found["replies"] = replies
    return found
