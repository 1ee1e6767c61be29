"""Tell drafters for a week that another calendar moved dates of theirs; move none.

One calendar is one duty, however many dates it moved. A notice that now falls short is
a decision and no news: `shortfalls` yields it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.duties.duty import Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach
from publishing.staff.offices import Person, units_where
from publishing.tables.calendar import CalendarChange, CalendarSnapshot
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import Office

TOLD_FOR = timedelta(days=7)
"""The records themselves stay, on the pages of the matters and of the calendar."""
_LIVE = (
    DraftState.DRAFT,
    DraftState.SUBMITTED,
    DraftState.REVIEWED,
    DraftState.APPROVED,
)


class Moved:
    """Read the newest change records."""

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield each calendar that lately moved versions that the person drafted."""
        units, roster = (
            units_where(session, person, *Office),
            Roster(session, person, at=reach.at),
        )
        query = (
            select(CalendarSnapshot.id, CalendarSnapshot.words, Draft.title)
            .add_columns(Draft.unit_id)
            .join(CalendarChange, CalendarChange.snapshot_id == CalendarSnapshot.id)
            .join(Draft, Draft.id == CalendarChange.draft_id)
            .where(
                CalendarChange.changed_at > reach.at - TOLD_FOR,
                Draft.drafter_id == person.id,
                Draft.unit_id.in_(units),
                Draft.state.in_(_LIVE),
            )
            .order_by(CalendarChange.id)
        )
        moved: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
        for snapshot, words, title, unit in session.execute(query):
            moved[snapshot, words].append((title, unit))
        for (snapshot, words), matters in moved.items():
            title, unit = matters[0]
            more = f"等 {len(matters)} 件" if len(matters) > 1 else ""
            yield Duty(
                kind=DutyKind.CHANGE,
                subject=str(snapshot),
                title=words,
                unit=unit,
                unit_name=roster.unit_name(unit),
                link="/settings/calendar",
                mine=True,
                about=f"“{title}”{more}的日期变了，请核对",
            )
