"""Write the journal and verify its chain; it does not print.

Each entry is named by a number without gaps and by the SHA-256 of its canonical form,
which holds the digest of the entry before (REQ-75). It is written in the transaction
of the act itself: an act without its entry, or an entry without its act, cannot be.
Details hold what an inspector needs and never a password, a token or a found number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import ValidationError
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from programme.document import Document, Instant, Sha256, to_millisecond
from programme.errors import ContractError
from publishing.tables.journal import JournalEntry, JournalHead

GENESIS = "0" * 64
"""What the first entry names as the one before."""

_HEAD = 1
_RUN = 1000


class EntryForm(Document):
    """Be the canonical form of one entry, whose digest names it."""

    format: Literal["mingbai.journal/1"] = "mingbai.journal/1"
    number: int
    previous: Sha256
    at: Instant
    actor: str
    act: str
    subject: str
    details: dict[str, object]


class Flaw(StrEnum):
    """Say what is wrong with the first bad entry."""

    MISSING = "missing"
    """The number is not there."""
    EDITED = "edited"
    """Its words are not those that were hashed."""
    UNCHAINED = "unchained"
    """It does not name the entry before."""
    CUT_OFF = "cut_off"
    """The journal ends before its last known entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalVerdict:
    """Be what a check of the whole chain found."""

    entries: int
    """How many good entries stand before the first bad one."""
    head: str
    """The digest of the last good entry; note it elsewhere to hold it against."""
    bad_number: int | None = None
    flaw: Flaw | None = None

    @property
    def holds(self) -> bool:
        """Say whether the chain is whole."""
        return self.flaw is None


def record(
    session: Session,
    *,
    actor: str,
    act: str,
    subject: str,
    details: Mapping[str, object] | None = None,
    at: datetime,
) -> JournalEntry:
    """Append an act to the journal in the caller's transaction."""
    head = session.get(JournalHead, _HEAD, with_for_update=True)
    form = EntryForm(
        number=head.number + 1 if head else 1,
        previous=head.digest if head else GENESIS,
        at=to_millisecond(at),
        actor=actor,
        act=act,
        subject=subject,
        details=dict(details or {}),
    )
    entry = JournalEntry(digest=form.digest(), **_columns(form))
    session.add(entry)
    if head is None:
        head = JournalHead(id=_HEAD, number=form.number, digest=entry.digest)
        session.add(head)
    head.number, head.digest = form.number, entry.digest
    session.flush()
    return entry


def verify(session: Session) -> JournalVerdict:
    """Return whether the chain is whole, or its first bad number."""
    count, previous = 0, GENESIS
    for entry in _entries(session):
        flaw = _flaw_of(entry, number=count + 1, previous=previous)
        if entry is None or flaw is not None:
            return JournalVerdict(
                entries=count, head=previous, bad_number=count + 1, flaw=flaw
            )
        count, previous = entry.number, entry.digest
    head = session.get(JournalHead, _HEAD)
    known = (head.number, head.digest) if head else (0, GENESIS)
    if known != (count, previous):
        return JournalVerdict(
            entries=count, head=previous, bad_number=count + 1, flaw=Flaw.CUT_OFF
        )
    return JournalVerdict(entries=count, head=previous)


def page(
    session: Session, *, before: int | None = None, subject: str = "", limit: int = 100
) -> tuple[JournalEntry, ...]:
    """Return a run of entries, newest first, of one subject or of all."""
    query = select(JournalEntry).order_by(JournalEntry.number.desc()).limit(limit)
    if before is not None:
        query = query.where(JournalEntry.number < before)
    if subject:
        query = query.where(JournalEntry.subject == subject)
    return tuple(session.scalars(query))


def _entries(session: Session) -> Iterator[JournalEntry | None]:
    """Yield every entry in order, and None for one whose columns make no sense."""
    last: int | None = None
    while numbers := _next_numbers(session, last):
        yield from _run(session, numbers)
        session.expunge_all()
        last = numbers[-1]


def _run(session: Session, numbers: list[int]) -> list[JournalEntry | None]:
    try:
        return list(session.scalars(_between(numbers[0], numbers[-1])))
    except ValueError:
        return [_entry_or_none(session, number) for number in numbers]


def _next_numbers(session: Session, last: int | None) -> list[int]:
    query = select(JournalEntry.number).order_by(JournalEntry.number).limit(_RUN)
    if last is not None:
        query = query.where(JournalEntry.number > last)
    return list(session.scalars(query))


def _between(first: int, last: int) -> Select[JournalEntry]:
    query = select(JournalEntry).order_by(JournalEntry.number)
    return query.where(JournalEntry.number >= first, JournalEntry.number <= last)


def _entry_or_none(session: Session, number: int) -> JournalEntry | None:
    try:
        return session.scalars(_between(number, number)).one()
    except ValueError:
        return None


def _flaw_of(entry: JournalEntry | None, *, number: int, previous: str) -> Flaw | None:
    if entry is None:
        return Flaw.EDITED
    if entry.number != number:
        return Flaw.MISSING
    if entry.previous != previous:
        return Flaw.UNCHAINED
    return None if _digest_of(entry) == entry.digest else Flaw.EDITED


def _digest_of(entry: JournalEntry) -> str:
    """Return the digest of an entry as it stands; none where it has no form."""
    try:
        return EntryForm(
            number=entry.number,
            previous=entry.previous,
            at=entry.at,
            actor=entry.actor,
            act=entry.act,
            subject=entry.subject,
            details=entry.details,
        ).digest()
    except (ValidationError, ContractError):
        return ""


def _columns(form: EntryForm) -> dict[str, object]:
    return {
        "number": form.number,
        "previous": form.previous,
        "at": form.at,
        "actor": form.actor,
        "act": form.act,
        "subject": form.subject,
        "details": form.details,
    }
