"""Yield the comments that a drafter has not settled; settle none."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.desk.commenting import to_answer
from publishing.desk.many import UNREAD, batched
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
        found = to_answer(session, person)
        rows = _rows(session, {one.draft for one in found})
        for one in found:
            row = rows[one.draft]
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


def _rows(session: Session, drafts: Collection[str]) -> Mapping[str, Draft]:
    """Return versions by their ids, without their text."""
    return {
        row.id: row
        for some in batched(drafts)
        for row in session.scalars(
            select(Draft).options(*UNREAD).where(Draft.id.in_(some))
        )
    }
