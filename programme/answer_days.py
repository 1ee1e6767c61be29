"""Count by when a question must be answered; pure, it holds no dates of its own.

The county's own rule for its hotline goes first (国办发〔2020〕53 号 leaves the days to
it). The presets are those of REQ-51: an enquiry within 1 working day, a request within
3, a suggestion or a complaint within 5, what is hard within 15.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from programme.questions import QuestionKind
from programme.workdays import CountedDay, Workdays

PRESETS: Final = {
    QuestionKind.ENQUIRY: 1,
    QuestionKind.REQUEST: 3,
    QuestionKind.SUGGESTION: 5,
    QuestionKind.COMPLAINT: 5,
}
HARD_DAYS: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRule:
    """Be how many working days each kind has."""

    enquiry: int = PRESETS[QuestionKind.ENQUIRY]
    request: int = PRESETS[QuestionKind.REQUEST]
    suggestion: int = PRESETS[QuestionKind.SUGGESTION]
    complaint: int = PRESETS[QuestionKind.COMPLAINT]
    hard: int = HARD_DAYS

    def days(self, kind: QuestionKind, *, hard: bool) -> int:
        """Return the working days of a kind."""
        own: int = getattr(self, kind.value)
        return max(own, self.hard) if hard else own


def answer_by(
    came_on: date,
    kind: QuestionKind,
    *,
    hard: bool,
    workdays: Workdays,
    rule: AnswerRule | None = None,
) -> CountedDay:
    """Return the last working day in good time; the day it came does not count.

    Raises:
        OutsideCalendar: The count leaves the calendar.
    """
    days = (rule or AnswerRule()).days(kind, hard=hard)
    return workdays.nth_after(came_on, days)
