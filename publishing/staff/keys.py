"""Keep each member of staff's own Ed25519 key, sealed under their passphrase.

The private part is opened in memory for one signature alone. A wrong passphrase is
journalled; five in a row shut the key for a while.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.keys import SigningKey, key_id
from programme.programme import PEOPLE_TARGET
from publishing.errors import NotThere, Refused, TooMany
from publishing.oversight.journal import record
from publishing.releases_due import ask_for
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.staff.passwords import check_new_password
from publishing.staff.sealing import SealBroken, Sealed, seal, unseal
from publishing.tables.papers import StaffKey
from publishing.tables.people import StaffMember

FAILURES_ALLOWED = 5
SHUT_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyView:
    """Be one key as its owner sees it; nothing of the private part."""

    key_id: str
    made_at: datetime
    shut_until: datetime | None


class Keys:
    """Make, show and open keys; each person has one that is good at a time."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def make(self, actor: str, *, passphrase: str) -> KeyView:
        """Make a person's key; the one before can sign no more.

        Raises:
            Refused: The passphrase is too short or too easy.
            NotSignedIn: The actor may not act any more.
        """
        login = self._acting.look(actor, "key.make", _login)
        check_new_password(passphrase, login=login)
        key = SigningKey.generate()
        name = key_id(key.public)
        sealed = seal(key.raw, passphrase, owner=_owner(actor, name))
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> KeyView:
            before = _good_key(session, person.id)
            if before is not None:
                before.retired_at = now
            row = StaffKey(
                key_id=name,
                staff_id=person.id,
                public=key.public,
                sealed=sealed.model_dump(mode="json"),
                made_at=now,
                failures=0,
            )
            session.add(row)
            session.flush()
            _journal(session, person.id, "key.made", name, now)
            ask_for(session, PEOPLE_TARGET, now)
            return _view(row)

        return self._acting.act(actor, "key.make", do)

    def mine(self, actor: str) -> KeyView | None:
        """Return a person's own key, if they have one.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> KeyView | None:
            row = _good_key(session, person.id)
            return _view(row) if row is not None else None

        return self._acting.look(actor, "key.show", do)

    def unlock(self, actor: str, *, passphrase: str) -> SigningKey:
        """Return a person's own key, open; the caller signs and lets go of it.

        Raises:
            NotThere: They have no key.
            TooMany: It is shut after wrong passphrases.
            Refused: The passphrase is wrong.
        """
        now = self._acting.clock.now()

        def begin(session: Session, person: Person) -> tuple[str, Sealed]:
            row = _good_key(session, person.id)
            if row is None:
                raise NotThere("您的签名钥匙，请先到“设置、我的钥匙”里做一把")
            if row.locked_until is not None and now < row.locked_until:
                raise KeyShut(row.locked_until - now)
            # Counted before it is tried: of guesses that come all at once no more are
            # tried than of those that come one after the other.
            row.failures, row.locked_until = row.failures + 1, None
            if row.failures >= FAILURES_ALLOWED:
                row.failures, row.locked_until = 0, now + SHUT_FOR
            return row.key_id, Sealed.model_validate(row.sealed)

        name, sealed = self._acting.act(actor, "key.use", begin)
        try:
            raw = unseal(sealed, passphrase, owner=_owner(actor, name))
        except SealBroken as error:
            self._settle(actor, name, opened=False)
            raise Refused(str(error), code="passphrase_wrong") from error
        self._settle(actor, name, opened=True)
        return SigningKey(raw)

    def _settle(self, actor: str, name: str, *, opened: bool) -> None:
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            if not opened:
                _journal(session, person.id, "key.refused", name, now)
                return
            row = session.get_one(StaffKey, name)
            row.failures, row.locked_until = 0, None

        self._acting.act(actor, "key.use", do)


class KeyShut(TooMany):
    """Say for how long a key is shut after wrong passphrases."""

    code = "key_shut"

    def __init__(self, left: timedelta) -> None:
        self.minutes = -(-left // timedelta(minutes=1))
        super().__init__()
        self.args = (f"口令连续输错，钥匙先锁住了。请 {self.minutes} 分钟后再试。",)


def _good_key(session: Session, staff: str) -> StaffKey | None:
    query = select(StaffKey).where(
        StaffKey.staff_id == staff, StaffKey.retired_at.is_(None)
    )
    return session.scalars(query).one_or_none()


def _login(session: Session, person: Person) -> str:
    return session.get_one(StaffMember, person.id).login


def _owner(staff: str, name: str) -> str:
    return f"mingbai.staff-key/1 {staff} {name}"


def _view(row: StaffKey) -> KeyView:
    return KeyView(key_id=row.key_id, made_at=row.made_at, shut_until=row.locked_until)


def _journal(session: Session, staff: str, act: str, name: str, now: datetime) -> None:
    record(session, actor=staff, act=act, subject=staff, details={"key": name}, at=now)
