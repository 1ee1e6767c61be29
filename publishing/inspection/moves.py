"""Show what calendars moved, from the change records; change nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.county_days.moving import Dates
from publishing.tables.calendar import CalendarChange, CalendarSnapshot
from publishing.tables.disclosures import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveView:
    """Be one version whose dates another calendar moved."""

    disclosure: str
    title: str
    at: datetime
    cause: str
    """What changed the calendar, in words."""
    before: Dates
    after: Dates

    @property
    def falls_short(self) -> bool:
        """Say whether a printed end stands that the mandate finds too early."""
        return any(window.short for window in self.after.windows)


def moves_of(session: Session, disclosure: str) -> tuple[MoveView, ...]:
    """Return what was moved of one disclosure, newest first."""
    return _moves(session, disclosure=disclosure, limit=100)


def newest_moves(session: Session, *, limit: int) -> tuple[MoveView, ...]:
    """Return what was moved last, of all disclosures."""
    return _moves(session, disclosure=None, limit=limit)


def _moves(
    session: Session, *, disclosure: str | None, limit: int
) -> tuple[MoveView, ...]:
    query = (
        select(CalendarChange, CalendarSnapshot.words, Draft.title)
        .join(CalendarSnapshot, CalendarSnapshot.id == CalendarChange.snapshot_id)
        .join(Draft, Draft.id == CalendarChange.draft_id)
        .order_by(CalendarChange.id.desc())
        .limit(limit)
    )
    if disclosure is not None:
        query = query.where(CalendarChange.disclosure_id == disclosure)
    return tuple(
        MoveView(
            disclosure=row.disclosure_id,
            title=title,
            at=row.changed_at,
            cause=words,
            before=Dates.model_validate(row.before),
            after=Dates.model_validate(row.after),
        )
        for row, words, title in session.execute(query)
    )
