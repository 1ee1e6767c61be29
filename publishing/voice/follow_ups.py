"""Say later what became of what a reply promised; two people sign it (REQ-52)."""

from datetime import tzinfo

from sqlalchemy.orm import Session

from programme.approval import Role
from programme.echo import ECHO_TARGET, FollowUp
from programme.questions import clean_text
from publishing.errors import NotThere, StateForbids
from publishing.releases_due import ask_for
from publishing.signing.own_word import OwnWord
from publishing.signing.pens import Pens
from publishing.staff.acting import Acting
from publishing.staff.identity import must_be_other
from publishing.staff.offices import Person, must_hold
from publishing.tables.units import UnitRow
from publishing.tables.voice import FollowUpRow, QuestionRow, QuestionState
from publishing.voice.checks import must_be, question_row, unit_of
from publishing.voice.forms import FollowUpForm
from publishing.voice.noting import note
from publishing.voice.offices import APPROVERS, DRAFTERS
from publishing.voice.replying import Signing, follow_up_of, signed
from publishing.voice.views import waiting_follow_up

_WHAT = "写办理结果"


class FollowUps:
    """Be every act on what became of a reply."""

    def __init__(self, *, acting: Acting, pens: Pens, zone: tzinfo) -> None:
        self._acting = acting
        self._pens = pens
        self._zone = zone

    def draft(self, actor: str, number: str, form: FollowUpForm) -> None:
        """Say what became of a reply, and sign it as the first of two people.

        Raises:
            NotAllowed: The actor drafts nothing for the section in charge.
            NotThere: No such question.
            Refused: It says nothing, or must not be published.
            StateForbids: It was not answered yet, or one waits already.
        """
        pen = self._pens.take(actor, None)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            row = question_row(session, number)
            unit = unit_of(row, what=_WHAT)
            must_hold(session, person, unit, *DRAFTERS, what=_WHAT)
            must_be(row, QuestionState.ANSWERED, what=_WHAT)
            if waiting_follow_up(session, number) is not None:
                raise StateForbids(_WHAT, state="已经写了，等批准", thing="办理结果")
            office = session.get_one(UnitRow, unit).name
            today = now.astimezone(self._zone).date()
            made = follow_up_of(row, form, office, today=today)
            hand = Signing(session=session, person=person, unit=unit, pen=pen, now=now)
            first = signed(hand, Role.DRAFTER, made)
            session.add(
                FollowUpRow(
                    number=number,
                    document=made.model_dump(mode="json"),
                    approvals=[first],
                    drafted_by=person.id,
                    drafted_at=now,
                )
            )
            details = {"sha256": made.digest()}
            note(session, person, "followed_up", row, details=details, at=now)

        self._acting.act(actor, "question.follow_up", do)

    def approve(
        self, actor: str, number: str, *, sha256: str, own: OwnWord | None = None
    ) -> None:
        """Sign what became of a reply as the second person: it stands on the wall.

        Raises:
            NotAllowed: The actor approves nothing for the section in charge.
            SamePerson: They wrote it, under whichever account.
            StateForbids: None waits, or another one than was seen.
            OwnKeyNeeded: The approver's own key counts, and was not given.
        """
        pen = self._pens.take(actor, own)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            row, kept = self._waiting(session, person, number)
            made = FollowUp.model_validate(kept.document)
            if made.digest() != sha256:
                state = "刚改过，请再看一遍"
                raise StateForbids("批准", state=state, thing="办理结果")
            unit = unit_of(row, what=_WHAT)
            hand = Signing(session=session, person=person, unit=unit, pen=pen, now=now)
            second = signed(hand, Role.APPROVER, made)
            kept.approvals = [*kept.approvals, second]
            kept.approved_at = now
            row.look_again_on = made.done_by
            details = {"sha256": sha256, "public": row.published}
            note(session, person, "came_of", row, details=details, at=now)
            ask_for(session, ECHO_TARGET, now)

        self._acting.act(actor, "question.approve_follow_up", do)

    def send_back(self, actor: str, number: str, *, reason: str) -> None:
        """Take away what somebody wrote, so that they write it again.

        Raises:
            NotAllowed: The actor approves nothing for the section in charge.
            SamePerson: They wrote it, under whichever account.
            StateForbids: None waits.
        """
        now = self._acting.clock.now()
        told = clean_text(reason)

        def do(session: Session, person: Person) -> None:
            row, kept = self._waiting(session, person, number)
            session.delete(kept)
            row.remark = told
            details = {"reason": told}
            note(session, person, "follow_up_sent_back", row, details=details, at=now)

        self._acting.act(actor, "question.send_back_follow_up", do)

    def _waiting(
        self, session: Session, person: Person, number: str
    ) -> tuple[QuestionRow, FollowUpRow]:
        """Return what waits for the signature of somebody else."""
        row, what = question_row(session, number), "批准办理结果"
        must_hold(session, person, unit_of(row, what=what), *APPROVERS, what=what)
        kept = waiting_follow_up(session, number)
        if kept is None:
            raise NotThere("等批准的办理结果")
        must_be_other(
            session,
            person,
            kept.drafted_by,
            kept.drafted_at,
            now=self._acting.clock.now(),
            what=what,
        )
        return row, kept
