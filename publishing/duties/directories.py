"""Yield the state of the service directory that waits for a second person."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.catalogue.units import county_of
from publishing.duties.duty import Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach
from publishing.staff.offices import Person, units_where
from publishing.tables.people import Office
from publishing.tables.services import DirectoryProposal, ProposalState


class DirectoryDuties:
    """Read whether a person may approve what waits."""

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield the waiting state, unless the person has handed it over."""
        query = select(DirectoryProposal).where(
            DirectoryProposal.state == ProposalState.WAITING,
            DirectoryProposal.made_by != person.id,
        )
        row = session.scalar(query.order_by(DirectoryProposal.id.desc()))
        if row is None:
            return
        county = county_of(session)
        if county.id not in units_where(session, person, Office.APPROVER):
            return
        roster = Roster(session, person, at=reach.at)
        added, changed, gone = row.difference["counts"]
        told = f"新增 {added} 项、修改 {changed} 项、去掉 {gone} 项"
        yield Duty(
            kind=DutyKind.DIRECTORY,
            subject=str(row.id),
            title=f"办事目录，共 {row.items} 项",
            unit=county.id,
            unit_name=county.name,
            link="/services/publishing",
            mine=True,
            about=f"{roster.staff_name(row.made_by)} 送来：{told}",
        )
