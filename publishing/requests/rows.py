"""Read the rows of the register, and write into the journal; decide nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.request_clock import (
    Consultation,
    RequestClock,
    RequestCourse,
    request_clock,
)
from programme.workdays import Workdays
from publishing.errors import NotThere, StateForbids
from publishing.oversight.journal import record
from publishing.staff.offices import Person
from publishing.tables.people import Office
from publishing.tables.requests import DisclosureRequest, RequestConsultation

CLERKS = (Office.REQUESTS,)
"""Who keeps the register."""
READERS = (Office.REQUESTS, Office.INSPECTOR)
"""Who may read it, applicants too."""
THING = "这件申请"
WHAT = "办依申请公开"


def request_row(session: Session, request: str) -> DisclosureRequest:
    """Return a request.

    Raises:
        NotThere: There is none.
    """
    row = session.get(DisclosureRequest, request)
    if row is None:
        raise NotThere(THING)
    return row


def must_be_open(row: DisclosureRequest, *, what: str) -> None:
    """Return only if a request was not answered yet.

    Raises:
        StateForbids: It was answered.
    """
    if row.closed_on is not None:
        raise StateForbids(what, state="已经答复", thing=THING)


def letters_of(session: Session, request: str) -> Sequence[RequestConsultation]:
    """Return the letters that were written about a request, the first one first."""
    query = select(RequestConsultation).where(RequestConsultation.request_id == request)
    return session.scalars(query.order_by(RequestConsultation.id)).all()


def course_of(
    row: DisclosureRequest, letters: Sequence[RequestConsultation]
) -> RequestCourse:
    """Return what the clock of a request rests on."""
    return RequestCourse(
        received_on=row.received_on,
        notice_on=row.notice_on,
        completed_on=row.completed_on,
        consultations=tuple(
            Consultation(asked_on=one.asked_on, answered_on=one.answered_on)
            for one in letters
        ),
        prolonged=row.prolonged_on is not None,
    )


def clock_of(
    session: Session, row: DisclosureRequest, workdays: Workdays
) -> RequestClock:
    """Return the clock of a request as its rows stand.

    Raises:
        OutsideCalendar: It reaches beyond the calendar.
    """
    return request_clock(course_of(row, letters_of(session, row.id)), workdays)


def number_words(row: DisclosureRequest) -> str:
    """Return the number by which a request is called."""
    return f"{row.year}-{row.running:04d}"


def note(
    session: Session,
    person: Person,
    act: str,
    row: DisclosureRequest,
    *,
    details: Mapping[str, object],
    at: datetime,
) -> None:
    """Write an act into the journal, which never hears who asks."""
    record(
        session,
        actor=person.id,
        act=f"request.{act}",
        subject=row.id,
        details=details,
        at=at,
    )
