"""Keep secrecy reviews of the words that withdrawals publish (REQ-19).

A withdrawal that says nothing outside waits for no review. The words were set and
signed by who asked; they are confirmed only when another person has cleared them.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.desk.rows import journal
from publishing.desk.rules import check_digest
from publishing.desk.secrecy import (
    Conclusion,
    check_cleared,
    check_conclusion,
    is_settled,
)
from publishing.desk.secrecy_rows import reviews_of_notice
from publishing.desk.withdrawal_rows import waiting_withdrawal
from publishing.desk.withdrawals import WithdrawalView, withdrawal_view
from publishing.errors import NotThere, SamePerson
from publishing.staff.acting import Acting
from publishing.staff.identity import persons_of
from publishing.staff.offices import Person, must_hold, units_where
from publishing.tables.disclosures import Disclosure, WithdrawalRow, WithdrawalState
from publishing.tables.notices import NoticeRow
from publishing.tables.people import Office
from publishing.tables.secrecy import NoticeReview


class NoticeClearing:
    """Take the conclusions of secrecy reviewers over explanations."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def conclude(
        self, actor: str, withdrawal: str, conclusion: Conclusion
    ) -> WithdrawalView:
        """Write down what a review of a withdrawal's explanation came to.

        Raises:
            NotAllowed: No secrecy reviewer of the unit.
            SamePerson: The reviewer asked for the withdrawal.
            NotThere: No such withdrawal, or it says nothing outside.
            ContentChanged: It is not the explanation that was seen.
            StateForbids: It is settled already.
            Refused: The conclusion does not say what it must.
        """
        check_conclusion(conclusion)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> WithdrawalView:
            kept, row = waiting_withdrawal(session, withdrawal)
            must_hold(session, person, row.unit_id, Office.SECRECY, what="做保密审查")
            notice = session.get(NoticeRow, kept.id)
            if notice is None:
                raise NotThere("这份撤下申请要公开的说明")
            check_digest(seen=conclusion.manifest_sha256, now=notice.manifest_sha256)
            if _asked(session, person, kept):
                raise SamePerson("保密审查")
            session.add(
                NoticeReview(
                    withdrawal_id=kept.id,
                    reviewer_id=person.id,
                    reviewer_name=person.name,
                    concluded_at=now,
                    **conclusion.model_dump(),
                )
            )
            session.flush()
            told = conclusion.model_dump(
                mode="json", exclude={"manifest_sha256"}, exclude_defaults=True
            )
            details = {"notice": notice.manifest_sha256, **told}
            journal(session, person, "secrecy.concluded", row, now=now, details=details)
            return withdrawal_view(session, kept)

        return self._acting.act(actor, "secrecy.conclude", do)

    def waiting(self, actor: str) -> tuple[WithdrawalView, ...]:
        """Return the withdrawals whose explanation waits for a person's review.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        return self._acting.look(actor, "secrecy.waiting", notices_waiting_for)


def notices_waiting_for(session: Session, person: Person) -> tuple[WithdrawalView, ...]:
    """Return the withdrawals whose explanation a person may clear, oldest first."""
    query = (
        select(WithdrawalRow, NoticeRow)
        .join(NoticeRow, NoticeRow.withdrawal_id == WithdrawalRow.id)
        .join(Disclosure, Disclosure.id == WithdrawalRow.disclosure_id)
        .where(
            WithdrawalRow.state == WithdrawalState.REQUESTED,
            Disclosure.unit_id.in_(units_where(session, person, Office.SECRECY)),
        )
        .order_by(WithdrawalRow.requested_at, WithdrawalRow.id)
    )
    return tuple(
        withdrawal_view(session, kept)
        for kept, notice in session.execute(query)
        if not _asked(session, person, kept)
        and not is_settled(reviews_of_notice(session, notice), notice.manifest_sha256)
    )


def notice_must_be_cleared(session: Session, notice: NoticeRow) -> None:
    """Return only if somebody cleared the very words that are to be published.

    Raises:
        NotCleared: Nobody did.
    """
    check_cleared(
        reviews_of_notice(session, notice),
        notice.manifest_sha256,
        what="要公开的说明",
        act="确认撤下",
        else_do="请不同意这份申请，改写说明再申请。",
    )


def _asked(session: Session, person: Person, kept: WithdrawalRow) -> bool:
    mine = persons_of(session, [person.id])
    return bool(mine & persons_of(session, [kept.requested_by]))
