"""Take questions out of what a device delivered: each once, with its deadline."""

import logging
from collections.abc import Sequence
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from programme.answer_days import answer_by
from programme.echo import ECHO_TARGET
from programme.errors import ContractError
from programme.questions import Question, QuestionLeft, opened_question
from programme.records import ChainedRecord
from programme.sealed_box import Opener
from programme.workdays import Workdays
from publishing.answer_rule import rule_of
from publishing.oversight.journal import record
from publishing.releases_due import ask_for
from publishing.tables.voice import QuestionRow, QuestionState

_log = logging.getLogger(__name__)


def note_questions(
    session: Session,
    device: str,
    links: Sequence[ChainedRecord],
    *,
    key: Opener | None,
    workdays: Workdays,
    zone: tzinfo,
    at: datetime,
) -> None:
    """Keep every question of a batch; what cannot be opened stays in its batch."""
    left = [one.record for one in links if isinstance(one.record, QuestionLeft)]
    if not left or key is None:
        return
    for one in left:
        try:
            question = opened_question(one, key)
        except ContractError as error:
            _log.error("a question of %s cannot be opened: %s", device, error)
            record(
                session,
                actor="system",
                act="question.unreadable",
                subject=device,
                details={"device": device, "reason": str(error)},
                at=at,
            )
            continue
        _keep(session, device, question, workdays=workdays, zone=zone, at=at)
    ask_for(session, ECHO_TARGET, at)


def _keep(
    session: Session,
    device: str,
    question: Question,
    *,
    workdays: Workdays,
    zone: tzinfo,
    at: datetime,
) -> None:
    if session.get(QuestionRow, question.number) is not None:
        _log.warning("question %s came twice", question.number)
        return
    due = answer_by(
        at.astimezone(zone).date(),
        question.kind,
        hard=False,
        workdays=workdays,
        rule=rule_of(session),
    )
    session.add(
        QuestionRow(
            number=question.number,
            device_id=device,
            kind=question.kind,
            topic_kind=question.topic.kind,
            topic_id=question.topic.id,
            topic_name=question.topic.name,
            text=question.text,
            wants_public=question.public,
            asked_at=question.asked_at,
            clock_sure=question.clock_sure,
            received_at=at,
            state=QuestionState.RECEIVED,
            hard=False,
            due_on=due.on,
            unit_id=None,
            helpers=[],
            remark="",
            reply=None,
            published=False,
            approvals=[],
            drafted_by=None,
            drafted_at=None,
            answered_at=None,
        )
    )
    session.flush()
    record(
        session,
        actor="system",
        act="question.received",
        subject=question.number,
        details={"kind": question.kind.value, "due_on": due.on.isoformat()},
        at=at,
    )
