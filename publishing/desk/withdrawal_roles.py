"""Say in which role and under which name somebody signs a withdrawal; sign nothing."""

from sqlalchemy.orm import Session

from programme.approval import Role
from publishing.staff.offices import (
    Person,
    holds,
    signed_name,
    stands_for,
)
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


def strongest_role(session: Session, person: Person, unit: str) -> Role | None:
    """Return the strongest role in which a person may sign a withdrawal."""
    roles = (
        (Role.APPROVER, (Office.APPROVER,)),
        (Role.REVIEWER, (Office.REVIEWER, Office.PUBLISHER)),
        (Role.DRAFTER, (Office.DRAFTER,)),
    )
    for role, offices in roles:
        if holds(session, person, unit, *offices):
            return role
    return None
