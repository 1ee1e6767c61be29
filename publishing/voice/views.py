"""Show staff a question with its reply."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.channels import channel_of
from programme.echo import FollowUp, Reply
from programme.questions import QuestionKind
from publishing.tables.voice import FollowUpRow, QuestionRow, QuestionState


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """Be one question as staff see it."""

    number: str
    kind: QuestionKind
    topic: str
    text: str
    wants_public: bool
    asked_at: datetime
    received_at: datetime
    state: QuestionState
    hard: bool
    due_on: date
    unit: str | None
    unit_name: str
    helpers: tuple[str, ...]
    remark: str
    reply: Reply | None
    published: bool
    drafted_by: str | None
    elsewhere: str
    """The channel that it belongs to, or empty."""
    look_again_on: date | None
    follow_ups: tuple["FollowUpView", ...]
    """What became of the reply, the first word first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpView:
    """Be what became of a reply as staff see it."""

    follow_up: FollowUp
    waits: bool
    """For a second person's signature."""
    drafted_by: str


def follow_ups_of(
    session: Session, numbers: Iterable[str]
) -> Mapping[str, tuple[FollowUpView, ...]]:
    """Return what became of questions, by number."""
    query = select(FollowUpRow).where(FollowUpRow.number.in_(list(numbers)))
    found: dict[str, tuple[FollowUpView, ...]] = {}
    for row in session.scalars(query.order_by(FollowUpRow.id)):
        view = FollowUpView(
            follow_up=FollowUp.model_validate(row.document),
            waits=row.approved_at is None,
            drafted_by=row.drafted_by,
        )
        found[row.number] = (*found.get(row.number, ()), view)
    return found


def waiting_follow_up(session: Session, number: str) -> FollowUpRow | None:
    """Return what waits for a second person's signature, if anything does."""
    query = select(FollowUpRow).where(
        FollowUpRow.number == number, FollowUpRow.approved_at.is_(None)
    )
    return session.scalars(query).first()


def view_of(
    row: QuestionRow,
    names: Mapping[str, str],
    later: Mapping[str, tuple[FollowUpView, ...]],
) -> QuestionView:
    """Return a question as staff see it.

    Args:
        row: The question.
        names: The names of units by their id.
        later: What became of questions, by number.
    """
    channel = channel_of(row.text)
    return QuestionView(
        number=row.number,
        kind=row.kind,
        topic=row.topic_name,
        text=row.text,
        wants_public=row.wants_public,
        asked_at=row.asked_at,
        received_at=row.received_at,
        state=row.state,
        hard=row.hard,
        due_on=row.due_on,
        unit=row.unit_id,
        unit_name=names.get(row.unit_id or "", ""),
        helpers=tuple(names.get(one, one) for one in row.helpers),
        remark=row.remark,
        reply=None if row.reply is None else Reply.model_validate(row.reply),
        published=row.published,
        drafted_by=row.drafted_by,
        elsewhere=channel.value if channel else "",
        look_again_on=row.look_again_on,
        follow_ups=later.get(row.number, ()),
    )
