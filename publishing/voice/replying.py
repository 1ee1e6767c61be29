"""Make the documents that two people sign: a reply, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from sqlalchemy.orm import Session

from programme.approval import Role
from programme.document import Document
from programme.echo import (
    PROMISES,
    RESULTS,
    FollowUp,
    FollowUpState,
    Reply,
)
from programme.questions import QuestionKind, clean_text
from publishing.desk.signing import decision_of
from publishing.errors import Refused
from publishing.signing.pens import Pen
from publishing.staff.offices import Person
from publishing.tables.voice import QuestionRow
from publishing.voice.checks import check_publishable, clean_words
from publishing.voice.forms import FollowUpForm, ReplyForm

_MOST_REPLY = 1_000
_MOST_OUTCOME = 400


def reply_of(
    row: QuestionRow, form: ReplyForm, office: str, *, now: datetime, zone: tzinfo
) -> Reply:
    """Return a reply as both people sign it.

    Raises:
        Refused: It says nothing, does not say what came of it, or must not be
            published.
    """
    today = now.astimezone(zone).date()
    said = "\n".join(filter(None, map(clean_words, form.reply.splitlines())))
    outcome = clean_words(form.outcome)[:_MOST_OUTCOME]
    if not said or len(said) > _MOST_REPLY:
        message = f"回复要有内容，最多 {_MOST_REPLY} 个字。"
        raise Refused(message, code="reply_words")
    _check_result(row, form, outcome, today)
    asked = clean_text(form.text) or row.text
    if form.publish:
        check_publishable(row, asked, said, outcome)
    return Reply(
        number=row.number,
        kind=row.kind,
        topic=row.topic_name[:120],
        text=asked,
        asked_on=row.asked_at.astimezone(zone).date(),
        reply=said,
        outcome=outcome,
        office=office[:80],
        unit=row.unit_id,
        answered_on=today,
        result=form.result,
        done_by=form.done_by if form.result in PROMISES else None,
    )


def follow_up_of(
    row: QuestionRow, form: FollowUpForm, office: str, *, today: date
) -> FollowUp:
    """Return what became of a reply, as both people sign it.

    Raises:
        Refused: It says nothing, lacks the new day, or must not be published.
    """
    said = clean_words(form.words)[:_MOST_OUTCOME]
    if not said:
        raise Refused("请写办得怎么样。", code="follow_up_words")
    goes_on = form.state is FollowUpState.UNDER_WAY
    if goes_on and (form.done_by is None or form.done_by <= today):
        raise Refused("还在办的，请写以后哪天前办好。", code="done_by")
    if row.published:
        check_publishable(row, row.text, said)
    return FollowUp(
        number=row.number,
        reply=Reply.model_validate(row.reply).digest(),
        state=form.state,
        words=said,
        done_by=form.done_by if goes_on else None,
        office=office[:80],
        said_on=today,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Be who signs for which section, with what, when."""

    session: Session
    person: Person
    unit: str
    pen: Pen
    now: datetime


def signed(hand: Signing, role: Role, document: Document) -> dict[str, object]:
    """Return a person's approval of a document as it is kept.

    Raises:
        OwnKeyNeeded: The approver's own key counts, and was not given.
    """
    person, subject = hand.person, document.digest()
    said = decision_of(person.id, person.name, role, subject=subject, now=hand.now)
    return hand.pen.sign(hand.session, said, unit=hand.unit).model_dump(mode="json")


def _check_result(row: QuestionRow, form: ReplyForm, outcome: str, today: date) -> None:
    """Return only if a reply says what came of it, where it must (REQ-52).

    Raises:
        Refused: The result, the reason or the day is missing, or fits another kind.
    """
    if form.result is None:
        if row.kind is QuestionKind.SUGGESTION:
            message = "建议要写采纳、部分采纳还是不采纳，为什么。"
            raise Refused(message, code="result_missing")
        if row.kind is QuestionKind.COMPLAINT and row.hard:
            message = "疑难的投诉要写查下来属实、部分属实还是不属实，怎么处理。"
            raise Refused(message, code="result_missing")
        return
    if form.result not in RESULTS.get(row.kind, ()):
        raise Refused("这个结果不是这一类留言的。请改结果。", code="result_kind")
    if not outcome:
        raise Refused("请写为什么、怎么办。", code="outcome_missing")
    if form.result in PROMISES and (form.done_by is None or form.done_by < today):
        raise Refused("请写哪天前办好，到那天再看一次。", code="done_by")
