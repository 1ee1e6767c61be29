"""Say who somebody is and which offices they hold where; it changes nothing.

An office held for a unit holds for every unit below it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.errors import NotAllowed, NotSignedIn, NotThere
from publishing.tables.people import Office, StaffMember, StaffOffice, StaffState
from publishing.tables.units import UnitRow

OFFICE_NAMES = {
    Office.DRAFTER: "起草人",
    Office.REVIEWER: "审核人",
    Office.APPROVER: "批准人",
    Office.PUBLISHER: "发布办公室",
    Office.ADMIN: "管理员",
    Office.SECRECY: "保密审查员",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Be one office for one unit."""

    unit: str
    office: Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Be a member of staff who acts, with the offices of this moment."""

    id: str
    name: str
    offices: frozenset[Held]

    def holds_somewhere(self, *offices: Office) -> bool:
        """Say whether the person holds one of these offices for any unit."""
        return any(held.office in offices for held in self.offices)


def person_of(session: Session, staff_id: str) -> Person:
    """Return an active member of staff as they are now.

    Raises:
        NotSignedIn: No such account, or one that may not act any more.
    """
    member = session.get(StaffMember, staff_id)
    if member is None or member.state is not StaffState.ACTIVE:
        raise NotSignedIn
    rows = session.scalars(select(StaffOffice).where(StaffOffice.staff_id == staff_id))
    return Person(
        id=member.id,
        name=member.name,
        offices=frozenset(Held(unit=row.unit_id, office=row.office) for row in rows),
    )


def holds(session: Session, person: Person, unit_id: str, *offices: Office) -> bool:
    """Say whether a person holds one of these offices for a unit or above it."""
    units = {held.unit for held in person.offices if held.office in offices}
    return any(unit in units for unit in line_of(session, unit_id))


def must_hold(
    session: Session, person: Person, unit_id: str, *offices: Office, what: str
) -> None:
    """Return only if a person holds one of these offices for a unit or above it.

    Raises:
        NotAllowed: The act is not this person's.
        NotThere: No such unit.
    """
    if session.get(UnitRow, unit_id) is None:
        raise NotThere("这个单位")
    if not holds(session, person, unit_id, *offices):
        wanted = "、".join(OFFICE_NAMES[office] for office in offices)
        raise NotAllowed(what, wanted=wanted)


def line_of(session: Session, unit_id: str) -> Iterator[str]:
    """Yield a unit and every unit above it."""
    unit = session.get(UnitRow, unit_id)
    while unit is not None:
        yield unit.id
        unit = session.get(UnitRow, unit.parent_id) if unit.parent_id else None


def units_below(session: Session, roots: frozenset[str]) -> frozenset[str]:
    """Return units and every unit below them."""
    found, edge = set(roots), set(roots)
    while edge:
        query = select(UnitRow.id).where(UnitRow.parent_id.in_(edge))
        edge = set(session.scalars(query)) - found
        found |= edge
    return frozenset(found)


def units_where(session: Session, person: Person, *offices: Office) -> frozenset[str]:
    """Return every unit for which a person holds one of these offices."""
    held = frozenset(held.unit for held in person.offices if held.office in offices)
    return units_below(session, held)
