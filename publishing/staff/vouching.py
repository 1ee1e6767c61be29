"""Let a second person vouch for a key that replaces another (lost passphrase or key).

Whoever sits at somebody's open page could make a key in their name. So a key that
follows another of the same person counts only when an administrator has compared its
fingerprint with its owner, face to face, and offline keys have signed it after that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.programme import PEOPLE_TARGET
from publishing.errors import NotAllowed, NotThere, SamePerson
from publishing.oversight.journal import record
from publishing.releases_due import ask_for
from publishing.staff.acting import Acting
from publishing.staff.identity import persons_of
from publishing.staff.members import offices_of
from publishing.staff.offices import Person, must_hold
from publishing.tables.own_keys import KeyVouch, SecurityKey
from publishing.tables.papers import StaffKey
from publishing.tables.people import Office, StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """Be a key that waits for a second person's word."""

    key_id: str
    staff: str
    name: str
    made_at: datetime
    security: bool
    """A security key; else one under a passphrase."""


class Vouching:
    """Show which keys wait, and take the word of a second person."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def waiting(self, actor: str) -> tuple[NewKey, ...]:
        """Return the keys that wait for an administrator, oldest first.

        Raises:
            NotAllowed: The actor manages no account.
        """

        def do(session: Session, person: Person) -> tuple[NewKey, ...]:
            if not person.holds_somewhere(Office.ADMIN):
                raise NotAllowed("核对新钥匙", wanted="管理员")
            return tuple(sorted(_waiting(session), key=lambda one: one.made_at))

        return self._acting.look(actor, "key.waiting", do)

    def waits(self, actor: str) -> frozenset[str]:
        """Return which of a person's own keys wait for a second person.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> frozenset[str]:
            return frozenset(
                one.key_id for one in _waiting(session) if one.staff == person.id
            )

        return self._acting.look(actor, "key.show", do)

    def vouch(self, actor: str, key: str) -> None:
        """Say that a new key is its owner's: its fingerprint was compared.

        Raises:
            NotThere: No such key waits.
            NotAllowed: The actor does not manage its owner's account.
            SamePerson: It is the actor's own, under whichever account.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            found = next((one for one in _waiting(session) if one.key_id == key), None)
            if found is None:
                raise NotThere("这把等核对的钥匙")
            for held in offices_of(session, found.staff):
                what = "核对这个人的钥匙"
                must_hold(session, person, held.unit, Office.ADMIN, what=what)
            mine = persons_of(session, [person.id])
            if mine & persons_of(session, [found.staff]):
                raise SamePerson("核对新钥匙")
            session.add(KeyVouch(key_id=key, vouched_by=person.id, vouched_at=now))
            details = {"key": key}
            record(
                session,
                actor=person.id,
                act="key.vouched",
                subject=found.staff,
                details=details,
                at=now,
            )
            ask_for(session, PEOPLE_TARGET, now)

        self._acting.act(actor, "key.vouch", do)


def unvouched(session: Session) -> frozenset[str]:
    """Return the ids of good keys that follow another and that nobody vouched for."""
    return frozenset(one.key_id for one in _waiting(session))


def _waiting(session: Session) -> Iterator[NewKey]:
    vouched = set(session.scalars(select(KeyVouch.key_id)))
    first: set[str] = set()
    for row, name in sorted(_keys(session), key=lambda one: _age(one[0])):
        replaces = row.staff_id in first
        first.add(row.staff_id)
        if replaces and row.retired_at is None and row.key_id not in vouched:
            yield NewKey(
                key_id=row.key_id,
                staff=row.staff_id,
                name=name,
                made_at=row.made_at,
                security=isinstance(row, SecurityKey),
            )


def _keys(session: Session) -> Iterator[tuple[StaffKey | SecurityKey, str]]:
    names = dict(session.execute(select(StaffMember.id, StaffMember.name)).all())
    rows: list[StaffKey | SecurityKey] = [
        *session.scalars(select(StaffKey)),
        *session.scalars(select(SecurityKey)),
    ]
    return ((row, names[row.staff_id]) for row in rows)


def _age(row: StaffKey | SecurityKey) -> tuple[datetime, bool, bool, str]:
    """Return what sorts keys by age: of one moment, those that are over are older."""
    good, device = row.retired_at is None, isinstance(row, SecurityKey)
    return row.made_at, good, device, row.key_id
