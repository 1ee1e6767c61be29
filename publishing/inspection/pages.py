"""Show the journal to those who oversee; it writes nothing.

It lies apart from `oversight`, because who may read is asked of the staff, and the
staff's own acts are journalled.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from publishing.errors import NotAllowed
from publishing.inspection.subjects import Names
from publishing.oversight.journal import JournalVerdict, page, verify
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.journal import JournalEntry
from publishing.tables.people import Office

_READERS = (Office.ADMIN, Office.PUBLISHER, Office.APPROVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """Be one act as the journal page shows it."""

    number: int
    at: datetime
    actor: str
    actor_name: str
    act: str
    subject: str
    subject_name: str
    """Empty where nothing is there under this id."""
    details: Mapping[str, Any]
    names: Mapping[str, str]
    """What the ids in the details stand for."""
    digest: str


class JournalPages:
    """Read and check the journal."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def page(
        self,
        actor: str,
        *,
        before: int | None = None,
        subject: str = "",
        limit: int = 100,
    ) -> tuple[JournalLine, ...]:
        """Return a run of acts, newest first, of one subject or of all.

        Raises:
            NotAllowed: Not an administrator, publisher or approver anywhere.
        """

        def do(session: Session, person: Person) -> tuple[JournalLine, ...]:
            _must_read(person)
            entries = page(session, before=before, subject=subject, limit=limit)
            names = Names(session)
            return tuple(_line(names, entry) for entry in entries)

        return self._acting.look(actor, "journal.page", do)

    def check(self, actor: str) -> JournalVerdict:
        """Check the whole chain.

        Raises:
            NotAllowed: Not an administrator, publisher or approver anywhere.
        """

        def do(session: Session, person: Person) -> JournalVerdict:
            _must_read(person)
            return verify(session)

        return self._acting.look(actor, "journal.check", do)


def _must_read(person: Person) -> None:
    if not person.holds_somewhere(*_READERS):
        raise NotAllowed("看操作记录", wanted="管理员、发布办公室或批准人")


def _line(names: Names, entry: JournalEntry) -> JournalLine:
    return JournalLine(
        number=entry.number,
        at=entry.at,
        actor=entry.actor,
        actor_name=names.of(entry.actor) or entry.actor,
        act=entry.act,
        subject=entry.subject,
        subject_name=names.of(entry.subject),
        details=entry.details,
        names=names.within(entry.details),
        digest=entry.digest,
    )
