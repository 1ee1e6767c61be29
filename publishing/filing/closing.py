"""Decide as the office over filings: check, accept, decline, put off, reopen.

What may be, `rules` decides (REQ-10, REQ-11); proposals lie in `keeping`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from sqlalchemy.orm import Session

from publishing.desk.deciding import checked_reason
from publishing.desk.rows import draft_of, journal, step
from publishing.desk.rules import DeskAct, check_edition
from publishing.errors import Refused
from publishing.filing.rules import (
    Signed,
    check_checker,
    check_closer,
    check_review_day,
    check_state,
)
from publishing.filing.views import FilingView, filing_of, filing_view
from publishing.staff.acting import Acting
from publishing.staff.identity import persons_of
from publishing.staff.offices import Person, must_hold
from publishing.tables.disclosures import Draft
from publishing.tables.filings import Filing, FilingState
from publishing.tables.people import Office

_Do = Callable[["_Case"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """Be what the office decides over, by whom and when."""

    account: str
    person: str
    """Whose account it is: the same for two accounts of one person."""
    signed: Signed
    filing: Filing
    draft: Draft
    now: datetime


class FilingOffice:
    """Take the office's decisions over filings."""

    def __init__(self, *, acting: Acting, zone: tzinfo) -> None:
        self._acting = acting
        self._zone = zone

    def check(self, actor: str, filing: int) -> FilingView:
        """Say as another member of the office that a policy document may be filed.

        Raises:
            NotAllowed: Not of the office.
            SamePerson: The drafter.
            Refused: It is no policy document.
            StateForbids: It does not wait.
            ContentChanged: It was edited since.
        """

        def do(case: _Case) -> None:
            row = case.filing
            check_state(row.state, FilingState.PROPOSED, what="核查")
            check_edition(seen=row.edition, now=case.draft.edition)
            check_checker(case.person, case.signed)
            row.checker_id, row.checked_at = case.account, case.now

        offices = (Office.REVIEWER, Office.PUBLISHER)
        return self._decided(actor, filing, "filing.checked", do, offices=offices)

    def accept(self, actor: str, filing: int) -> FilingView:
        """Decide as the office that a version is filed.

        Raises:
            NotAllowed: Not the office.
            SamePerson: The drafter, or who checked it.
            Refused: A policy document that nobody has checked.
            StateForbids: It does not wait.
            ContentChanged: It was edited since.
        """

        def do(case: _Case) -> None:
            row = case.filing
            check_state(row.state, FilingState.PROPOSED, what="归档")
            check_edition(seen=row.edition, now=case.draft.edition)
            check_closer(case.person, case.signed)
            step(case.draft, DeskAct.FILE, case.now)
            row.state = FilingState.FILED

        return self._decided(actor, filing, "filing.accepted", do)

    def decline(self, actor: str, filing: int, *, reason: str) -> FilingView:
        """Decide as the office that a version is not filed; it stays a draft.

        Raises:
            NotAllowed: Not the office.
            StateForbids: It does not wait.
            Refused: No reason was given.
        """
        told = checked_reason(reason)

        def do(case: _Case) -> None:
            row = case.filing
            check_state(row.state, FilingState.PROPOSED, what="退回")
            row.state, row.note = FilingState.DECLINED, told
            case.draft.return_reason = told

        return self._decided(actor, filing, "filing.declined", do, reason=told)

    def put_off(
        self, actor: str, filing: int, *, review_on: date, reason: str
    ) -> FilingView:
        """Set a later day on which what is filed is looked at again.

        Raises:
            NotAllowed: Not the office.
            StateForbids: It is not filed, or not for now alone.
            Refused: No reason, or the day cannot be.
        """
        told = checked_reason(reason)
        today = self._acting.clock.now().astimezone(self._zone).date()
        check_review_day(review_on, today=today)

        def do(case: _Case) -> None:
            row = case.filing
            check_state(row.state, FilingState.FILED, what="改再看的日子")
            if row.review_on is None:
                message = "这一件不是“现在还不能公开”，没有再看的日子。"
                raise Refused(message, code="review_day")
            row.review_on, row.note = review_on, told

        return self._decided(actor, filing, "filing.put_off", do, reason=told)

    def reopen(self, actor: str, filing: int, *, reason: str) -> FilingView:
        """Make what is filed a draft again: it can be disclosed now.

        Raises:
            NotAllowed: Not the office.
            StateForbids: It is not filed.
            Refused: No reason was given.
        """
        told = checked_reason(reason)

        def do(case: _Case) -> None:
            row = case.filing
            check_state(row.state, FilingState.FILED, what="重新起草")
            step(case.draft, DeskAct.REOPEN, case.now)
            row.state, row.note = FilingState.REOPENED, told
            case.draft.return_reason = told

        return self._decided(actor, filing, "filing.reopened", do, reason=told)

    def _decided(
        self,
        actor: str,
        filing: int,
        act: str,
        do: _Do,
        *,
        offices: tuple[Office, ...] = (Office.REVIEWER,),
        reason: str = "",
    ) -> FilingView:
        now = self._acting.clock.now()

        def run(session: Session, person: Person) -> FilingView:
            row = filing_of(session, filing)
            draft = draft_of(session, row.draft_id)
            must_hold(session, person, draft.unit_id, *offices, what="定归档的事")
            do(_case(session, person, row, draft, now))
            if act != "filing.checked":
                row.decider_id, row.decided_at = person.id, now
            told = row.review_on.isoformat() if row.review_on else ""
            details = {"reason": reason, "review_on": told}
            journal(session, person, act, draft, now=now, details=details)
            return filing_view(session, row)

        return self._acting.act(actor, "filing.decide", run)


def _case(
    session: Session, person: Person, row: Filing, draft: Draft, now: datetime
) -> _Case:
    def one(staff: str) -> str:
        """Return the person behind an account: nobody acts under two of theirs."""
        (found,) = persons_of(session, [staff])
        return found

    signed = Signed(
        drafter=one(row.proposer_id),
        checker=one(row.checker_id) if row.checker_id else None,
        policy=row.policy,
    )
    return _Case(
        account=person.id,
        person=one(person.id),
        signed=signed,
        filing=row,
        draft=draft,
        now=now,
    )
