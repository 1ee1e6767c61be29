"""Sign the steps of a chain and send back; the last step publishes at once.

Every decision is bound to the manifest's digest that its maker saw. Whose a step is
says the chain that was in force at submission (`desk.chains`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.approval import Approval, Role
from publishing.calendar.current import Calendars
from publishing.catalogue.due_rows import mark_draft
from publishing.desk.agreement import check_line_still
from publishing.desk.asking import asked_for
from publishing.desk.chain_rows import (
    turn_of,
    unit_for,
)
from publishing.desk.clearing import must_be_cleared
from publishing.desk.page_words import check_words_read
from publishing.desk.page_words_rows import read_words
from publishing.desk.registering import give_register_number, publish_entries
from publishing.desk.rows import (
    back_to_draft,
    blocks_of,
    draft_of,
    form_of,
    journal,
)
from publishing.desk.rules import DeskAct, after, check_digest
from publishing.desk.signers import (
    PLAIN,
    Signer,
    Word,
    deciders_of,
    may_enter,
    signer_of,
)
from publishing.desk.signing import decide, decision_of
from publishing.desk.stage_turn import check_stage_turn
from publishing.desk.stepping import said_of, sign_step
from publishing.desk.succession import check_pages, check_places
from publishing.desk.text import clean_text
from publishing.desk.views import DraftView, manifest_of, view_of
from publishing.errors import NotThere, Refused
from publishing.schedule.windows import window_at_approval
from publishing.signing.own_word import OwnWord
from publishing.signing.pens import Pen, Pens
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, holds, must_hold
from publishing.tables.disclosures import Draft
from publishing.tables.people import Office
from publishing.tables.remarks import ReturnRow

MOST_REASON = 500


class Deciding:
    """Take the decisions of reviewers and approvers."""

    def __init__(
        self,
        *,
        acting: Acting,
        pens: Pens,
        mandates: Mapping[str, Preset],
        calendars: Calendars,
        zone: tzinfo,
    ) -> None:
        self._acting = acting
        self._pens = pens
        self._mandates = mandates
        self._calendars = calendars
        self._zone = zone

    def review(
        self,
        actor: str,
        draft: str,
        *,
        manifest_sha256: str,
        word: Word = PLAIN,
        own: OwnWord | None = None,
    ) -> DraftView:
        """Sign a step before the last: the version goes on to the next.

        Raises:
            NotAllowed: The step is not this person's.
            SamePerson: Somebody whom it names signed in this chain already.
            ContentChanged: The manifest is another one by now.
            StateForbids: It waits for no step before the last.
            Refused: A record of the meeting must be attached.
            OwnKeyNeeded: The approver's own key counts, and was not given.
        """
        pen = self._pens.take(actor, own)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DraftView:
            row = draft_of(session, draft)
            hand = Hand(session=session, person=person, pen=pen, now=now)
            said = _decide(hand, row, DeskAct.REVIEW, manifest_sha256, word)
            details = {"manifest": manifest_sha256, **said}
            journal(session, person, "draft.reviewed", row, now=now, details=details)
            return view_of(session, row)

        return self._acting.act(actor, "draft.review", do)

    def approve(
        self,
        actor: str,
        draft: str,
        *,
        manifest_sha256: str,
        word: Word = PLAIN,
        own: OwnWord | None = None,
    ) -> DraftView:
        """Sign the last step: it gets its number and opens on its groups.

        Raises:
            NotAllowed: The step is not this person's.
            SamePerson: Somebody whom it names signed in this chain already.
            NotCleared: No secrecy review clears exactly this manifest.
            ContentChanged: The manifest is another one by now.
            StateForbids: It does not wait for the last step.
            WindowImpossible: The window that was asked for cannot be any more.
            Refused: A group or the unit is not as it was at submission, or a record
                of the meeting must be attached.
            OwnKeyNeeded: The approver's own key counts, and was not given.
        """
        pen = self._pens.take(actor, own)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DraftView:
            row = draft_of(session, draft)
            hand = Hand(session=session, person=person, pen=pen, now=now)
            said = _decide(hand, row, DeskAct.APPROVE, manifest_sha256, word)
            self.publish(session, person, row, manifest_sha256, said=said, now=now)
            return view_of(session, row)

        return self._acting.act(actor, "draft.approve", do)

    def send_back(
        self, actor: str, draft: str, *, manifest_sha256: str, reason: str
    ) -> DraftView:
        """Give a draft back to its drafter with the reason.

        Raises:
            NotAllowed: Neither reviewer nor approver nor secrecy reviewer of it.
            ContentChanged: The manifest is another one by now.
            StateForbids: It does not wait for anybody.
            Refused: No reason was given.
        """
        told = checked_reason(reason)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DraftView:
            row = draft_of(session, draft)
            after(row.state, DeskAct.RETURN)
            _must_send_back(session, person, row)
            check_digest(seen=manifest_sha256, now=row.manifest_sha256)
            back_to_draft(session, row, DeskAct.RETURN, now)
            row.return_reason = told
            session.add(
                ReturnRow(
                    draft_id=row.id,
                    manifest_sha256=manifest_sha256,
                    staff_id=person.id,
                    returned_at=now,
                    reason=told,
                )
            )
            details = {"manifest": manifest_sha256, "reason": told}
            journal(session, person, "draft.returned", row, now=now, details=details)
            return view_of(session, row)

        return self._acting.act(actor, "draft.return", do)

    def publish(
        self,
        session: Session,
        person: Person,
        row: Draft,
        sha256: str,
        *,
        said: Mapping[str, str],
        now: datetime,
    ) -> None:
        """Give the register number and open the windows.

        Raises:
            NotCleared: No secrecy review clears exactly this manifest.
            WindowImpossible: The window cannot be any more.
            NotThere: The manifest's row is gone.
            Refused: A group, the unit or the catalogue is not as it was at submission.
        """
        must_be_cleared(session, row)
        check_words_read(blocks_of(row), read_words(session, row))
        manifest = manifest_of(session, sha256)
        if manifest is None:
            raise NotThere("签发单")
        check_pages(check_places(session, row), manifest)
        workdays, zone = self._calendars.workdays, self._zone
        check_stage_turn(session, row, now=now, workdays=workdays, zone=zone)
        today = now.astimezone(zone).date()
        check_line_still(session, row.unit_id, form_of(row), today=today)
        asked = asked_for(session, row, self._mandates)
        window = window_at_approval(
            # The signed start stands, even where the clock was set back since.
            replace(asked, earliest_start_at=manifest.earliest_start_at),
            promised_end_at=manifest.promised_end_at,
            now=now,
            workdays=workdays,
            zone=zone,
        )
        number = give_register_number(session, row, now=now, zone=self._zone)
        void = publish_entries(session, row, sha256, window=window, now=now)
        mark_draft(session, row, zone=self._zone)
        details = {
            "manifest": sha256,
            "register_number": number,
            "window": window.model_dump(mode="json"),
            "groups": list(row.groups),
            **({"hung_since": str(row.hung_since)} if row.hung_since else {}),
            **said,
            **({"void_withdrawals": list(void)} if void else {}),
        }
        journal(session, person, "draft.approved", row, now=now, details=details)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Be who signs, with what, when."""

    session: Session
    person: Person
    pen: Pen
    now: datetime


