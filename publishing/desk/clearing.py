"""Keep the conclusions of secrecy reviews and say what waits for one (REQ-19).

A review stands beside the chain: from submission until approval, in any order with
the office's review. Records are only ever added.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.desk.many import UNREAD, lines_of_drafts
from publishing.desk.rows import blocks_of, draft_of, journal
from publishing.desk.rules import check_digest
from publishing.desk.secrecy import (
    Conclusion,
    SecrecyView,
    check_cleared,
    check_conclusion,
    check_pictures_read,
    is_settled,
    standing,
)
from publishing.desk.secrecy_rows import reviews_of, reviews_where
from publishing.desk.views import DraftLine, DraftView, view_of
from publishing.errors import SamePerson, StateForbids
from publishing.staff.acting import Acting
from publishing.staff.identity import persons_of
from publishing.staff.offices import Person, must_hold, units_where
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import Office
from publishing.tables.secrecy import SecrecyReview

WAITING = (DraftState.SUBMITTED, DraftState.REVIEWED)
"""States in which a version has a manifest and is not approved yet."""


class Clearing:
    """Take the conclusions of secrecy reviewers."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def conclude(self, actor: str, draft: str, conclusion: Conclusion) -> DraftView:
        """Write down what a secrecy review of a submitted version came to.

        Raises:
            NotAllowed: No secrecy reviewer of the unit.
            SamePerson: The reviewer drafted it.
            ContentChanged: The manifest is another one by now.
            StateForbids: It does not wait for anybody.
            Refused: The conclusion does not say what it must, or that every picture
                was looked at.
        """
        check_conclusion(conclusion)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DraftView:
            row = draft_of(session, draft)
            must_hold(session, person, row.unit_id, Office.SECRECY, what="做保密审查")
            _check_open(row, conclusion)
            if _is_drafter(session, person, row):
                raise SamePerson("保密审查")
            check_pictures_read(conclusion, blocks_of(row))
            session.add(
                SecrecyReview(
                    draft_id=row.id,
                    reviewer_id=person.id,
                    reviewer_name=person.name,
                    concluded_at=now,
                    **conclusion.model_dump(),
                )
            )
            told = conclusion.model_dump(
                mode="json", exclude={"manifest_sha256"}, exclude_defaults=True
            )
            details = {"manifest": conclusion.manifest_sha256, **told}
            journal(session, person, "secrecy.concluded", row, now=now, details=details)
            return view_of(session, row)

        return self._acting.act(actor, "secrecy.conclude", do)

    def waiting(self, actor: str) -> tuple[DraftLine, ...]:
        """Return the versions that wait for a person's secrecy review.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        return self._acting.look(actor, "secrecy.waiting", waiting_for)


def waiting_for(session: Session, person: Person) -> tuple[DraftLine, ...]:
    """Return the versions that wait for a person's secrecy review, oldest first."""
    return lines_of_drafts(session, waiting_rows(session, person))


def waiting_rows(session: Session, person: Person) -> tuple[Draft, ...]:
    """Return the rows of the versions that wait for a person, without their text."""
    units = units_where(session, person, Office.SECRECY)
    if not units:
        return ()
    which = (
        Draft.unit_id.in_(units),
        Draft.state.in_(WAITING),
    )
    query = (
        select(Draft)
        .options(*UNREAD)
        .where(*which)
        .order_by(Draft.changed_at, Draft.id)
    )
    reviews = reviews_where(session, *which)
    return tuple(
        row
        for row in session.scalars(query)
        if not _is_drafter(session, person, row)
        and not is_settled(reviews.get(row.id, ()), row.manifest_sha256)
    )


def must_be_cleared(session: Session, row: Draft) -> SecrecyView | None:
    """Return the review that clears a version for approval.

    Raises:
        NotCleared: None does.
    """
    records = reviews_of(session, row)
    check_cleared(records, row.manifest_sha256)
    return standing(records, row.manifest_sha256)


def _is_drafter(session: Session, person: Person, row: Draft) -> bool:
    """Say whether somebody drafted a version, also under another account."""
    mine = persons_of(session, [person.id])
    return bool(mine & persons_of(session, [row.drafter_id]))


def _check_open(row: Draft, conclusion: Conclusion) -> None:
    """Return only if a version waits, and its manifest is the one that was seen.

    Raises:
        ContentChanged: The manifest is another one by now.
        StateForbids: It does not wait for anybody.
    """
    if row.state not in WAITING:
        raise StateForbids("做保密审查", state="不在等审核或批准")
    check_digest(seen=conclusion.manifest_sha256, now=row.manifest_sha256)
