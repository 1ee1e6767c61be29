"""Take disclosures down: one person asks, another confirms, and it takes effect.

One of the two is an approver. The withdrawal is a document of its own that both
sign; its line in the register stays, with cause and date (REQ-13).
"""

from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from programme.approval import Role
from programme.document import to_millisecond
from programme.keys import SigningKey
from programme.programme import SignedWithdrawal, Withdrawal, WithdrawalCause
from publishing.catalogue.due_rows import mark_draft
from publishing.desk.deciding import checked_reason
from publishing.desk.notice_clearing import notice_must_be_cleared
from publishing.desk.noticing import Notices, Planned
from publishing.desk.registering import take_off
from publishing.desk.rows import journal, new_id, step
from publishing.desk.rules import (
    DeskAct,
    act_of,
    check_cause,
    check_digest,
)
from publishing.desk.signing import centre_approval, decision_of
from publishing.desk.views import manifest_of
from publishing.desk.withdrawal_roles import (
    second_role,
    signing_name,
    strongest_role,
)
from publishing.desk.withdrawal_rows import (
    must_be_first,
    published_version,
    waiting_withdrawal,
)
from publishing.desk.withdrawals import WithdrawalView, withdrawal_view
from publishing.releases_due import ask_for_groups
from publishing.signing.own_word import OwnWord
from publishing.signing.pens import Pen, Pens
from publishing.staff.acting import Acting, touch
from publishing.staff.offices import (
    Person,
    must_hold,
)
from publishing.tables.disclosures import (
    Draft,
    WithdrawalRow,
    WithdrawalState,
)
from publishing.tables.notices import NoticeRow
from publishing.tables.people import Office

_WHO = (Office.DRAFTER, Office.REVIEWER, Office.APPROVER, Office.PUBLISHER)


