"""Read the rule by which a county answers questions; change none (REQ-51)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.answer_days import AnswerRule
from publishing.tables.voice import AnswerRuleRow


def newest_rule(session: Session) -> AnswerRuleRow | None:
    """Return the rule that somebody set last, if anybody did."""
    query = select(AnswerRuleRow).order_by(AnswerRuleRow.id.desc()).limit(1)
    return session.scalars(query).first()


def rule_of(session: Session) -> AnswerRule:
    """Return the rule that holds: the county's own, else the presets."""
    row = newest_rule(session)
    if row is None:
        return AnswerRule()
    return AnswerRule(
        enquiry=row.enquiry,
        request=row.request,
        suggestion=row.suggestion,
        complaint=row.complaint,
        hard=row.hard,
    )
