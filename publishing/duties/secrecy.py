"""Yield what waits for a person's secrecy review (REQ-19); conclude nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from publishing.desk.clearing import waiting_rows
from publishing.desk.many import lines_of_drafts
from publishing.desk.notice_clearing import notices_waiting_for
from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach, is_for_everyone
from publishing.staff.offices import Person
from publishing.tables.disclosures import Draft
from publishing.tables.people import Office


class SecrecyReviews:
    """Read what is submitted and not cleared yet."""

    def __init__(
        self,
        *,
        dues_of: Callable[[Session, Sequence[Draft]], Mapping[str, Due | None]],
    ) -> None:
        self._dues_of = dues_of

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every version and explanation that the person may clear now."""
        roster = Roster(session, person, at=reach.at)
        rows = waiting_rows(session, person)
        dues = self._dues_of(session, rows)
        lines = lines_of_drafts(session, rows)
        for row, line in zip(rows, lines, strict=True):
            drafter = frozenset({line.drafter})
            yield Duty(
                kind=DutyKind.SECRECY,
                subject=line.id,
                title=line.title,
                unit=line.unit,
                unit_name=roster.unit_name(line.unit),
                link=f"/secrecy?draft={line.id}",
                mine=True,
                for_everyone=is_for_everyone(row),
                due=dues[row.id],
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
