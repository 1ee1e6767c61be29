"""Check what may be done with a question and what may stand on the wall."""

from sqlalchemy.orm import Session

from programme.channels import channel_of, tells_of_person
from programme.questions import clean_text
from publishing.errors import NotThere, Refused, StateForbids
from publishing.tables.voice import QuestionRow, QuestionState


def clean_words(text: str) -> str:
    """Return a reply's words without what a screen cannot show."""
    # Cut to the bound of a question otherwise; a reply's line may be longer.
    return "".join(clean_text(text[at : at + 200]) for at in range(0, len(text), 200))


def check_publishable(row: QuestionRow, *texts: str) -> None:
    """Return only if a question and its reply may stand on the wall.

    Raises:
        Refused: The visitor did not agree, or the words belong elsewhere.
    """
    if not row.wants_public:
        message = "留言的人选了不公开，不能上回音壁。请只答复，不公开。"
        raise Refused(message, code="not_public")
    if channel_of(row.text) is not None or channel_of(texts[0]) is not None:
        message = "这条留言涉及举报、信访、点名或个人的事，不能公开。请只答复，不公开。"
        raise Refused(message, code="not_publishable")
    if any(map(tells_of_person, texts)):
        message = "公开的文字里有电话或证件号码。座机请写在办事目录里，这里请去掉。"
        raise Refused(message, code="personal_number")


def question_row(session: Session, number: str) -> QuestionRow:
    """Return a question.

    Raises:
        NotThere: There is no such number.
    """
    row = session.get(QuestionRow, number)
    if row is None:
        raise NotThere("这条留言")
    return row


def unit_of(row: QuestionRow, *, what: str) -> str:
    """Return the unit in charge.

    Raises:
        StateForbids: The question was not routed yet.
    """
    if row.unit_id is None:
        raise StateForbids(what, state="还没有转办", thing="这条留言")
    return row.unit_id


def must_be(row: QuestionRow, *states: QuestionState, what: str) -> None:
    """Return only if a question is in one of these states.

    Raises:
        StateForbids: It is in another one.
    """
    if row.state not in states:
        raise StateForbids(what, state="已经办过这一步", thing="这条留言")
