"""Invite, reset, lock, unlock and see off members of staff; nobody signs in here.

No account has a password before its owner sets one with a one-time token, and no
account is ever deleted, because its name stands under decisions.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.errors import NotAllowed, NotThere, Refused, StateForbids
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.members import (
    StaffView,
    add_member,
    give_offices,
    offices_of,
    view_of,
)
from publishing.staff.offices import Held, Person, must_hold, units_where
from publishing.staff.sessions import end_all
from publishing.staff.tokens import OneTimeToken, new_token
from publishing.tables.people import (
    Office,
    StaffMember,
    StaffState,
    TokenPurpose,
)


class Accounts:
    """Keep the accounts; every act is an administrator's, except using a token."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def invite(
        self, actor: str, *, login: str, name: str, offices: Iterable[Held]
    ) -> OneTimeToken:
        """Make an account without a password and return its invitation.

        Raises:
            NotAllowed: The actor is not administrator of every unit named.
            Conflict: The login is taken.
            Refused: An inspector would do what is inspected.
        """
        wanted = frozenset(offices)
        _check_apart(wanted)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> OneTimeToken:
            _must_manage_units(session, person, {held.unit for held in wanted})
            member = add_member(session, login=login, name=name, now=now)
            give_offices(session, member, wanted)
            details = {"name": name, "offices": _told(wanted)}
            _journal(session, person.id, "staff.invited", member, now, details)
            return new_token(
                session,
                member,
                purpose=TokenPurpose.INVITATION,
                actor=person.id,
                now=now,
            )

        return self._acting.act(actor, "staff.invite", do)

    def reset(self, actor: str, staff_id: str) -> OneTimeToken:
        """End a person's sessions and return a token to set a new password.

        Raises:
            NotAllowed: The actor does not manage this account.
            StateForbids: The person has left.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> OneTimeToken:
            member = _managed(session, person, staff_id)
            purpose = TokenPurpose.RESET
            if member.state is StaffState.INVITED:
                purpose = TokenPurpose.INVITATION
            member.password_hash = None
            end_all(session, member.id, now=now)
            _journal(session, person.id, "staff.reset", member, now)
            return new_token(session, member, purpose=purpose, actor=person.id, now=now)

        return self._acting.act(actor, "staff.reset", do)

    def lock(self, actor: str, staff_id: str, *, reason: str) -> None:
        """Keep a person out until an administrator unlocks the account.

        Raises:
            NotAllowed: The actor does not manage this account, or it is their own.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            member = _managed(session, person, staff_id)
            _not_oneself(person, member, "锁定自己的账号")
            member.locked_at, member.locked_until = now, None
            member.lock_reason = reason
            end_all(session, member.id, now=now)
            _journal(
                session, person.id, "staff.locked", member, now, {"reason": reason}
            )

        self._acting.act(actor, "staff.lock", do)

    def unlock(self, actor: str, staff_id: str) -> None:
        """Let a person in again.

        Raises:
            NotAllowed: The actor does not manage this account.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            member = _managed(session, person, staff_id)
            member.locked_at, member.locked_until, member.lock_reason = None, None, ""
            member.failed_attempts = 0
            _journal(session, person.id, "staff.unlocked", member, now)

        self._acting.act(actor, "staff.unlock", do)

    def leave(self, actor: str, staff_id: str) -> None:
        """See a person off: the account stays, and can do nothing any more.

        Raises:
            NotAllowed: The actor does not manage this account, or it is their own.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            member = _managed(session, person, staff_id)
            _not_oneself(person, member, "办理自己的离岗")
            member.state, member.left_at = StaffState.LEFT, now
            member.password_hash = None
            end_all(session, member.id, now=now)
            give_offices(session, member, frozenset())
            _journal(session, person.id, "staff.left", member, now)

        self._acting.act(actor, "staff.leave", do)

    def set_offices(
        self, actor: str, staff_id: str, *, offices: Iterable[Held]
    ) -> None:
        """Give a person exactly these offices.

        Raises:
            NotAllowed: The actor does not manage this account and these units, or
                would lay down their own administration: nobody might be left.
            Refused: An inspector would do what is inspected.
        """
        wanted = frozenset(offices)
        _check_apart(wanted)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            member = _managed(session, person, staff_id)
            _must_manage_units(session, person, {held.unit for held in wanted})
            if _administration(offices_of(session, member.id)) - wanted:
                _not_oneself(person, member, "放下自己的管理员职责")
            give_offices(session, member, wanted)
            details = {"offices": _told(wanted)}
            _journal(session, person.id, "staff.offices", member, now, details)

        self._acting.act(actor, "staff.offices", do)

    def listing(self, actor: str) -> tuple[StaffView, ...]:
        """Return every account that holds an office where the actor manages.

        Raises:
            NotAllowed: The actor manages no unit.
        """

        def do(session: Session, person: Person) -> tuple[StaffView, ...]:
            if not person.holds_somewhere(Office.ADMIN):
                raise NotAllowed("看人员名单", wanted="管理员")
            managed = units_where(session, person, Office.ADMIN)
            members = session.scalars(select(StaffMember).order_by(StaffMember.login))
            views = [view_of(session, member) for member in members]
            return tuple(view for view in views if _is_within(view, managed))

        return self._acting.look(actor, "staff.list", do)


def _managed(session: Session, person: Person, staff_id: str) -> StaffMember:
    """Return an account all of whose units the person manages.

    Raises:
        NotThere: No such account.
        NotAllowed: The person does not manage it.
        StateForbids: Its owner has left.
    """
    member = session.get(StaffMember, staff_id)
    if member is None:
        raise NotThere("这个账号")
    units = {held.unit for held in offices_of(session, staff_id)}
    _must_manage_units(session, person, units)
    if member.state is StaffState.LEFT:
        raise StateForbids("改账号", state="的人已离岗", thing="这个账号")
    return member


def _must_manage_units(session: Session, person: Person, units: set[str]) -> None:
    if not person.holds_somewhere(Office.ADMIN):
        raise NotAllowed("管理账号", wanted="管理员")
    for unit in sorted(units):
        must_hold(session, person, unit, Office.ADMIN, what="管理这个单位的账号")


def _check_apart(offices: frozenset[Held]) -> None:
    """Return only if nobody would inspect their own work (REQ-70)."""
    kinds = {held.office for held in offices}
    if Office.INSPECTOR in kinds and len(kinds) > 1:
        message = "监督员只看不办，不能同时有别的职责。请另开一个账号，或去掉别的职责。"
        raise Refused(message, code="inspector_apart")


def _not_oneself(person: Person, member: StaffMember, what: str) -> None:
    if person.id == member.id:
        raise NotAllowed(what, wanted="另一位管理员")


def _administration(offices: Iterable[Held]) -> frozenset[Held]:
    return frozenset(held for held in offices if held.office is Office.ADMIN)


def _is_within(view: StaffView, managed: frozenset[str]) -> bool:
    """Say whether an account is the business of who manages these units."""
    return not view.offices or any(held.unit in managed for held in view.offices)


def _told(offices: frozenset[Held]) -> list[str]:
    return sorted(f"{held.unit}:{held.office.value}" for held in offices)


def _journal(  # noqa: PLR0917 - an act is said the same way everywhere
    session: Session,
    actor: str,
    act: str,
    member: StaffMember,
    now: datetime,
    details: Mapping[str, object] | None = None,
) -> None:
    record(session, actor=actor, act=act, subject=member.id, details=details, at=now)
