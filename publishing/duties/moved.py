"""Tell drafters for a week which of their dates another calendar moved; move none.

A notice that now falls short is a decision and no news: `shortfalls` yields it.
"""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.duties.duty import Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach, is_for_everyone
from publishing.staff.offices import Person, units_where
from publishing.tables.calendar import CalendarChange, CalendarSnapshot
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import Office

TOLD_FOR = timedelta(days=7)
"""The record itself stays for ever, on the page of the matter."""
_LIVE = (
    DraftState.DRAFT,
    DraftState.SUBMITTED,
    DraftState.REVIEWED,
    DraftState.APPROVED,
)


class Moved:
    """Read the newest change record of each version."""

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield what was moved lately of the versions that the person drafted."""
        units, roster = units_where(session, person, *Office), Roster(session, person)
        query = (
            select(CalendarSnapshot.words, Draft)
            .join(CalendarChange, CalendarChange.snapshot_id == CalendarSnapshot.id)
            .join(Draft, Draft.id == CalendarChange.draft_id)
            .where(
                CalendarChange.changed_at > reach.at - TOLD_FOR,
                Draft.drafter_id == person.id,
                Draft.unit_id.in_(units),
                Draft.state.in_(_LIVE),
            )
            .order_by(CalendarChange.id.desc())
        )
        # Of several moves of one version the newest comes first, and is told alone.
        for words, row in session.execute(query):
            yield Duty(
                kind=DutyKind.CHANGE,
                subject=row.id,
                title=row.title,
                unit=row.unit_id,
                unit_name=roster.unit_name(row.unit_id),
                link=f"/disclosures/{row.disclosure_id}",
                mine=True,
                for_everyone=is_for_everyone(row),
                board=row.board,
                about=words,
            )
