"""Yield the notices whose printed end stands though a calendar made it too early.

A person decides whether there is to be a new signed notice (补公示); nothing here does.
"""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from publishing.duties.duty import Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach, is_for_everyone
from publishing.schedule.hanging import goes_on
from publishing.staff.offices import Person, units_where
from publishing.tables.calendar import CalendarChange
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import Office
from publishing.tables.schedule import GroupEntry

_DECIDE = (Office.PUBLISHER, Office.APPROVER)


class Shortfalls:
    """Read what the last change of the calendar left short."""

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every notice of the person's units that goes on and ends too early."""
        units, roster = (
            units_where(session, person, *Office),
            Roster(session, person, at=reach.at),
        )
        last = select(func.max(CalendarChange.id)).group_by(CalendarChange.draft_id)
        hangs = select(GroupEntry.manifest_sha256).where(goes_on(reach.at))
        query = (
            select(CalendarChange, Draft)
            .join(Draft, Draft.id == CalendarChange.draft_id)
            .where(
                CalendarChange.id.in_(last),
                Draft.unit_id.in_(units),
                Draft.state == DraftState.APPROVED,
                Draft.manifest_sha256.in_(hangs),
            )
            .order_by(CalendarChange.id)
        )
        for change, row in session.execute(query):
            if any(window["short"] for window in change.after["windows"]):
                yield Duty(
                    kind=DutyKind.SHORTFALL,
                    subject=row.id,
                    title=row.title,
                    unit=row.unit_id,
                    unit_name=roster.unit_name(row.unit_id),
                    link=f"/disclosures/{row.disclosure_id}",
                    mine=roster.holds(row.unit_id, *_DECIDE),
                    for_everyone=is_for_everyone(row),
                    board=row.board,
                    about="工作日历变了，印好的截止日比规定少，要不要补公示",
                )
