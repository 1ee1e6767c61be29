"""Open and judge the sealed reason of a notice that one person issued alone.

The digest of the reason went out with the notice and stands on the journal; the reason
itself is read by who wrote it and by approvers, and every opening is on the journal.
"""

import json
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from programme.canonical import canonical_bytes, sha256_hex
from publishing.desk.deciding import checked_reason
from publishing.errors import NotAllowed, NotThere, StateForbids
from publishing.overriding.rows import (
    approver_role,
    note,
    order_of,
)
from publishing.overriding.views import OrderView, may_open_seal, order_view
from publishing.staff.acting import Acting
from publishing.staff.identity import must_be_other
from publishing.staff.offices import Person
from publishing.tables.screen_orders import OrderKind, ScreenOrder, SealedReview

REVIEW: Final = "复核封存的理由"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Be a reason with a number that nobody guesses, and the digest of both."""

    text: str
    digest: str


def seal_of(reason: str, nonce: str) -> Seal:
    """Return a sealed reason: without the nonce a short one could be guessed."""
    body = canonical_bytes({"nonce": nonce, "reason": reason})
    return Seal(text=body.decode(), digest=sha256_hex(body))


class SealedReasons:
    """Be how one person's notice is looked at afterwards."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def open(self, actor: str, order: str) -> str:
        """Return the sealed reason; that it was opened is on the journal.

        Raises:
            NotThere: No such notice, or none that one person issued alone.
            NotAllowed: Neither who wrote it nor an approver of the unit.
            StateForbids: What is kept is not what was sealed.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> str:
            row, review = _sealed(session, order)
            if not may_open_seal(session, person, row):
                raise NotAllowed("看封存的理由", wanted="批准人")
            if sha256_hex(row.reason.encode()) != review.reason_sha256:
                raise StateForbids("打开", state="和封存时的指纹不符", thing="这份理由")
            note(session, person, "opened", row, at=now)
            return str(json.loads(row.reason)["reason"])

        return self._acting.act(actor, "override.open", do)

    def review(
        self, actor: str, order: str, *, justified: bool, words: str
    ) -> OrderView:
        """Say as another approver whether issuing it alone was right.

        Raises:
            NotThere: No such notice, or none that one person issued alone.
            NotAllowed: Not an approver of the unit.
            SamePerson: The same person issued it.
            StateForbids: It was looked at already.
            Refused: No words were given.
        """
        told = checked_reason(words)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> OrderView:
            row, review = _sealed(session, order)
            if review.reviewed_at is not None:
                raise StateForbids("再复核", state="已经复核过了", thing="这条插播")
            approver_role(session, person, row.unit_id, what=REVIEW)
            must_be_other(
                session, person, row.proposed_by, row.proposed_at, now=now, what=REVIEW
            )
            review.reviewed_by, review.reviewed_at = person.id, now
            review.justified, review.words = justified, told
            verdict = "justified" if justified else "not_justified"
            note(session, person, verdict, row, at=now, details={"reason": told})
            return order_view(session, row, now)

        return self._acting.act(actor, "override.review", do)


def _sealed(session: Session, order: str) -> tuple[ScreenOrder, SealedReview]:
    row = order_of(session, order, OrderKind.OVERRIDE)
    review = session.get(SealedReview, row.id)
    if review is None:
        raise NotThere("封存的理由")
    return row, review
