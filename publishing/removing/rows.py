"""Read the rows of a removal and settle them; decide nothing."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.errors import NotThere, StateForbids
from publishing.staff.offices import Person
from publishing.tables.disclosures import Draft, WithdrawalRow, WithdrawalState
from publishing.tables.removals import PersonRemoval, RemovalItem, RemovalState


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
