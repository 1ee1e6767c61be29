"""Find who signs a step: the person at the page, or whom a clerk enters (REQ-12).

It writes nothing. A village without a clerk has its decisions entered by the township:
the decision is of who decided, the clerk who entered it stands beside.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.approval import Role
from publishing.desk.chain_rows import unit_for
from publishing.desk.chains import Chain, Step
from publishing.desk.signing import Beside
from publishing.errors import NotAllowed, NotThere, Refused
from publishing.staff.offices import (
    Held,
    Person,
    holds,
    must_hold,
    signed_name,
    stands_for,
)
from publishing.tables.chains import DraftPaper
from publishing.tables.disclosures import Draft
from publishing.tables.people import Office, StaffMember, StaffOffice, StaffState
from publishing.tables.units import UnitLevel, UnitRow

CLERKS = (Office.DRAFTER, Office.REVIEWER, Office.PUBLISHER)
"""Whoever enters what a village decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Be what is said with a signature: the record, and who decided if another."""

    record: str | None = None
    """The SHA-256 of a paper in the version's file."""
    decided_by: str | None = None
    """The member of staff whose decision a clerk enters."""


PLAIN = Word()
"""Somebody signs for themselves, without a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Be whose decision it is, by the name it is signed with."""

    person: str
    name: str
    beside: Beside


def signer_of(
    session: Session, person: Person, row: Draft, step: Step, word: Word
) -> Signer:
    """Return who signs a step.

    Raises:
        NotAllowed: The step is not this person's, or not theirs to enter.
        NotThere: There is no such paper in the file.
        Refused: A record must be attached, or the decision is none to be entered.
    """
    unit = unit_for(session, row.unit_id, step)
    record = _record(session, row, step, word)
    if word.decided_by is None or word.decided_by == person.id:
        must_hold(session, person, unit, step.office, what=step.name)
        if not may_sign(session, person, unit, step):
            raise NotAllowed(step.name, wanted="村里自己的人")
        absent = stands_for(session, person, unit, step.office)
        beside = Beside(
            step=step.name,
            for_id=absent.for_id if absent else None,
            record_sha256=record,
        )
        name = signed_name(person, absent)
        return Signer(person=person.id, name=name, beside=beside)
    decider = _decider(session, person, row, step, word.decided_by)
    beside = Beside(step=step.name, entered_by=person.id, record_sha256=record)
    return Signer(person=decider.id, name=decider.name, beside=beside)


def may_sign(session: Session, person: Person, unit: str, step: Step) -> bool:
    """Say whether a step is somebody's to sign for themselves.

    A first step is only due where a clerk wrote for a village and left it open: then
    it is for the village's own people alone, not for a drafter above it.
    """
    if step.role is Role.DRAFTER:
        return Held(unit=unit, office=step.office) in person.offices
    return holds(session, person, unit, step.office)


def deciders_of(session: Session, row: Draft, step: Step) -> tuple[StaffMember, ...]:
    """Return who may decide a step in a village and has no way to sign in.

    Nobody where somebody of the village itself can: then they sign themselves.
    """
    unit = unit_for(session, row.unit_id, step)
    if session.get_one(UnitRow, unit).level is not UnitLevel.VILLAGE:
        return ()
    query = (
        select(StaffMember)
        .join(StaffOffice, StaffOffice.staff_id == StaffMember.id)
        .where(StaffOffice.unit_id == unit, StaffOffice.office == step.office)
        .order_by(StaffMember.login)
    )
    found = tuple(session.scalars(query))
    if any(member.state is StaffState.ACTIVE for member in found):
        return ()
    return tuple(one for one in found if one.state is StaffState.INVITED)


def proposers_of(
    session: Session, person: Person, row: Draft, chain: Chain
) -> tuple[StaffMember, ...]:
    """Return who of a village proposes by a clerk's hand; nobody for who is none."""
    if not may_enter(session, person, row):
        return ()
    return deciders_of(session, row, chain.turn(0))


def must_propose(session: Session, person: Person, row: Draft, chain: Chain) -> None:
    """Return only if a clerk may leave the first step to the people of a village.

    Raises:
        NotAllowed: No clerk of the township above a village.
        Refused: The village has nobody who proposes, or who does can sign in.
    """
    if not may_enter(session, person, row):
        raise NotAllowed("代村起草", wanted="村的上级乡镇经办人")
    if not deciders_of(session, row, chain.turn(0)):
        message = (
            f"“{chain.turn(0).name}”不能由镇里代录：村里没有登记这一步的人，"
            "或者他自己能登录。请先在人员里登记，或请他自己起草、提交。"
        )
        raise Refused(message, code="not_to_be_entered")


def may_enter(session: Session, person: Person, row: Draft) -> bool:
    """Say whether somebody is a clerk above the village whose version it is."""
    unit = session.get_one(UnitRow, row.unit_id)
    if unit.level is not UnitLevel.VILLAGE or unit.parent_id is None:
        return False
    return holds(session, person, unit.parent_id, *CLERKS)


def _decider(
    session: Session, person: Person, row: Draft, step: Step, staff_id: str
) -> StaffMember:
    """Return whose decision a clerk enters.

    Raises:
        NotAllowed: The clerk is none of the township above.
        Refused: Whoever decided can sign in, or may not decide this step.
    """
    if not may_enter(session, person, row):
        raise NotAllowed("代村录入", wanted="村的上级乡镇经办人")
    for member in deciders_of(session, row, step):
        if member.id == staff_id:
            return member
    message = (
        f"“{step.name}”不能代录这个人的决定：只能代录村里登记过职责、"
        "没有启用账号的人。村里有人能登录的，请本人来签。"
    )
    raise Refused(message, code="not_to_be_entered")


def _record(session: Session, row: Draft, step: Step, word: Word) -> str | None:
    """Return the paper that goes with a signature.

    Raises:
        Refused: One must be attached, and is not.
        NotThere: It is not in the file of what is up for signature.
    """
    entered = word.decided_by is not None
    if word.record is None:
        if step.record or entered:
            message = f"“{step.name}”要附会议记录。请先上传会议记录，再签。"
            raise Refused(message, code="record_missing")
        return None
    paper = session.get(DraftPaper, (row.id, word.record))
    if paper is None or paper.manifest_sha256 != row.manifest_sha256:
        raise NotThere("这份会议记录（要在这一版提交以后上传）")
    return paper.sha256