class Withdrawing:
    """Ask for, confirm and decline withdrawals."""

    def __init__(
        self,
        *,
        acting: Acting,
        approval_key: SigningKey,
        pens: Pens,
        notices: Notices,
        zone: tzinfo,
    ) -> None:
        self._acting = acting
        self._zone = zone
        self._key = approval_key
        self.pens = pens
        self._notices = notices

    def request(
        self,
        actor: str,
        disclosure: str,
        *,
        manifest_sha256: str,
        cause: WithdrawalCause,
        explanation: str,
    ) -> WithdrawalView:
        """Ask that a published disclosure be taken down, for a listed cause.

        A long-term matter that is completed or repealed ends the same way. Where the
        cause is said outside, the explanation is set and signed here (REQ-13).

        Raises:
            NotAllowed: No office in the unit that may ask.
            ContentChanged: Another version is published by now.
            Conflict: Somebody asked already.
            Refused: No explanation was given, or the matter ends by itself.
        """
        told = checked_reason(explanation)
        now = to_millisecond(self._acting.clock.now())

        def check(session: Session, person: Person) -> Draft:
            row = published_version(session, disclosure)
            must_hold(session, person, row.unit_id, *_WHO, what="申请撤下")
            check_digest(seen=manifest_sha256, now=row.manifest_sha256)
            must_be_first(session, disclosure)
            check_cause(cause, manifest_of(session, row.manifest_sha256))
            return row

        def plan(session: Session, person: Person) -> Planned | None:
            row = check(session, person)
            return self._notices.plan(session, row, cause=cause, told=told, now=now)

        planned = self._acting.look(actor, "withdrawal.request", plan)
        notice = self._notices.set(planned) if planned else None

        def do(session: Session, person: Person) -> WithdrawalView:
            row = check(session, person)
            withdrawal = Withdrawal(
                disclosure=disclosure,
                manifest=manifest_sha256,
                cause=cause,
                # What is not said outside does not go out to the devices either.
                explanation=notice.words if notice else "",
                withdrawn_at=now,
            )
            kept = self.keep(session, person, row, withdrawal, told)
            details = {"cause": cause.value, "manifest": manifest_sha256}
            if notice is not None:
                signed = self._notices.keep(
                    session,
                    person,
                    row,
                    withdrawal=kept.id,
                    planned=notice,
                    role=self._first_role(session, person, row.unit_id),
                    now=now,
                )
                details["notice"] = signed.manifest_sha256
            act = act_of(cause, "requested")
            journal(session, person, act, row, now=now, details=details)
            return withdrawal_view(session, kept)

        return self._acting.act(actor, "withdrawal.request", do)

    def confirm(
        self,
        actor: str,
        withdrawal: str,
        *,
        sha256: str,
        own: OwnWord | None = None,
    ) -> WithdrawalView:
        """Confirm a withdrawal as the second person; it takes effect at once.

        Raises:
            NotAllowed: Neither of the two is an approver of the unit.
            SamePerson: The same person asked for it.
            NotCleared: Nobody cleared of secrets what is published with it.
            ContentChanged: It is not the withdrawal that was seen.
            StateForbids: It is settled already.
            OwnKeyNeeded: The approver's own key counts, and was not given.
        """
        pen = self.pens.take(actor, own)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> WithdrawalView:
            kept, row = waiting_withdrawal(session, withdrawal)
            check_digest(seen=sha256, now=kept.sha256)
            second_role(session, person, kept, row, now)
            notice = session.get(NoticeRow, kept.id)
            if notice is not None:
                notice_must_be_cleared(session, notice)
            role = self.carry_out(session, person, kept, row, pen=pen, now=now)
            details = {"withdrawal": kept.sha256, "cause": kept.cause.value}
            if notice is not None:
                details["notice"] = self._notices.publish(
                    session, person, notice, role=role, pen=pen, now=now
                )
            act = act_of(kept.cause, "confirmed")
            journal(session, person, act, row, now=now, details=details)
            return withdrawal_view(session, kept)

        return self._acting.act(actor, "withdrawal.confirm", do)

    def decline(self, actor: str, withdrawal: str, *, reason: str) -> WithdrawalView:
        """Decline a withdrawal, or take one's own request back.

        Raises:
            NotAllowed: Not an approver of the unit, nor who asked.
            StateForbids: It is settled already.
            Refused: No reason was given.
        """
        told = checked_reason(reason)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> WithdrawalView:
            kept, row = waiting_withdrawal(session, withdrawal)
            if person.id != kept.requested_by:
                office = Office.APPROVER
                must_hold(session, person, row.unit_id, office, what="不同意撤下")
            settle(kept, person, WithdrawalState.DECLINED, now)
            details = {"withdrawal": kept.sha256, "reason": told}
            act = act_of(kept.cause, "declined")
            journal(session, person, act, row, now=now, details=details)
            return withdrawal_view(session, kept)

        return self._acting.act(actor, "withdrawal.decline", do)

    def carry_out(
        self,
        session: Session,
        person: Person,
        kept: WithdrawalRow,
        row: Draft,
        *,
        pen: Pen,
        now: datetime,
    ) -> Role:
        """Sign a withdrawal as the second person and take it down at once.

        Raises:
            SamePerson: The same person asked for it.
            NotAllowed: Neither of the two is an approver of the unit.
            OwnKeyNeeded: The approver's own key counts, and was not given.
        """
        signed = SignedWithdrawal.model_validate(kept.signed)
        role = second_role(session, person, kept, row, now)
        name = signing_name(session, person, row.unit_id, role)
        decision = decision_of(person.id, name, role, subject=kept.sha256, now=now)
        approval = pen.sign(session, decision, unit=row.unit_id)
        both = (*signed.approvals, approval)
        signed = signed.model_copy(update={"approvals": both})
        kept.signed = signed.model_dump(mode="json")
        settle(kept, person, WithdrawalState.CONFIRMED, now)
        _take_down(session, row, now)
        mark_draft(session, row, zone=self._zone)
        return role

    def keep(
        self,
        session: Session,
        person: Person,
        row: Draft,
        withdrawal: Withdrawal,
        told: str,
    ) -> WithdrawalRow:
        """Keep a withdrawal that somebody asks for, with its first signature."""
        now = withdrawal.withdrawn_at
        role = self._first_role(session, person, row.unit_id)
        digest = withdrawal.digest()
        name = signing_name(session, person, row.unit_id, role)
        approval = centre_approval(
            person, role, subject=digest, key=self._key, now=now, name=name
        )
        signed = SignedWithdrawal(withdrawal=withdrawal, approvals=(approval,))
        kept = WithdrawalRow(
            id=new_id(row.unit_id, "w"),
            disclosure_id=row.disclosure_id,
            draft_id=row.id,
            manifest_sha256=withdrawal.manifest,
            cause=withdrawal.cause,
            explanation=told,
            state=WithdrawalState.REQUESTED,
            sha256=digest,
            signed=signed.model_dump(mode="json"),
            requested_by=person.id,
            requested_at=now,
        )
        session.add(kept)
        session.flush()
        return kept

    def _first_role(self, session: Session, person: Person, unit: str) -> Role:
        but = self.pens.wanting_own(session)
        return strongest_role(session, person, unit, but=but) or Role.DRAFTER


def settle(
    kept: WithdrawalRow, person: Person, state: WithdrawalState, now: datetime
) -> None:
    """Settle a withdrawal."""
    kept.state, kept.settled_by, kept.settled_at = state, person.id, now


def _take_down(session: Session, row: Draft, now: datetime) -> None:
    step(row, DeskAct.WITHDRAW, now)
    groups = take_off(session, row.disclosure_id, now)
    ask_for_groups(session, sorted(groups), now)
    touch(session, groups)
