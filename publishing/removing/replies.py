"""Find replies on the echo wall that name somebody, and take them off it.

A reply is no disclosure: nobody signs its taking down, for the wall is made anew
without it. The words stay inside, as those of a withdrawn disclosure do (REQ-22).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.echo import ECHO_TARGET, FollowUp, Reply
from publishing.catalogue.naming import excerpt_around
from publishing.cleaning import folded
from publishing.desk.rules import check_digest
from publishing.errors import Conflict, NotThere
from publishing.releases_due import ask_for
from publishing.removing.rows import WHO
from publishing.removing.seal import spellings
from publishing.staff.identity import must_be_other
from publishing.staff.offices import Person, must_hold
from publishing.tables.people import Office
from publishing.tables.removals import PersonRemoval, RemovalReply, RemovalState
from publishing.tables.voice import FollowUpRow, QuestionRow, QuestionState
from publishing.voice.checks import question_row, unit_of
from publishing.voice.noting import note

MOST_FOUND = 200
_WHAT = "撤下回音壁上的回复"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyHit:
    """Be one reply on the wall that names somebody."""

    number: str
    topic: str
    office: str
    """Whose reply it is."""
    sha256: str
    """Of the words that two people signed."""
    excerpt: str
    asked: bool
    """Somebody has asked to take it down already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TickedReply:
    """Be one reply that was ticked, with the words that were seen."""

    number: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedReply:
    """Be one reply of a removal."""

    number: str
    topic: str
    on_wall: bool


def reply_hits(
    session: Session, words: str, units: frozenset[str]
) -> tuple[ReplyHit, ...]:
    """Return every reply of these units on the wall that names somebody, newest first.

    What the resident asked stands beside the reply, and so does what came of it: a
    name in any of them is found.
    """
    query = (
        select(QuestionRow)
        .where(
            QuestionRow.unit_id.in_(units),
            QuestionRow.published,
            QuestionRow.state == QuestionState.ANSWERED,
        )
        .order_by(QuestionRow.answered_at.desc(), QuestionRow.number)
    )
    ways, came_of, waiting = spellings(words), _came_of(session), _waiting(session)
    found: list[ReplyHit] = []
    for row in session.scalars(query):
        reply = Reply.model_validate(row.reply)
        excerpt = excerpt_around(_said(reply, came_of.get(row.number, ())), ways)
        if excerpt:
            found.append(
                ReplyHit(
                    number=row.number,
                    topic=reply.topic,
                    office=reply.office,
                    sha256=reply.digest(),
                    excerpt=excerpt,
                    asked=row.number in waiting,
                )
            )
    return tuple(found[:MOST_FOUND])


def ask_replies(
    session: Session,
    person: Person,
    removal: PersonRemoval,
    ticked: Iterable[TickedReply],
) -> None:
    """Keep which replies a removal is to take down.

    Raises:
        NotAllowed: One is of a section where the person holds no office.
        NotThere: One stands on no wall.
        ContentChanged: It says something else by now.
        Conflict: Somebody has asked for it already.
    """
    waiting = _waiting(session)
    for one in ticked:
        row = question_row(session, one.number)
        if not row.published or row.state is not QuestionState.ANSWERED:
            raise NotThere("这条回复")
        must_hold(session, person, unit_of(row, what=_WHAT), *WHO, what=_WHAT)
        check_digest(seen=one.sha256, now=Reply.model_validate(row.reply).digest())
        if one.number in waiting:
            message = "已经有人提出撤下这条回复，正等另一位同事确认。请在下面看。"
            raise Conflict(message)
        session.add(RemovalReply(removal_id=removal.id, number=one.number))
    session.flush()


def take_replies_down(
    session: Session, person: Person, removal: PersonRemoval, now: datetime
) -> None:
    """Take the replies of a removal off the wall, as the second person.

    Raises:
        SamePerson: The same person proposed it.
        NotAllowed: They approve nothing for a section in charge.
    """
    rows = _rows(session, removal)
    if rows:
        must_be_other(
            session,
            person,
            removal.proposed_by,
            removal.proposed_at,
            now=now,
            what="确认撤下",
        )
    for row in rows:
        unit = unit_of(row, what=_WHAT)
        must_hold(session, person, unit, Office.APPROVER, what=_WHAT)
        row.published = False
        details = {"removal": removal.id, "cause": removal.cause.value}
        note(session, person, "taken_down", row, details=details, at=now)
        ask_for(session, ECHO_TARGET, now)


def must_approve_replies(
    session: Session, person: Person, removal: PersonRemoval
) -> None:
    """Return only if somebody approves for every section whose reply is in a removal.

    Raises:
        NotAllowed: They do not.
    """
    for row in _rows(session, removal):
        unit = unit_of(row, what=_WHAT)
        must_hold(session, person, unit, Office.APPROVER, what=_WHAT)


def removed_replies(session: Session, removal: str) -> tuple[RemovedReply, ...]:
    """Return the replies of a removal."""
    query = (
        select(QuestionRow)
        .join(RemovalReply, RemovalReply.number == QuestionRow.number)
        .where(RemovalReply.removal_id == removal)
        .order_by(QuestionRow.number)
    )
    return tuple(
        RemovedReply(number=row.number, topic=row.topic_name, on_wall=row.published)
        for row in session.scalars(query)
    )


def _rows(session: Session, removal: PersonRemoval) -> Sequence[QuestionRow]:
    query = (
        select(QuestionRow)
        .join(RemovalReply, RemovalReply.number == QuestionRow.number)
        .where(RemovalReply.removal_id == removal.id)
    )
    return session.scalars(query.order_by(QuestionRow.number)).all()


def _waiting(session: Session) -> frozenset[str]:
    """Return the numbers that removals which nobody has settled are about."""
    query = (
        select(RemovalReply.number)
        .join(PersonRemoval, PersonRemoval.id == RemovalReply.removal_id)
        .where(PersonRemoval.state == RemovalState.PROPOSED)
    )
    return frozenset(session.scalars(query))


def _came_of(session: Session) -> dict[str, tuple[FollowUp, ...]]:
    query = select(FollowUpRow).where(FollowUpRow.approved_at.is_not(None))
    found: dict[str, tuple[FollowUp, ...]] = {}
    for row in session.scalars(query.order_by(FollowUpRow.id)):
        one = FollowUp.model_validate(row.document)
        found[row.number] = (*found.get(row.number, ()), one)
    return found


def _said(reply: Reply, later: Iterable[FollowUp]) -> str:
    """Return every word of an entry that people read."""
    own = (reply.topic, reply.text, reply.reply, reply.outcome, reply.office)
    return folded(" ".join((*own, *(one.words for one in later))))
