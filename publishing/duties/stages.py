"""Yield the stages that must be disclosed, and those that are expected; reach none.

A stage that was reached counts its deadlines from that day (REQ-9); as soon as a
version is on its way, the version itself is the duty.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.boards import Term
from programme.calendar_slice import OutsideCalendar
from programme.deadline import deadlines_of
from publishing.calendar.current import Calendars
from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach, is_for_everyone
from publishing.staff.offices import Person, units_where
from publishing.stages.rules import STAGE_WORDS
from publishing.tables.disclosures import Disclosure, Draft
from publishing.tables.people import Office
from publishing.tables.stages import StageRow


class Stages:
    """Read the stages that no version discloses yet."""

    def __init__(self, *, calendars: Calendars, mandates: Mapping[str, Preset]) -> None:
        self._calendars = calendars
        self._mandates = mandates

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every open stage of the person's units within the reach."""
        units, roster = (
            units_where(session, person, *Office),
            Roster(session, person, at=reach.at),
        )
        query = (
            select(StageRow, Disclosure)
            .join(Disclosure, Disclosure.id == StageRow.disclosure_id)
            .where(Disclosure.unit_id.in_(units), StageRow.draft_id.is_(None))
            .order_by(StageRow.disclosure_id, StageRow.stage)
        )
        for row, matter in session.execute(query).all():
            due = self._due(row)
            if due is None or (not row.reached_on and due.target_on > reach.until_on):
                continue
            newest = _newest(session, matter.id)
            words = STAGE_WORDS[row.stage]
            yield Duty(
                kind=DutyKind.STAGE,
                subject=f"{matter.id}:{row.stage.value}",
                title=newest.title,
                unit=matter.unit_id,
                unit_name=roster.unit_name(matter.unit_id),
                link=f"/disclosures/{matter.id}",
                mine=roster.holds(matter.unit_id, Office.DRAFTER),
                for_everyone=is_for_everyone(newest),
                due=due,
                board=newest.board,
                about=f"{words}要公开"
                if row.reached_on
                else f"预计到{words}，到了请登记",
            )

    def _due(self, row: StageRow) -> Due | None:
        """Return by when a stage must be out, or when it is expected."""
        if row.reached_on is None:
            return Due(target_on=row.expected_on) if row.expected_on else None
        try:
            found = deadlines_of(
                self._mandates[Term.STAGED.value].mandate,
                counted_from=row.reached_on,
                workdays=self._calendars.workdays,
            )
        except (KeyError, OutsideCalendar):
            return None
        return Due(
            target_on=found.first_on or row.reached_on,
            legal_on=found.legal_on,
            provisional=found.provisional,
        )


def _newest(session: Session, disclosure: str) -> Draft:
    query = select(Draft).where(Draft.disclosure_id == disclosure)
    newest_first = query.order_by(Draft.created_at.desc(), Draft.id.desc()).limit(1)
    return session.scalars(newest_first).one()
