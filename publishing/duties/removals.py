"""Yield removals of what names a person that wait for a second person; do none."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.duties.duty import Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach
from publishing.staff.offices import Person, units_where
from publishing.tables.disclosures import Draft, WithdrawalRow
from publishing.tables.people import Office
from publishing.tables.removals import PersonRemoval, RemovalItem, RemovalState


class Removals:
    """Read which removals a person may confirm."""

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every removal that waits for an approver's word."""
        roster = Roster(session, person, at=reach.at)
        units = units_where(session, person, Office.APPROVER)
        query = (
            select(PersonRemoval, Draft.unit_id)
            .join(RemovalItem, RemovalItem.removal_id == PersonRemoval.id)
            .join(WithdrawalRow, WithdrawalRow.id == RemovalItem.withdrawal_id)
            .join(Draft, Draft.id == WithdrawalRow.draft_id)
            .where(
                PersonRemoval.state == RemovalState.PROPOSED,
                PersonRemoval.proposed_by != person.id,
                Draft.unit_id.in_(units),
            )
            .order_by(PersonRemoval.id, Draft.unit_id)
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
