"""Show clerks a request; who asks is shown apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from programme.request_clock import RequestClock, request_clock
from programme.workdays import Workdays
from publishing.requests.rows import course_of, letters_of, number_words
from publishing.tables.requests import (
    ApplicantKind,
    DisclosureRequest,
    RequestOutcome,
    RequestWay,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """Be one letter to a third person or another office."""

    id: int
    asked_on: date
    answered_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """Be one request without who asks."""

    id: str
    number: str
    unit: str
    unit_name: str
    way: RequestWay
    applicant_kind: ApplicantKind
    received_on: date
    notice_on: date | None
    complete_by: date | None
    completed_on: date | None
    letters: tuple[LetterView, ...]
    prolonged_on: date | None
    consented_by: str
    clock: RequestClock | None
    """None: it was answered."""
    outcome: RequestOutcome | None
    reason: str
    closed_on: date | None
    answer_by: date | None
    """The last day for the answer, as it stood when it was given."""

    @property
    def was_late(self) -> bool:
        """Say whether the answer came after its last day."""
        return is_late(self.closed_on, self.answer_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantView:
    """Be who asks, and what for."""

    name: str
    contact: str
    wants: str


def is_late(closed_on: date | None, answer_by: date | None) -> bool:
    """Say whether an answer came after its last day."""
    return closed_on is not None and answer_by is not None and closed_on > answer_by


def view_of(
    session: Session,
    row: DisclosureRequest,
    names: Mapping[str, str],
    workdays: Workdays,
) -> RequestView:
    """Return a request as clerks see it.

    Args:
        session: Reads the letters.
        row: The request.
        names: The names of units by their id.
        workdays: The days that are counted.
    """
    letters = letters_of(session, row.id)
    clock = None
    if row.closed_on is None:
        clock = request_clock(course_of(row, letters), workdays)
    return RequestView(
        id=row.id,
        number=number_words(row),
        unit=row.unit_id,
        unit_name=names.get(row.unit_id, ""),
        way=row.way,
        applicant_kind=row.applicant_kind,
        received_on=row.received_on,
        notice_on=row.notice_on,
        complete_by=row.complete_by,
        completed_on=row.completed_on,
        letters=tuple(
            LetterView(id=one.id, asked_on=one.asked_on, answered_on=one.answered_on)
            for one in letters
        ),
        prolonged_on=row.prolonged_on,
        consented_by=row.consented_by,
        clock=clock,
        outcome=row.outcome,
        reason=row.reason,
        closed_on=row.closed_on,
        answer_by=row.answer_by,
    )
