"""Yield what falls short today, and gaps that only a person may close.

`CoverageNeeds` notes both; the board says more. Nothing here moves an end (REQ-21).
"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach, is_for_everyone
from publishing.inspection.coverage_rows import Need
from publishing.staff.offices import Person, units_where
from publishing.tables.coverage import CoverageNeed
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import Office

_DECIDE = (Office.PUBLISHER, Office.APPROVER)


class ShortDays:
    """Read what coverage needs of people."""

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every need of the person's units."""
        units = units_where(session, person, *Office)
        roster = Roster(session, person, at=reach.at)
        query = (
            select(CoverageNeed, Draft)
            .join(Draft, Draft.disclosure_id == CoverageNeed.disclosure_id)
            .where(CoverageNeed.unit_id.in_(units), Draft.state == DraftState.APPROVED)
            .order_by(CoverageNeed.disclosure_id)
        )
        for need, row in session.execute(query):
            today = need.need == Need.TODAY
            if today and need.noted_at.date() < reach.at.date():
                continue  # Of a day that is over: the next tick notes anew.
            yield Duty(
                kind=DutyKind.SHORT_TODAY if today else DutyKind.SHORTFALL,
                subject=row.id,
                title=row.title,
                unit=row.unit_id,
                unit_name=roster.unit_name(row.unit_id),
                link=f"/coverage?unit={row.unit_id}",
                mine=roster.holds(
                    row.unit_id, *((Office.PUBLISHER,) if today else _DECIDE)
                ),
                for_everyone=is_for_everyone(row),
                due=Due(target_on=reach.on) if today else None,
                board=row.board,
                about=need.words,
            )
