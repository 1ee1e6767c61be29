"""Yield what waits for a person's secrecy review (REQ-19); conclude nothing."""

from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from publishing.desk.clearing import waiting_for
from publishing.desk.notice_clearing import notices_waiting_for
from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach, is_for_everyone
from publishing.staff.offices import Person
from publishing.tables.disclosures import Draft
from publishing.tables.people import Office


class SecrecyReviews:
    """Read what is submitted and not cleared yet."""

    def __init__(self, *, due_of: Callable[[Session, Draft], Due | None]) -> None:
        self._due_of = due_of

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every version and explanation that the person may clear now."""
        roster = Roster(session, person, at=reach.at)
        for line in waiting_for(session, person):
            drafter = frozenset({line.drafter})
            row = session.get_one(Draft, line.id)
            yield Duty(
                kind=DutyKind.SECRECY,
                subject=line.id,
                title=line.title,
                unit=line.unit,
                unit_name=roster.unit_name(line.unit),
                link=f"/secrecy?draft={line.id}",
                mine=True,
                for_everyone=is_for_everyone(row),
                due=self._due_of(session, row),
                board=line.board,
                about=f"{line.drafter_name}提交，批准前要做保密审查",
                others=roster.others(line.unit, Office.SECRECY, without=drafter),
            )
        for one in notices_waiting_for(session, person):
            asker = frozenset({one.requested_by})
            yield Duty(
                kind=DutyKind.SECRECY,
                subject=one.id,
                title=one.title,
                unit=one.unit,
                unit_name=roster.unit_name(one.unit),
                link=f"/secrecy?notice={one.id}",
                mine=True,
                about=f"{one.requested_by_name}申请撤下，公开的说明要先做保密审查",
                others=roster.others(one.unit, Office.SECRECY, without=asker),
            )
