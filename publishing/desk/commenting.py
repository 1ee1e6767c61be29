"""Let staff comment on a version and settle comments; it publishes nothing.

Whoever holds an office for the unit may comment. The drafter and whoever said it may
call a comment settled; anyone of the unit may open it again. Comments are kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from programme.blocks import text_of
from publishing.desk.rows import draft_of, journal, visible
from publishing.desk.screened_rows import screened_of
from publishing.desk.text import clean_text
from publishing.errors import NotAllowed, NotThere, Refused, StateForbids
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import StaffMember
from publishing.tables.remarks import CommentRow, ReturnRow

MOST_COMMENT = 2_000
_MOST_QUOTE = 60
_ON_ITS_WAY = (DraftState.DRAFT, DraftState.SUBMITTED, DraftState.REVIEWED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """Be one comment as pages show it."""

    id: int
    draft: str
    edition: int
    block: int | None
    quote: str
    text: str
    by: str
    by_name: str
    said_at: datetime
    settled_by_name: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """Be one return as pages show it."""

    by_name: str
    returned_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """Be all that was said of a version on its way."""

    comments: tuple[Comment, ...]
    """Oldest first."""
    returns: tuple[Returned, ...]
    """Newest first."""


class Commenting:
    """Take and settle comments."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def remarks(self, actor: str, draft: str) -> Remarks:
        """Return what was said of a version.

        Raises:
            NotThere: No such version, or not for this person.
        """

        def do(session: Session, person: Person) -> Remarks:
            return remarks_of(session, visible(session, person, draft))

        return self._acting.look(actor, "draft.show", do)

    def comment(
        self, actor: str, draft: str, *, text: str, block: int | None = None
    ) -> Comment:
        """Comment on a version, as a whole or on one block.

        Raises:
            NotThere: No such version or block, or not for this person.
            Refused: Nothing was said, or too much.
        """
        told = clean_text(text).strip()
        if not told or len(told) > MOST_COMMENT:
            message = f"请写明意见，1 到 {MOST_COMMENT} 个字。"
            raise Refused(message, code="comment_missing")
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> Comment:
            row = visible(session, person, draft)
            kept = CommentRow(
                draft_id=row.id,
                edition=row.edition,
                block=block,
                quote=_quote(session, row, block),
                text=told,
                staff_id=person.id,
                said_at=now,
            )
            session.add(kept)
            session.flush()
            details = {"comment": kept.id}
            journal(session, person, "draft.commented", row, now=now, details=details)
            return _comment(session, kept)

        return self._acting.act(actor, "draft.comment", do)

    def settle(self, actor: str, comment: int) -> Comment:
        """Call a comment settled.

        Raises:
            NotThere: No such comment, or not for this person.
            NotAllowed: Neither the drafter nor who said it.
            StateForbids: It is settled already.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> Comment:
            kept, row = _found(session, person, comment)
            if person.id not in {row.drafter_id, kept.staff_id}:
                wanted = "起草人或提意见的人"
                raise NotAllowed("把这条批注标为已处理", wanted=wanted)
            if kept.settled_at is not None:
                raise StateForbids("再标一次", state="已处理", thing="这条批注")
            kept.settled_by, kept.settled_at = person.id, now
            details = {"comment": kept.id}
            journal(session, person, "comment.settled", row, now=now, details=details)
            return _comment(session, kept)

        return self._acting.act(actor, "comment.settle", do)

    def reopen(self, actor: str, comment: int) -> Comment:
        """Open a settled comment again.

        Raises:
            NotThere: No such comment, or not for this person.
            StateForbids: It is open.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> Comment:
            kept, row = _found(session, person, comment)
            if kept.settled_at is None:
                raise StateForbids("重新打开", state="还没有处理", thing="这条批注")
            kept.settled_by = kept.settled_at = None
            details = {"comment": kept.id}
            journal(session, person, "comment.reopened", row, now=now, details=details)
            return _comment(session, kept)

        return self._acting.act(actor, "comment.reopen", do)


def remarks_of(session: Session, row: Draft) -> Remarks:
    """Return what was said of a version."""
    returns = select(ReturnRow).where(ReturnRow.draft_id == row.id)
    return Remarks(
        comments=tuple(_comments(session, CommentRow.draft_id == row.id)),
        returns=tuple(
            Returned(
                by_name=session.get_one(StaffMember, kept.staff_id).name,
                returned_at=kept.returned_at,
                reason=kept.reason,
            )
            for kept in session.scalars(returns.order_by(ReturnRow.id.desc())).all()
        ),
    )


def to_answer(session: Session, person: Person) -> tuple[Comment, ...]:
    """Return the open comments of others on what a person is drafting."""
    own = select(Draft.id).where(
        Draft.drafter_id == person.id, Draft.state.in_(_ON_ITS_WAY)
    )
    return tuple(
        _comments(
            session,
            CommentRow.draft_id.in_(own),
            CommentRow.settled_at.is_(None),
            CommentRow.staff_id != person.id,
        )
    )


def _comments(session: Session, *which: ColumnElement[bool]) -> Iterator[Comment]:
    query = select(CommentRow).where(*which).order_by(CommentRow.id)
    for kept in session.scalars(query).all():
        yield _comment(session, kept)


def _found(session: Session, person: Person, comment: int) -> tuple[CommentRow, Draft]:
    kept = session.get(CommentRow, comment)
    if kept is None:
        raise NotThere("这条批注")
    visible(session, person, kept.draft_id)
    return kept, draft_of(session, kept.draft_id)


def _quote(session: Session, row: Draft, block: int | None) -> str:
    """Return how a block begins, as it would be signed: personal data masked.

    Raises:
        NotThere: The version has no such block.
    """
    if block is None:
        return ""
    blocks = screened_of(session, row).revision.blocks
    if not 0 <= block < len(blocks):
        raise NotThere("这一段")
    words = " ".join(text_of(blocks[block]).split())
    return words if len(words) <= _MOST_QUOTE else f"{words[:_MOST_QUOTE]}…"


def _comment(session: Session, kept: CommentRow) -> Comment:
    settled_by = kept.settled_by
    other = session.get(StaffMember, settled_by) if settled_by else None
    return Comment(
        id=kept.id,
        draft=kept.draft_id,
        edition=kept.edition,
        block=kept.block,
        quote=kept.quote,
        text=kept.text,
        by=kept.staff_id,
        by_name=session.get_one(StaffMember, kept.staff_id).name,
        said_at=kept.said_at,
        settled_by_name=other.name if other else "",
        settled_at=kept.settled_at,
    )
