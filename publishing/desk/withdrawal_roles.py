"""Say in which role and under which name somebody signs a withdrawal; sign nothing."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from programme.approval import Role
from programme.programme import SignedWithdrawal
from publishing.desk.rules import may_confirm
from publishing.desk.withdrawal_rows import must_be_another
from publishing.errors import NotAllowed
from publishing.staff.offices import (
    Person,
    holds,
    signed_name,
    stands_for,
)
from publishing.tables.disclosures import Draft, WithdrawalRow
from publishing.tables.people import Office

_OFFICES = {
    Role.APPROVER: Office.APPROVER,
    Role.REVIEWER: Office.REVIEWER,
    Role.DRAFTER: Office.DRAFTER,
}


def signing_name(session: Session, person: Person, unit: str, role: Role) -> str:
    """Return the name under which somebody signs; a substitute says for whom."""
    found = stands_for(session, person, unit, _OFFICES[role])
    return signed_name(person, found)


def strongest_role(
    session: Session, person: Person, unit: str, *, but: Collection[Role] = ()
) -> Role | None:
    """Return the strongest role in which a person may sign a withdrawal.

    Args:
        session: The act's own.
        person: Who signs.
        unit: For which unit.
        but: Roles in which the centre's word is worth nothing: who asks for something
            signs by the centre's word, and the second person as approver.
    """
    roles = (
        (Role.APPROVER, (Office.APPROVER,)),
        (Role.REVIEWER, (Office.REVIEWER, Office.PUBLISHER)),
        (Role.DRAFTER, (Office.DRAFTER,)),
    )
    for role, offices in roles:
        if role not in but and holds(session, person, unit, *offices):
            return role
    return None


def second_role(
    session: Session, person: Person, kept: WithdrawalRow, row: Draft, now: datetime
) -> Role:
    """Return in which role somebody confirms a withdrawal.

    Raises:
        SamePerson: The same person asked for it.
        NotAllowed: Neither of the two is an approver of the unit.
    """
    must_be_another(session, person, kept, now)
    role = strongest_role(session, person, row.unit_id)
    signed = SignedWithdrawal.model_validate(kept.signed)
    requester = signed.approvals[0].decision.role
    if role is None or not may_confirm(requester=requester, confirmer=role):
        raise NotAllowed("确认撤下", wanted="批准人")
    return role