def _decide(
    hand: Hand, row: Draft, act: DeskAct, seen: str, word: Word
) -> dict[str, str]:
    """Keep the decision of the step that is due; return what the journal says."""
    session, now = hand.session, hand.now
    after(row.state, act)
    step = turn_of(session, row)
    signer = signer_of(session, hand.person, row, step, word)
    check_digest(seen=seen, now=row.manifest_sha256)
    sign_step(session, row, act, signer, now=now)
    approval = _approval(hand, row, step.role, signer, seen)
    decide(session, row, approval, signer.beside, now=now)
    return said_of(signer)


def _approval(
    hand: Hand, row: Draft, role: Role, signer: Signer, subject: str
) -> Approval:
    decision = decision_of(
        signer.person, signer.name, role, subject=subject, now=hand.now
    )
    return hand.pen.sign(
        hand.session,
        decision,
        unit=row.unit_id,
        record=signer.beside.record_sha256,
        entered_by=hand.person,
    )


def _must_send_back(session: Session, person: Person, row: Draft) -> None:
    """Let who reviews, approves, clears or enters, and whose turn it is, send back.

    Raises:
        NotAllowed: The person is none of them.
    """
    due = turn_of(session, row)
    if holds(session, person, unit_for(session, row.unit_id, due), due.office):
        return
    if may_enter(session, person, row) and deciders_of(session, row, due):
        return
    offices = (Office.REVIEWER, Office.APPROVER, Office.SECRECY)
    must_hold(session, person, row.unit_id, *offices, what="退回")


def checked_reason(reason: str) -> str:
    """Return a reason as it is kept.

    Raises:
        Refused: None was given, or it is too long.
    """
    told = clean_text(reason).strip()
    if not told or len(told) > MOST_REASON:
        message = f"请写明原因，1 到 {MOST_REASON} 个字。"
        raise Refused(message, code="reason_missing")
    return told
