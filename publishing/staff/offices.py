"""Say who somebody is and which offices they hold where; it changes nothing.

An office held for a unit holds for every unit below it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.errors import NotAllowed, NotSignedIn, NotThere
from publishing.tables.people import Office, StaffMember, StaffOffice, StaffState
from publishing.tables.substitutes import Substitute
from publishing.tables.units import UnitRow

OFFICE_NAMES = {
    Office.DRAFTER: "起草人",
    Office.REVIEWER: "审核人",
    Office.APPROVER: "批准人",
    Office.PUBLISHER: "发布办公室",
    Office.ADMIN: "管理员",
    Office.SECRECY: "保密审查员",
    Office.REQUESTS: "依申请公开经办人",
    Office.INSPECTOR: "监督员",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Be one office for one unit."""

    unit: str
    office: Office


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """Be an office of an absent person that somebody acts for now."""

    for_id: str
    for_name: str
    held: Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Be a member of staff who acts, with the offices of this moment."""

    id: str
    name: str
    offices: frozenset[Held]
    """Their own, and those that they stand in for."""
    stand_ins: tuple[StandIn, ...] = ()

    def holds_somewhere(self, *offices: Office) -> bool:
        """Say whether the person holds one of these offices for any unit."""
        return any(held.office in offices for held in self.offices)

    @property
    def only_looks(self) -> bool:
        """Say whether this is an inspector, who may do nothing at all (REQ-70)."""
        return any(held.office is Office.INSPECTOR for held in self.offices)


def person_of(session: Session, staff_id: str, now: datetime) -> Person:
    """Return an active member of staff as they are now.

    Raises:
        NotSignedIn: No such account, or one that may not act any more.
    """
    member = session.get(StaffMember, staff_id)
    if member is None or member.state is not StaffState.ACTIVE:
        raise NotSignedIn
    rows = session.scalars(select(StaffOffice).where(StaffOffice.staff_id == staff_id))
    own = frozenset(Held(unit=row.unit_id, office=row.office) for row in rows)
    others = tuple(
        one for one in _stand_ins(session, staff_id, now) if one.held not in own
    )
    return Person(
        id=member.id,
        name=member.name,
        offices=own | {one.held for one in others},
        stand_ins=others,
    )


def stands_for(
    session: Session, person: Person, unit_id: str, office: Office
) -> StandIn | None:
    """Return whom a person stands in for with an office; None: it is their own."""
    above = set(line_of(session, unit_id))
    borrowed = {one.held for one in person.stand_ins}
    if any(
        held.office is office and held.unit in above
        for held in person.offices - borrowed
    ):
        return None
    return next(
        (
            one
            for one in person.stand_ins
            if one.held.office is office and one.held.unit in above
        ),
        None,
    )


def named_by(session: Session, staff_id: str, at: datetime) -> frozenset[str]:
    """Return a person and everybody whom they stood in for at an instant."""
    absent = {one.for_id for one in _stand_ins(session, staff_id, at)}
    return frozenset(absent | {staff_id})


def signed_name(person: Person, stand_in: StandIn | None) -> str:
    """Return the name under which somebody signs: a substitute says for whom."""
    return f"{person.name}（代{stand_in.for_name}）" if stand_in else person.name


def _stand_ins(session: Session, staff_id: str, now: datetime) -> Iterator[StandIn]:
    """Yield the offices that somebody may act for now; the absent still hold them."""
    query = (
        select(Substitute, StaffMember.name)
        .join(StaffMember, StaffMember.id == Substitute.absent_id)
        .join(
            StaffOffice,
            (StaffOffice.staff_id == Substitute.absent_id)
            & (StaffOffice.unit_id == Substitute.unit_id)
            & (StaffOffice.office == Substitute.office),
        )
        .where(
            Substitute.substitute_id == staff_id,
            Substitute.ended_at.is_(None),
            Substitute.starts_at <= now,
            Substitute.ends_at > now,
        )
        .order_by(Substitute.id)
    )
    for row, name in session.execute(query):
        held = Held(unit=row.unit_id, office=row.office)
        yield StandIn(for_id=row.absent_id, for_name=name, held=held)


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
    if not roots:
        return frozenset()
    below = select(UnitRow.id).where(UnitRow.parent_id.in_(roots)).cte(recursive=True)
    deeper = select(UnitRow.id).join(below, UnitRow.parent_id == below.c.id)
    found = select(below.union(deeper).c.id)
    return roots | frozenset(session.scalars(found))


def units_where(session: Session, person: Person, *offices: Office) -> frozenset[str]:
    """Return every unit for which a person holds one of these offices."""
    held = frozenset(held.unit for held in person.offices if held.office in offices)
    return units_below(session, held)
