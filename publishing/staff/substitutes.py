"""Name who stands in for an absent person's office, for a span of days (REQ-12).

What a substitute signs says whom they stood in for; whether one person would then
stand twice in a chain is asked where it is signed.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.window import local_instant
from publishing.errors import NotAllowed, NotThere, Refused
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.identity import persons_of
from publishing.staff.offices import (
    OFFICE_NAMES,
    Held,
    Person,
    holds,
)
from publishing.tables.people import Office, StaffMember, StaffOffice, StaffState
from publishing.tables.substitutes import Substitute
from publishing.tables.units import UnitRow

MOST_DAYS = 366
MAY_BE_STOOD_IN = (Office.REVIEWER, Office.APPROVER, Office.PUBLISHER)
"""Drafts are their drafter's own, and who keeps accounts is named, not stood in for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstituteView:
    """Be one substitute as lists show it."""

    id: str
    absent: str
    absent_name: str
    substitute: str
    substitute_name: str
    unit: str
    unit_name: str
    office: Office
    starts_at: datetime
    ends_at: datetime
    is_on: bool


class Substitutes:
    """Name, take back and list substitutes."""

    def __init__(self, *, acting: Acting, zone: tzinfo) -> None:
        self._acting = acting
        self._zone = zone

    def name(
        self,
        actor: str,
        *,
        absent: str,
        substitute: str,
        held: Held,
        first_on: date,
        last_on: date,
    ) -> SubstituteView:
        """Let somebody stand in for an office of another, from one day to another.

        Raises:
            NotAllowed: Neither the absent person nor an administrator of the unit.
            NotThere: No such person, or they do not hold the office.
            Refused: The span or the substitute cannot be.
        """
        now = self._acting.clock.now()
        begins = local_instant(first_on, time(0), self._zone)
        ends = local_instant(last_on + timedelta(days=1), time(0), self._zone)

        def do(session: Session, person: Person) -> SubstituteView:
            _must_name(session, person, absent, held.unit)
            _check_held(session, absent, held)
            _check_other(session, absent, substitute)
            _check_span(begins, ends, now)
            row = Substitute(
                id=f"substitute-{secrets.token_hex(6)}",
                absent_id=absent,
                substitute_id=substitute,
                unit_id=held.unit,
                office=held.office,
                starts_at=begins,
                ends_at=ends,
                named_by=person.id,
                named_at=now,
            )
            session.add(row)
            session.flush()
            span = f"{first_on} 到 {last_on}"
            _journal(session, person, row, now, span=span)
            return _view(session, row, now)

        return self._acting.act(actor, "substitute.name", do)

    def end(self, actor: str, substitute: str) -> None:
        """Take a substitute back before the end of the span.

        Raises:
            NotAllowed: Neither the absent person nor an administrator of the unit.
            NotThere: No such substitute, or it is over.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            row = session.get(Substitute, substitute)
            if row is None or row.ended_at is not None or row.ends_at <= now:
                raise NotThere("这次代签")
            _must_name(session, person, row.absent_id, row.unit_id)
            row.ended_at = now
            _journal(session, person, row, now, span="")

        self._acting.act(actor, "substitute.end", do)

    def candidates(self, actor: str) -> dict[str, str]:
        """Return who may stand in, by id and name: everybody who can sign in.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> dict[str, str]:
            query = (
                select(StaffMember.id, StaffMember.name)
                .where(
                    StaffMember.state == StaffState.ACTIVE, StaffMember.id != person.id
                )
                .order_by(StaffMember.name, StaffMember.id)
            )
            return {row.id: row.name for row in session.execute(query)}

        return self._acting.look(actor, "substitute.list", do)

    def listing(self, actor: str) -> tuple[SubstituteView, ...]:
        """Return the substitutes that are on or to come, of the person's business.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> tuple[SubstituteView, ...]:
            query = (
                select(Substitute)
                .where(Substitute.ended_at.is_(None), Substitute.ends_at > now)
                .order_by(Substitute.starts_at, Substitute.id)
            )
            return tuple(
                _view(session, row, now)
                for row in session.scalars(query)
                if person.id in {row.absent_id, row.substitute_id}
                or holds(session, person, row.unit_id, Office.ADMIN)
            )

        return self._acting.look(actor, "substitute.list", do)


def _must_name(session: Session, person: Person, absent: str, unit: str) -> None:
    if person.id != absent and not holds(session, person, unit, Office.ADMIN):
        raise NotAllowed("指定代签人", wanted="本人或管理员")


def _check_held(session: Session, absent: str, held: Held) -> None:
    if held.office not in MAY_BE_STOOD_IN:
        message = f"{OFFICE_NAMES[held.office]}不能由别人代。请直接给那位同事职责。"
        raise Refused(message, code="office_not_stood_in")
    if session.get(StaffOffice, (absent, held.unit, held.office)) is None:
        raise NotThere("要代的这项职责")


def _check_other(session: Session, absent: str, substitute: str) -> None:
    member = session.get(StaffMember, substitute)
    if member is None or member.state is not StaffState.ACTIVE:
        raise NotThere("在岗的代签人")
    if persons_of(session, [absent]) == persons_of(session, [substitute]):
        raise Refused("代签人不能是本人。请另选一位。", code="own_substitute")
    if session.scalar(
        select(StaffOffice).where(
            StaffOffice.staff_id == substitute, StaffOffice.office == Office.INSPECTOR
        )
    ):
        message = "监督员只看不办，不能代签。请另选一位。"
        raise Refused(message, code="inspector_apart")


def _check_span(begins: datetime, ends: datetime, now: datetime) -> None:
    if ends <= begins or ends <= now:
        message = "代签的日子不对：最后一天不能早于第一天，也不能已经过去。请改日期。"
        raise Refused(message, code="span_impossible")
    if ends - begins > timedelta(days=MOST_DAYS):
        raise Refused("代签最长一年。更久的，请改职责。", code="span_too_long")


def _view(session: Session, row: Substitute, now: datetime) -> SubstituteView:
    return SubstituteView(
        id=row.id,
        absent=row.absent_id,
        absent_name=session.get_one(StaffMember, row.absent_id).name,
        substitute=row.substitute_id,
        substitute_name=session.get_one(StaffMember, row.substitute_id).name,
        unit=row.unit_id,
        unit_name=session.get_one(UnitRow, row.unit_id).name,
        office=row.office,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_on=row.starts_at <= now < row.ends_at,
    )


def _journal(
    session: Session, person: Person, row: Substitute, now: datetime, *, span: str
) -> None:
    act = "substitute.named" if span else "substitute.ended"
    details = {
        "stands_for": row.absent_id,
        "offices": [f"{row.unit_id}:{row.office.value}"],
        "span": span,
    }
    subject = row.substitute_id
    record(session, actor=person.id, act=act, subject=subject, details=details, at=now)
