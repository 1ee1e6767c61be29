"""Note what clerks do with a request: notice, letters, longer, answer (REQ-55).

Which act is allowed when is decided in `publishing.requests.rules`.
"""

from collections.abc import Callable, Mapping
from datetime import date, tzinfo

from sqlalchemy.orm import Session

from programme.request_clock import RequestClock
from publishing.calendar.current import Calendars
from publishing.cleaning import clean_text
from publishing.errors import NotThere
from publishing.requests.forms import MOST_LINE, MOST_WORDS
from publishing.requests.rows import (
    CLERKS,
    WHAT,
    clock_of,
    letters_of,
    must_be_open,
    note,
    request_row,
)
from publishing.requests.rules import (
    check_answer,
    check_day,
    check_longer,
    check_notice,
    check_running,
)
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.requests import (
    DisclosureRequest,
    RequestConsultation,
    RequestOutcome,
)

_Do = Callable[[Session, DisclosureRequest, RequestClock], Mapping[str, object]]
"""Changes a row and returns what the journal says of it."""


class RequestHandling:
    """Be every act on an open request."""

    def __init__(self, *, acting: Acting, calendars: Calendars, zone: tzinfo) -> None:
        self._acting = acting
        self._calendars = calendars
        self._zone = zone

    def notify(self, actor: str, request: str, *, on: date, complete_by: date) -> None:
        """Note that the applicant was told, once, to complete the request.

        Raises:
            PublishingError: It is not allowed now; see `publishing.requests.rules`.
        """

        def do(
            session: Session, row: DisclosureRequest, clock: RequestClock
        ) -> Mapping[str, object]:
            letters = [one.asked_on for one in letters_of(session, row.id)]
            check_notice(
                on,
                complete_by=complete_by,
                notice_on=row.notice_on,
                letters=letters,
                clock=clock,
            )
            row.notice_on, row.complete_by = on, complete_by
            return {"complete_by": complete_by.isoformat()}

        self._act(actor, "request.notify", "notified", request, on=on, do=do)

    def complete(self, actor: str, request: str, *, on: date) -> None:
        """Note that the completed request came: its days start anew.

        Raises:
            PublishingError: It is not allowed now.
        """

        def do(
            session: Session, row: DisclosureRequest, clock: RequestClock
        ) -> Mapping[str, object]:
            del session, clock
            if row.notice_on is None or row.completed_on is not None:
                raise NotThere("等着补正的申请")
            check_day(on, received_on=row.notice_on, today=self._today())
            row.completed_on = on
            return {}

        self._act(actor, "request.complete", "completed", request, on=on, do=do)

    def consult(self, actor: str, request: str, *, on: date) -> None:
        """Note a letter to a third person or another office: the days stand still.

        Raises:
            PublishingError: It is not allowed now.
        """

        def do(
            session: Session, row: DisclosureRequest, clock: RequestClock
        ) -> Mapping[str, object]:
            check_running(clock, what="征求意见")
            if row.completed_on is not None:
                check_day(on, received_on=row.completed_on, today=self._today())
            session.add(RequestConsultation(request_id=row.id, asked_on=on))
            return {}

        self._act(actor, "request.consult", "consulted", request, on=on, do=do)

    def hear(self, actor: str, request: str, letter: int, *, on: date) -> None:
        """Note the answer to a letter, or that it is waited for no longer.

        Raises:
            PublishingError: It is not allowed now.
        """

        def do(
            session: Session, row: DisclosureRequest, clock: RequestClock
        ) -> Mapping[str, object]:
            del clock
            kept = session.get(RequestConsultation, letter)
            if (
                kept is None
                or kept.request_id != row.id
                or kept.answered_on is not None
            ):
                raise NotThere("这封征求意见的信")
            check_day(on, received_on=kept.asked_on, today=self._today())
            kept.answered_on = on
            return {}

        self._act(actor, "request.hear", "heard", request, on=on, do=do)

    def prolong(self, actor: str, request: str, *, on: date, consented_by: str) -> None:
        """Note that the applicant was told that it takes 20 working days more.

        Raises:
            PublishingError: It is not allowed now.
        """
        head = clean_text(consented_by).strip()[:MOST_LINE]

        def do(
            session: Session, row: DisclosureRequest, clock: RequestClock
        ) -> Mapping[str, object]:
            del session
            check_longer(
                on, clock=clock, consented_by=head, prolonged_on=row.prolonged_on
            )
            row.prolonged_on, row.consented_by = on, head
            return {"consented_by": head}

        self._act(actor, "request.prolong", "prolonged", request, on=on, do=do)

    def answer(
        self,
        actor: str,
        request: str,
        *,
        on: date,
        outcome: RequestOutcome,
        reason: str,
    ) -> None:
        """Note the answer: what became of the request, and why.

        Raises:
            PublishingError: It is not allowed now.
        """
        told = clean_text(reason).strip()[:MOST_WORDS]

        def do(
            session: Session, row: DisclosureRequest, clock: RequestClock
        ) -> Mapping[str, object]:
            del session
            check_answer(
                on,
                outcome=outcome,
                reason=told,
                clock=clock,
                complete_by=row.complete_by,
            )
            row.outcome, row.reason, row.closed_on = outcome, told, on
            row.answer_by = None if clock.answer_by is None else clock.answer_by.on
            return {"outcome": outcome.value}

        self._act(actor, "request.answer", "answered", request, on=on, do=do)

    def _act(
        self, actor: str, act: str, noted: str, request: str, *, on: date, do: _Do
    ) -> None:
        """Do one act of a clerk on an open request, and write it down."""
        now = self._acting.clock.now()

        def acted(session: Session, person: Person) -> None:
            row = request_row(session, request)
            must_hold(session, person, row.unit_id, *CLERKS, what=WHAT)
            must_be_open(row, what=WHAT)
            check_day(on, received_on=row.received_on, today=self._today())
            clock = clock_of(session, row, self._calendars.workdays)
            details = {"on": on.isoformat(), **do(session, row, clock)}
            if noted == "answered":
                row.closed_by = person.id
            note(session, person, noted, row, details=details, at=now)

        self._acting.act(actor, act, acted)

    def _today(self) -> date:
        return self._acting.clock.now().astimezone(self._zone).date()
