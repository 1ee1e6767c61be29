"""Let another drafter take over what its drafter cannot finish any more.

Without it a matter whose drafter left would be stuck: only who drafts a version edits
it, and no second one is begun beside it.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from publishing.desk.rows import draft_of, journal
from publishing.desk.rules import STATE_WORDS, check_edition
from publishing.desk.views import DraftView, view_of
from publishing.errors import NotSignedIn, Refused, StateForbids
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, holds, must_hold, person_of
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import Office, StaffMember


class Handover:
    """Give drafts of who is gone to who is there."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def take_over(self, actor: str, draft: str, *, edition: int) -> DraftView:
        """Become the drafter of a version whose drafter may not write any more.

        Raises:
            NotAllowed: Not a drafter of the unit.
            NotThere: No such version.
            ContentChanged: Somebody acted since it was read (F34).
            StateForbids: It is not being drafted.
            Refused: Its drafter is there.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DraftView:
            row = draft_of(session, draft)
            must_hold(session, person, row.unit_id, Office.DRAFTER, what="接手起草")
            check_edition(seen=edition, now=row.edition)
            if row.state is not DraftState.DRAFT:
                raise StateForbids("接手起草", state=STATE_WORDS[row.state])
            if is_there(session, row, now):
                message = (
                    "起草这一件的同事还在岗，请他自己改。"
                    "要换人，请管理员先停用他的账号，或收回他的起草职责。"
                )
                raise Refused(message, code="drafter_there")
            before, row.drafter_id = row.drafter_id, person.id
            row.edition, row.changed_at = row.edition + 1, now
            details = {"drafter_before": before}
            act = "draft.taken_over"
            journal(session, person, act, row, now=now, details=details)
            return view_of(session, row)

        return self._acting.act(actor, "draft.take_over", do)


def is_there(session: Session, row: Draft, now: datetime) -> bool:
    """Say whether the drafter of a version can still write it.

    A lock after wrong passwords passes by itself; one that somebody set does not.
    """
    member = session.get_one(StaffMember, row.drafter_id)
    if member.locked_at is not None and member.locked_until is None:
        return False
    try:
        drafter = person_of(session, row.drafter_id, now)
    except NotSignedIn:
        return False
    return holds(session, drafter, row.unit_id, Office.DRAFTER)
