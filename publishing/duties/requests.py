"""Yield requests for disclosure that wait for an answer, by their clock (REQ-55).

A duty says the number alone: who asks and what for is nowhere but in the register.
"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.calendar_slice import OutsideCalendar
from programme.request_clock import ClockState, RequestClock
from programme.workdays import CountedDay, CountState
from publishing.calendar.current import Calendars
from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach
from publishing.requests.rows import CLERKS, clock_of, number_words
from publishing.staff.offices import Person, units_where
from publishing.tables.requests import DisclosureRequest

LINK = "/requests"
_ABOUT = {
    ClockState.RUNNING: "到期前答复，或告知延长",
    ClockState.COMPLETING: "等申请人补正，过了期限可以按放弃处理",
    ClockState.CONSULTING: "在征求意见，过了 15 个工作日不再等",
}


class RequestDuties:
    """Read which requests wait for a clerk."""

    def __init__(self, *, calendars: Calendars) -> None:
        self._calendars = calendars

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every open request of the person's units with its next day."""
        units = units_where(session, person, *CLERKS)
        if not units:
            return
        query = select(DisclosureRequest).where(
            DisclosureRequest.unit_id.in_(units), DisclosureRequest.closed_on.is_(None)
        )
        roster = Roster(session, person, at=reach.at)
        for row in session.scalars(query.order_by(DisclosureRequest.id)).all():
            clock = self._clock(session, row)
            yield Duty(
                kind=DutyKind.REQUEST,
                subject=row.id,
                title=f"依申请公开 {number_words(row)}",
                unit=row.unit_id,
                unit_name=roster.unit_name(row.unit_id),
                link=LINK,
                mine=True,
                due=None if clock is None else _due(row, clock),
                about="" if clock is None else _ABOUT[clock.state],
            )

    def _clock(self, session: Session, row: DisclosureRequest) -> RequestClock | None:
        try:
            return clock_of(session, row, self._calendars.workdays)
        except OutsideCalendar:
            return None


def _due(row: DisclosureRequest, clock: RequestClock) -> Due | None:
    """Return the next day that counts: of the answer, or of what is waited for."""
    if clock.state is ClockState.COMPLETING:
        return None if row.complete_by is None else Due(target_on=row.complete_by)
    counted: CountedDay | None = clock.answer_by or clock.consulted_by
    if counted is None:
        return None
    return Due(
        target_on=counted.on, provisional=counted.state is CountState.PROVISIONAL
    )
