"""Write and read the rows of accounts; decide nothing about who may."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from publishing.errors import Conflict, NotThere, Refused
from publishing.staff.offices import Held
from publishing.tables.people import StaffMember, StaffOffice, StaffState
from publishing.tables.units import UnitRow

_LOGIN = re.compile(r"[a-z][a-z0-9-]{1,31}")


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffView:
    """Be one account as the settings page lists it."""

    id: str
    login: str
    name: str
    state: StaffState
    locked_at: datetime | None
    locked_until: datetime | None
    lock_reason: str
    created_at: datetime
    left_at: datetime | None
    offices: tuple[Held, ...]


def add_member(
    session: Session, *, login: str, name: str, now: datetime
) -> StaffMember:
    """Return a new account without a password.

    Raises:
        Refused: The login is no small word that can be typed anywhere.
        Conflict: The login is taken; a login is never given twice.
    """
    if not _LOGIN.fullmatch(login):
        message = (
            f"账号名“{login}”不能用。请用 2 到 32 个小写字母、数字或短横线，字母开头。"
        )
        raise Refused(message, code="login")
    taken = session.scalars(select(StaffMember).where(StaffMember.login == login))
    if taken.first() is not None:
        message = f"账号名“{login}”已经有人用过。请换一个。"
        raise Conflict(message)
    member = StaffMember(
        id=f"staff-{secrets.token_hex(6)}",
        login=login,
        name=name,
        state=StaffState.INVITED,
        created_at=now,
        failed_attempts=0,
        lock_reason="",
    )
    session.add(member)
    session.flush()
    return member


def give_offices(
    session: Session, member: StaffMember, offices: frozenset[Held]
) -> None:
    """Give an account exactly these offices.

    Raises:
        NotThere: One of the units does not exist.
    """
    for unit in {held.unit for held in offices}:
        if session.get(UnitRow, unit) is None:
            raise NotThere("这个单位")
    session.execute(delete(StaffOffice).where(StaffOffice.staff_id == member.id))
    session.add_all(
        StaffOffice(staff_id=member.id, unit_id=held.unit, office=held.office)
        for held in offices
    )
    session.flush()


def view_of(session: Session, member: StaffMember) -> StaffView:
    """Return one account as it is listed."""
    return StaffView(
        id=member.id,
        login=member.login,
        name=member.name,
        state=member.state,
        locked_at=member.locked_at,
        locked_until=member.locked_until,
        lock_reason=member.lock_reason,
        created_at=member.created_at,
        left_at=member.left_at,
        offices=offices_of(session, member.id),
    )


def offices_of(session: Session, staff_id: str) -> tuple[Held, ...]:
    """Return the offices that an account holds, in order."""
    query = (
        select(StaffOffice)
        .where(StaffOffice.staff_id == staff_id)
        .order_by(StaffOffice.unit_id, StaffOffice.office)
    )
    rows = session.scalars(query)
    return tuple(Held(unit=row.unit_id, office=row.office) for row in rows)
