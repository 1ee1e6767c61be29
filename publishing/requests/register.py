"""Keep the register of requests for disclosure (依申请公开, REQ-55); count no days.

Clerks of the unit keep it, the inspector reads it, nobody else sees that it is there.
The journal has days and outcomes, never who asks or what for.
"""

from datetime import date, datetime, tzinfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from publishing.calendar.current import Calendars
from publishing.desk.rows import new_id
from publishing.errors import NotAllowed, NotThere
from publishing.requests.figures import YearFigures, figures_of
from publishing.requests.forms import RequestForm, cleaned
from publishing.requests.rows import CLERKS, READERS, WHAT, note, request_row
from publishing.requests.rules import check_day
from publishing.requests.views import ApplicantView, RequestView, view_of
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold, units_below, units_where
from publishing.tables.requests import (
    DisclosureRequest,
    RequestApplicant,
)
from publishing.tables.units import UnitRow

_MOST_LISTED = 300


class Requests:
    """Be every act on the register."""

    def __init__(self, *, acting: Acting, calendars: Calendars, zone: tzinfo) -> None:
        self._acting = acting
        self._calendars = calendars
        self._zone = zone

    def listing(self, actor: str) -> tuple[RequestView, ...]:
        """Return the requests of the person's units: open ones first, then the newest.

        Raises:
            NotAllowed: The person keeps no register and inspects none.
        """

        def do(session: Session, person: Person) -> tuple[RequestView, ...]:
            if not person.holds_somewhere(*READERS):
                raise NotAllowed("看依申请公开的登记", wanted="依申请公开经办人")
            units = units_where(session, person, *READERS)
            query = select(DisclosureRequest).where(
                DisclosureRequest.unit_id.in_(units)
            )
            query = query.order_by(
                DisclosureRequest.closed_on.is_not(None),
                DisclosureRequest.received_on.desc(),
                DisclosureRequest.running.desc(),
            )
            names = dict(session.execute(select(UnitRow.id, UnitRow.name)).all())
            workdays = self._calendars.workdays
            rows = session.scalars(query.limit(_MOST_LISTED))
            return tuple(view_of(session, row, names, workdays) for row in rows)

        return self._acting.look(actor, "request.list", do)

    def applicant(self, actor: str, request: str) -> ApplicantView:
        """Return who asks and what for; that it was looked at is journalled.

        Raises:
            NotAllowed: Neither a clerk of the unit nor the inspector.
            NotThere: No such request, or who asked is forgotten by now.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> ApplicantView:
            row = request_row(session, request)
            must_hold(session, person, row.unit_id, *READERS, what=WHAT)
            kept = session.get(RequestApplicant, row.id)
            if kept is None:
                raise NotThere("申请人：保管期满，已经清除")
            note(session, person, "applicant_seen", row, details={}, at=now)
            return ApplicantView(name=kept.name, contact=kept.contact, wants=kept.wants)

        return self._acting.act(actor, "request.applicant", do)

    def register(self, actor: str, form: RequestForm) -> str:
        """Register a request that came, and return its id.

        Raises:
            NotAllowed: Not a clerk of the unit's register.
            NotThere: No such unit.
            Refused: Something is missing, or the day lies ahead.
        """
        now, told = self._acting.clock.now(), cleaned(form)
        check_day(told.received_on, received_on=told.received_on, today=self._today())

        def do(session: Session, person: Person) -> str:
            must_hold(session, person, told.unit, *CLERKS, what=WHAT)
            row = _new_row(session, person, told, now)
            session.add(row)
            session.flush()
            session.add(
                RequestApplicant(
                    request_id=row.id,
                    name=told.name,
                    contact=told.contact,
                    wants=told.wants,
                )
            )
            details = {"received_on": told.received_on.isoformat(), "unit": told.unit}
            note(session, person, "registered", row, details=details, at=now)
            return row.id

        return self._acting.act(actor, "request.register", do)

    def figures(self, actor: str, unit: str, year: int) -> YearFigures:
        """Return the numbers of a year, of a unit and those below it.

        Raises:
            NotAllowed: Neither a clerk of the unit nor the inspector.
            NotThere: No such unit.
        """

        def do(session: Session, person: Person) -> YearFigures:
            must_hold(session, person, unit, *READERS, what=WHAT)
            units = units_below(session, frozenset({unit}))
            query = select(DisclosureRequest).where(
                DisclosureRequest.unit_id.in_(units)
            )
            return figures_of(session.scalars(query), year)

        return self._acting.look(actor, "request.figures", do)

    def _today(self) -> date:
        return self._acting.clock.now().astimezone(self._zone).date()


def _new_row(
    session: Session, person: Person, form: RequestForm, now: datetime
) -> DisclosureRequest:
    """Return a row under the unit's next number of the year."""
    year = form.received_on.year
    query = select(func.max(DisclosureRequest.running)).where(
        DisclosureRequest.unit_id == form.unit, DisclosureRequest.year == year
    )
    return DisclosureRequest(
        id=new_id(form.unit, "request"),
        unit_id=form.unit,
        year=year,
        running=(session.scalar(query) or 0) + 1,
        way=form.way,
        applicant_kind=form.applicant_kind,
        received_on=form.received_on,
        registered_at=now,
        registered_by=person.id,
        consented_by="",
        reason="",
    )
