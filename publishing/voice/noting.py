"""Write acts on questions into the journal; decide none of them."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from publishing.oversight.journal import record
from publishing.staff.offices import Person
from publishing.tables.voice import QuestionRow


def note(
    session: Session,
    person: Person,
    act: str,
    row: QuestionRow,
    *,
    details: Mapping[str, object],
    at: datetime,
) -> None:
    """Write down who did what with which question."""
    record(
        session,
        actor=person.id,
        act=f"question.{act}",
        subject=row.number,
        details=details,
        at=at,
    )
