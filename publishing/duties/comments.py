"""Yield the comments that a drafter has not settled; settle none."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from publishing.desk.commenting import to_answer
from publishing.duties.duty import Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach
from publishing.staff.offices import Person
from publishing.tables.disclosures import Draft


class Comments:
    """Read what colleagues said of the versions that the person drafts."""

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every open comment of others on the person's versions."""
        roster = Roster(session, person, at=reach.at)
        for one in to_answer(session, person):
            row = session.get_one(Draft, one.draft)
            yield Duty(
                kind=DutyKind.COMMENT,
                subject=str(one.id),
                title=row.title,
                unit=row.unit_id,
                unit_name=roster.unit_name(row.unit_id),
                link=f"/drafts/{row.id}#remarks",
                mine=True,
                board=row.board,
                about=f"{one.by_name}：{one.text}",
            )
