"""Yield removals of what names a person that wait for a second person; do none."""

from collections.abc import Iterable

from sqlalchemy import CompoundSelect, select, union
from sqlalchemy.orm import Session

from publishing.duties.duty import Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach
from publishing.staff.offices import Person, units_where
from publishing.tables.disclosures import Draft, WithdrawalRow
from publishing.tables.people import Office
from publishing.tables.removals import (
    PersonRemoval,
    RemovalItem,
    RemovalReply,
    RemovalState,
)
from publishing.tables.voice import QuestionRow


class Removals:
    """Read which removals a person may confirm."""

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every removal that waits for an approver's word."""
        roster = Roster(session, person, at=reach.at)
        units = units_where(session, person, Office.APPROVER)
        things = _things().subquery()
        query = (
            select(PersonRemoval, things.c.unit_id)
            .join(things, things.c.removal_id == PersonRemoval.id)
            .where(
                PersonRemoval.state == RemovalState.PROPOSED,
                PersonRemoval.proposed_by != person.id,
                things.c.unit_id.in_(units),
            )
            .order_by(PersonRemoval.id, things.c.unit_id)
        )
        told: set[str] = set()
        for row, unit in session.execute(query):
            if row.id not in told:
                told.add(row.id)
                yield Duty(
                    kind=DutyKind.REMOVE,
                    subject=row.id,
                    title="撤下涉及某人的全部事项",
                    unit=unit,
                    unit_name=roster.unit_name(unit),
                    link="/removals",
                    mine=True,
                    about=f"{roster.staff_name(row.proposed_by)} 提出：{row.reason}",
                )


def _things() -> CompoundSelect[str, str | None]:
    """Return the query for what removals take down, disclosures and replies alike."""
    disclosures = (
        select(RemovalItem.removal_id, Draft.unit_id)
        .join(WithdrawalRow, WithdrawalRow.id == RemovalItem.withdrawal_id)
        .join(Draft, Draft.id == WithdrawalRow.draft_id)
    )
    replies = select(RemovalReply.removal_id, QuestionRow.unit_id).join(
        QuestionRow, QuestionRow.number == RemovalReply.number
    )
    return union(disclosures, replies)
