"""Find what a withdrawal is about in the rows; change nothing."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.desk.rules import DeskAct, after
from publishing.errors import Conflict, NotThere, SamePerson, StateForbids
from publishing.staff.identity import persons_of
from publishing.staff.offices import Person, named_by
from publishing.tables.disclosures import (
    Draft,
    DraftState,
    WithdrawalRow,
    WithdrawalState,
)


def published_version(session: Session, disclosure: str) -> Draft:
    """Return the version of a disclosure that is published.

    Raises:
        NotThere: No such disclosure.
        StateForbids: Nothing of it is published.
    """
    query = select(Draft).where(Draft.disclosure_id == disclosure)
    rows = sorted(session.scalars(query), key=lambda row: (row.created_at, row.id))
    if not rows:
        raise NotThere("这件公开事项")
    published = [row for row in rows if row.state is DraftState.APPROVED]
    row = (published or rows)[-1]
    after(row.state, DeskAct.WITHDRAW)
    return row


def must_be_first(session: Session, disclosure: str) -> None:
    """Return only if nobody has asked to take a disclosure down.

    Raises:
        Conflict: Somebody has, and it waits.
    """
    query = select(WithdrawalRow.id).where(
        WithdrawalRow.disclosure_id == disclosure,
        WithdrawalRow.state == WithdrawalState.REQUESTED,
    )
    if session.scalars(query).first() is not None:
        message = "已经有人申请撤下这一件，正等另一位同事确认。请到待办里看。"
        raise Conflict(message)


def waiting_withdrawal(
    session: Session, withdrawal: str
) -> tuple[WithdrawalRow, Draft]:
    """Return a withdrawal that waits, with the version it takes down.

    Raises:
        NotThere: No such withdrawal.
        StateForbids: It is settled already.
    """
    kept = session.get(WithdrawalRow, withdrawal)
    if kept is None:
        raise NotThere("这份撤下申请")
    if kept.state is not WithdrawalState.REQUESTED:
        raise StateForbids("再办一次", state="已经办过了", thing="这份撤下申请")
    return kept, session.get_one(Draft, kept.draft_id)


def must_be_another(
    session: Session, person: Person, kept: WithdrawalRow, now: datetime
) -> None:
    """Refuse a confirmation by who asked, also under another account or for them.

    Raises:
        SamePerson: It is the same person.
    """
    asked = named_by(session, kept.requested_by, kept.requested_at)
    confirms = named_by(session, person.id, now)
    same = persons_of(session, asked) & persons_of(session, confirms)
    if same:
        raise SamePerson("确认撤下")
