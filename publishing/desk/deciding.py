"""Review, approve and send back; approving publishes in the same transaction.

Every decision is bound to the manifest's digest that its maker saw.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.approval import Role
from programme.keys import SigningKey
from publishing.calendar.current import Calendars
from publishing.catalogue.due_rows import mark_draft
from publishing.desk.manifests import asked_of
from publishing.desk.registering import give_register_number, publish_entries
from publishing.desk.rows import (
    back_to_draft,
    decisions_of,
    draft_of,
    form_of,
    journal,
    step,
)
from publishing.desk.rules import DeskAct, after, check_digest, check_other_person
from publishing.desk.signing import centre_approval, decide
from publishing.desk.succession import check_pages, check_places
from publishing.desk.text import clean_text
from publishing.desk.views import DraftView, manifest_of, view_of
from publishing.errors import NotThere, Refused
from publishing.schedule.windows import window_at_approval
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
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
        approval_key: SigningKey,
        mandates: Mapping[str, Preset],
        calendars: Calendars,
        zone: tzinfo,
    ) -> None:
        self._acting = acting
        self._key = approval_key
        self._mandates = mandates
        self._calendars = calendars
        self._zone = zone

    def review(self, actor: str, draft: str, *, manifest_sha256: str) -> DraftView:
        """Say as reviewer that a draft may go to approval.

        Raises:
            NotAllowed: Not a reviewer of the unit.
            SamePerson: The reviewer drafted it.
            ContentChanged: The manifest is another one by now.
            StateForbids: It does not wait for review.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DraftView:
            row = draft_of(session, draft)
            must_hold(session, person, row.unit_id, Office.REVIEWER, what="审核")
            self._decide(session, person, row, DeskAct.REVIEW, manifest_sha256, now)
            details = {"manifest": manifest_sha256}
            journal(session, person, "draft.reviewed", row, now=now, details=details)
            return view_of(session, row)

        return self._acting.act(actor, "draft.review", do)

    def approve(self, actor: str, draft: str, *, manifest_sha256: str) -> DraftView:
        """Approve a draft: it gets its number and opens on its groups.

        Raises:
            NotAllowed: Not an approver of the unit.
            SamePerson: The approver drafted or reviewed it.
            ContentChanged: The manifest is another one by now.
            StateForbids: It does not wait for approval.
            WindowImpossible: The window that was asked for cannot be any more.
            Refused: A group or the unit is not as it was at submission.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DraftView:
            row = draft_of(session, draft)
            must_hold(session, person, row.unit_id, Office.APPROVER, what="批准")
            self._decide(session, person, row, DeskAct.APPROVE, manifest_sha256, now)
            self._publish(session, person, row, manifest_sha256, now)
            return view_of(session, row)

        return self._acting.act(actor, "draft.approve", do)

    def send_back(
        self, actor: str, draft: str, *, manifest_sha256: str, reason: str
    ) -> DraftView:
        """Give a draft back to its drafter with the reason.

        Raises:
            NotAllowed: Neither reviewer nor approver of the unit.
            ContentChanged: The manifest is another one by now.
            StateForbids: It does not wait for anybody.
            Refused: No reason was given.
        """
        told = checked_reason(reason)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DraftView:
            row = draft_of(session, draft)
            offices = (Office.REVIEWER, Office.APPROVER)
            must_hold(session, person, row.unit_id, *offices, what="退回")
            after(row.state, DeskAct.RETURN)
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

    def _decide(  # noqa: PLR0917 - review and approval differ by these alone
        self,
        session: Session,
        person: Person,
        row: Draft,
        act: DeskAct,
        seen: str,
        now: datetime,
    ) -> None:
        after(row.state, act)
        check_digest(seen=seen, now=row.manifest_sha256)
        earlier = [decision.staff_id for decision in decisions_of(session, row)]
        role = Role.REVIEWER if act is DeskAct.REVIEW else Role.APPROVER
        check_other_person(
            person.id, earlier, what="审核" if role is Role.REVIEWER else "批准"
        )
        step(row, act, now)
        approval = centre_approval(person, role, subject=seen, key=self._key, now=now)
        decide(session, row, approval, now=now)

    def _publish(
        self, session: Session, person: Person, row: Draft, sha256: str, now: datetime
    ) -> None:
        """Give the register number and open the windows.

        Raises:
            WindowImpossible: The window cannot be any more.
            NotThere: The manifest's row is gone.
            Refused: A group or the unit is not as it was at submission.
        """
        manifest = manifest_of(session, sha256)
        if manifest is None:
            raise NotThere("签发单")
        check_pages(check_places(session, row), manifest)
        asked = asked_of(form_of(row), self._mandates)
        window = window_at_approval(
            # The signed start stands, even where the clock was set back since.
            replace(asked, earliest_start_at=manifest.earliest_start_at),
            promised_end_at=manifest.promised_end_at,
            now=now,
            workdays=self._calendars.workdays,
            zone=self._zone,
        )
        number = give_register_number(session, row, now=now, zone=self._zone)
        void = publish_entries(session, row, sha256, window=window, now=now)
        mark_draft(session, row, zone=self._zone)
        details = {
            "manifest": sha256,
            "register_number": number,
            "window": window.model_dump(mode="json"),
            "groups": list(row.groups),
            **({"void_withdrawals": list(void)} if void else {}),
        }
        journal(session, person, "draft.approved", row, now=now, details=details)


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
