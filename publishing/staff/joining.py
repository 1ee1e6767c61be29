"""Let people in who hold a one-time token, and found a county; nobody else enters.

There is no default account and no default password: founding a county returns the
first administrator's invitation, once.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.clock import Clock
from publishing.database import Database
from publishing.errors import Conflict
from publishing.oversight.journal import record
from publishing.staff.members import add_member, give_offices
from publishing.staff.offices import Held
from publishing.staff.passwords import Passwords, check_new_password
from publishing.staff.sessions import end_all
from publishing.staff.tokens import OneTimeToken, new_token, use_token
from publishing.tables.people import Office, StaffState, TokenPurpose
from publishing.tables.units import UnitLevel, UnitRow

SYSTEM = "system"
"""Who acts where no member of staff does."""


class Joining:
    """Set passwords with one-time tokens."""

    def __init__(
        self, *, database: Database, passwords: Passwords, clock: Clock
    ) -> None:
        self._database = database
        self._passwords = passwords
        self._clock = clock

    def login_of(self, token: str) -> str:
        """Return whose token it is, without using it up.

        Raises:
            Refused: The token is not good.
        """
        with self._database.reading() as session:
            return use_token(session, token, now=self._clock.now()).login

    def set_password(self, token: str, password: str) -> str:
        """Use a token up, set its owner's password and return their login.

        Raises:
            Refused: The token or the password is not good.
            TooMany: Too many are signing in at this moment.
        """
        check_new_password(password, login=self.login_of(token))
        kept = self._passwords.hash(password)
        now = self._clock.now()
        with self._database.session() as session:
            member = use_token(session, token, now=now)
            member.password_hash, member.state = kept, StaffState.ACTIVE
            member.failed_attempts = 0
            end_all(session, member.id, now=now)
            record(
                session,
                actor=member.id,
                act="staff.password_set",
                subject=member.id,
                at=now,
            )
            return member.login


def found_county(
    session: Session, *, unit: str, name: str, login: str, person: str, now: datetime
) -> OneTimeToken:
    """Make the county's unit and its first administrator; return the invitation.

    Raises:
        Conflict: This database has a county already.
    """
    if session.scalars(select(UnitRow.id)).first() is not None:
        message = "这个发布中心已经有县了。要加单位，请到管理页面。"
        raise Conflict(message)
    county = UnitRow(
        id=unit,
        level=UnitLevel.COUNTY,
        name=name,
        register_name=name,
        lines=[name],
        position=0,
    )
    session.add(county)
    session.flush()
    member = add_member(session, login=login, name=person, now=now)
    give_offices(session, member, frozenset({Held(unit=unit, office=Office.ADMIN)}))
    details = {"unit": unit, "name": name}
    record(
        session,
        actor=SYSTEM,
        act="county.founded",
        subject=member.id,
        details=details,
        at=now,
    )
    return new_token(
        session, member, purpose=TokenPurpose.INVITATION, actor=SYSTEM, now=now
    )
