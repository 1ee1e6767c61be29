"""Yield the withdrawals that wait for a second person; confirm none."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from publishing.desk.looking import to_confirm
from publishing.duties.duty import Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach
from publishing.staff.offices import Person
from publishing.tables.people import Office


class Withdrawals:
    """Read what somebody asked to take down and the person may confirm."""

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every withdrawal that the person may confirm."""
        roster = Roster(session, person, at=reach.at)
        for one in to_confirm(session, person):
            asker = frozenset({one.requested_by})
            yield Duty(
                kind=DutyKind.CONFIRM,
                subject=one.id,
                title=one.title,
                unit=one.unit,
                unit_name=roster.unit_name(one.unit),
                link=f"/disclosures/{one.disclosure}",
                mine=True,
                about=f"{one.requested_by_name} 申请：{one.explanation}",
                others=roster.others(one.unit, Office.APPROVER, without=asker),
            )
