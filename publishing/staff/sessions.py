"""Sign staff in and out; the sessions are rows, so ending one takes effect at once.

The browser gets 256 random bits; the table keeps their hash. A session ends after
30 minutes without a request and after 12 hours in any case.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.canonical import sha256_hex
from programme.clock import Clock
from publishing.database import Database
from publishing.errors import (
    AccountLocked,
    NotSignedIn,
    PublishingError,
    SignInRefused,
)
from publishing.oversight.journal import record
from publishing.staff.offices import Person, person_of
from publishing.staff.passwords import Passwords
from publishing.tables.people import StaffMember, StaffSession, StaffState

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=15)
_SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Be what the browser keeps, and who it is for."""

    token: str
    person: Person
    expires_at: datetime


class Sessions:
    """Open, find and end sessions."""

    def __init__(
        self, *, database: Database, passwords: Passwords, clock: Clock
    ) -> None:
        self._database = database
        self._passwords = passwords
        self._clock = clock

    def sign_in(self, login: str, password: str) -> SignedIn:
        """Return a new session for a name and its password.

        The password is checked outside any transaction, because it takes long.

        Raises:
            SignInRefused: Name and password do not fit.
            AccountLocked: The account is locked.
            TooMany: Too many are signing in at this moment.
        """
        kept = self._kept_hash(login)
        fits = self._passwords.fits(password, kept)
        with self._database.session() as session:
            outcome = self._settle(session, login, kept=kept, fits=fits)
        if isinstance(outcome, PublishingError):
            raise outcome
        return outcome

    def find(self, token: str) -> Person:
        """Return who a session is for, and count the request as a sign of life.

        Raises:
            NotSignedIn: No such session, or it is over.
        """
        now = self._clock.now()
        token_hash = sha256_hex(token.encode())
        person, last_seen_at = self._alive(token_hash, now)
        if now - last_seen_at >= _SEEN_EVERY:
            self._saw(token_hash, now)
        return person

    def peek(self, token: str) -> Person:
        """Return who a session is for, without a sign of life.

        For pages that refresh themselves: nobody need be sitting before them.

        Raises:
            NotSignedIn: No such session, or it is over.
        """
        person, _ = self._alive(sha256_hex(token.encode()), self._clock.now())
        return person

    def sign_out(self, token: str) -> None:
        """End a session; ending one that is over changes nothing."""
        now = self._clock.now()
        with self._database.session() as session:
            row = session.get(StaffSession, sha256_hex(token.encode()))
            if row is not None and row.ended_at is None:
                row.ended_at = now
                _journal(session, row.staff_id, "session.ended", now)

    def _alive(self, token_hash: str, now: datetime) -> tuple[Person, datetime]:
        """Return who a session is for and when they were last seen.

        Raises:
            NotSignedIn: No such session, or it is over.
        """
        with self._database.reading() as session:
            row = session.get(StaffSession, token_hash)
            if row is None or not is_alive(row, now):
                raise NotSignedIn
            return person_of(session, row.staff_id, now), row.last_seen_at

    def _kept_hash(self, login: str) -> str | None:
        with self._database.reading() as session:
            member = _by_login(session, login)
            return member.password_hash if member else None

    def _settle(
        self, session: Session, login: str, *, kept: str | None, fits: bool
    ) -> SignedIn | PublishingError:
        """Return the session or the refusal; both leave their mark."""
        now = self._clock.now()
        member = _by_login(session, login)
        if member is None or member.state is not StaffState.ACTIVE:
            return SignInRefused()
        if is_locked(member, now):
            _journal(session, member.id, "session.refused", now, reason="locked")
            member.failed_attempts += not fits
            # Who does not know the password is not told that the account is locked;
            # and nobody may go on guessing until it is told.
            guessed = member.failed_attempts >= FAILURES_ALLOWED
            return _locked_out(member, now) if fits and not guessed else SignInRefused()
        if member.locked_at is not None:
            # What was counted while it was locked is over with the lock.
            member.failed_attempts, member.locked_at, member.locked_until = (
                0,
                None,
                None,
            )
        if not fits or member.password_hash != kept:
            _count_failure(session, member, now)
            return SignInRefused()
        return _open(session, member, now)

    def _saw(self, token_hash: str, now: datetime) -> None:
        with self._database.session() as session:
            session.get_one(StaffSession, token_hash).last_seen_at = now


def is_alive(row: StaffSession, now: datetime) -> bool:
    """Say whether a session is still good."""
    idle_until = row.last_seen_at + IDLE
    return row.ended_at is None and now < min(row.expires_at, idle_until)


def _locked_out(member: StaffMember, now: datetime) -> AccountLocked:
    """Return the refusal; a lock that ends by itself says when."""
    if member.locked_until is None:
        return AccountLocked()
    left = member.locked_until - now
    return AccountLocked(minutes=-(-left // timedelta(minutes=1)))


def is_locked(member: StaffMember, now: datetime) -> bool:
    """Say whether an account is locked at an instant."""
    if member.locked_at is None:
        return False
    return member.locked_until is None or now < member.locked_until


def end_all(session: Session, staff_id: str, *, now: datetime) -> None:
    """End every session of a person."""
    query = select(StaffSession).where(
        StaffSession.staff_id == staff_id, StaffSession.ended_at.is_(None)
    )
    for row in session.scalars(query):
        row.ended_at = now


def _open(session: Session, member: StaffMember, now: datetime) -> SignedIn:
    token = secrets.token_urlsafe(32)
    row = StaffSession(
        token_hash=sha256_hex(token.encode()),
        staff_id=member.id,
        created_at=now,
        last_seen_at=now,
        expires_at=now + LONGEST,
    )
    session.add(row)
    member.failed_attempts, member.locked_at, member.locked_until = 0, None, None
    _journal(session, member.id, "session.opened", now)
    person = person_of(session, member.id, now)
    return SignedIn(token=token, person=person, expires_at=row.expires_at)


def _count_failure(session: Session, member: StaffMember, now: datetime) -> None:
    member.failed_attempts += 1
    if member.failed_attempts < FAILURES_ALLOWED:
        _journal(session, member.id, "session.refused", now, reason="password")
        return
    member.failed_attempts = 0
    member.locked_at, member.locked_until = now, now + LOCKED_FOR
    member.lock_reason = "密码连续输错"
    _journal(session, member.id, "session.refused", now, reason="locked_now")


def _by_login(session: Session, login: str) -> StaffMember | None:
    return session.scalars(
        select(StaffMember).where(StaffMember.login == login)
    ).one_or_none()


def _journal(
    session: Session, staff_id: str, act: str, now: datetime, **why: str
) -> None:
    record(session, actor=staff_id, act=act, subject=staff_id, details=why, at=now)
