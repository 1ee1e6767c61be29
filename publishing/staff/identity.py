"""Know which accounts are one person's; warn of accounts that look like it (REQ-12).

Nobody is taken for another by a name alone: an administrator says so. From then on the
accounts count as one person in every approval chain.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.errors import NotAllowed, NotThere, Refused, SamePerson
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.members import offices_of
from publishing.staff.offices import Person, must_hold, named_by
from publishing.tables.people import Office, StaffMember
from publishing.tables.substitutes import StaffIdentity

MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Be what tells one person from another."""

    staff: str
    name: str
    login: str
    work_number: str = ""
    telephone: str = ""
    same_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityView:
    """Be what is known of an account's owner, and whom they look like."""

    marks: Marks
    alike: tuple[str, ...]
    """Warnings in words, one an account that looks like the same person."""


class Identities:
    """Keep and compare the marks of accounts."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def listing(self, actor: str) -> Mapping[str, IdentityView]:
        """Return the marks of every account, by its id.

        Raises:
            NotAllowed: The actor manages no account.
        """

        def do(session: Session, person: Person) -> Mapping[str, IdentityView]:
            if not person.holds_somewhere(Office.ADMIN):
                raise NotAllowed("看人员名单", wanted="管理员")
            everybody = tuple(_everybody(session))
            return {
                one.staff: IdentityView(marks=one, alike=alike(one, everybody))
                for one in everybody
            }

        return self._acting.look(actor, "staff.list", do)

    def keep(
        self,
        actor: str,
        staff: str,
        *,
        work_number: str,
        telephone: str,
        same_as: str | None,
    ) -> None:
        """Keep the marks of an account, and whose other account it is.

        Raises:
            NotAllowed: The actor does not manage this account, or would take their
                own accounts apart.
            NotThere: No such account.
            Refused: A mark is too long, or the account would be its own double.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            _must_manage(session, person, staff)
            first = _first_of(session, staff, same_as)
            row = session.get(StaffIdentity, staff) or StaffIdentity(staff_id=staff)
            if row.same_as is not None and row.same_as != first:
                _must_be_another(session, person, staff)
            row.work_number, row.telephone = _mark(work_number), _mark(telephone)
            row.same_as = first
            session.add(row)
            session.flush()
            details = {"same_as": first} if first else {}
            record(
                session,
                actor=person.id,
                act="staff.identity",
                subject=staff,
                details=details,
                at=now,
            )

        self._acting.act(actor, "staff.identity", do)


def persons_of(session: Session, staff: Iterable[str]) -> frozenset[str]:
    """Return the people behind accounts, each by their first account."""
    found = set()
    for one in staff:
        row = session.get(StaffIdentity, one)
        found.add(row.same_as if row is not None and row.same_as else one)
    return frozenset(found)


def must_be_other(
    session: Session,
    person: Person,
    first: str,
    at: datetime,
    *,
    now: datetime,
    what: str,
) -> None:
    """Refuse who acted first: also under another account, or standing in for them.

    Raises:
        SamePerson: It is the same person.
    """
    one = persons_of(session, named_by(session, first, at))
    other = persons_of(session, named_by(session, person.id, now))
    if one & other:
        raise SamePerson(what)


def alike(one: Marks, others: Sequence[Marks]) -> tuple[str, ...]:
    """Return a warning for every other account that may be the same person's."""
    return tuple(
        f"和账号“{other.login}”{'、'.join(same)}"
        for other in others
        if other.staff != one.staff and (same := _same(one, other))
    )


def _same(one: Marks, other: Marks) -> tuple[str, ...]:
    told = {
        "已标为同一人": _root(one) == _root(other),
        "同名": one.name == other.name,
        "工号相同": bool(one.work_number) and one.work_number == other.work_number,
        "电话相同": bool(one.telephone) and one.telephone == other.telephone,
    }
    return tuple(words for words, holds in told.items() if holds)


def _root(marks: Marks) -> str:
    return marks.same_as or marks.staff


def _everybody(session: Session) -> Iterator[Marks]:
    kept = {row.staff_id: row for row in session.scalars(select(StaffIdentity))}
    for member in session.scalars(select(StaffMember).order_by(StaffMember.login)):
        row = kept.get(member.id)
        yield Marks(
            staff=member.id,
            name=member.name,
            login=member.login,
            work_number=row.work_number if row is not None else "",
            telephone=row.telephone if row is not None else "",
            same_as=row.same_as if row is not None else None,
        )


def _first_of(session: Session, staff: str, same_as: str | None) -> str | None:
    """Return the first account of the person, and keep all theirs under it.

    Raises:
        NotThere: No such account.
        Refused: It is the account itself.
    """
    if same_as is None:
        return None
    if session.get(StaffMember, same_as) is None:
        raise NotThere("另一个账号")
    (first,) = persons_of(session, [same_as])
    if first == staff:
        message = "这两个账号已经标为同一人，或选的就是它自己。请另选一个。"
        raise Refused(message, code="same_account")
    for row in session.scalars(
        select(StaffIdentity).where(StaffIdentity.same_as == staff)
    ):
        row.same_as = first
    return first


def _must_manage(session: Session, person: Person, staff: str) -> None:
    if session.get(StaffMember, staff) is None:
        raise NotThere("这个账号")
    if not person.holds_somewhere(Office.ADMIN):
        raise NotAllowed("管理账号", wanted="管理员")
    for held in offices_of(session, staff):
        must_hold(session, person, held.unit, Office.ADMIN, what="管理这个账号")


def _must_be_another(session: Session, person: Person, staff: str) -> None:
    if persons_of(session, [person.id]) & persons_of(session, [staff]):
        raise NotAllowed("把自己的两个账号分开", wanted="另一位管理员")


def _mark(text: str) -> str:
    """Return a mark as it is kept.

    Raises:
        Refused: It is too long.
    """
    told = text.strip()
    if len(told) > MOST:
        message = f"工号、电话最多 {MOST} 个字。请改短。"
        raise Refused(message, code="mark_too_long")
    return told
