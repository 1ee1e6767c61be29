"""Say how a version that is on its way stands against its two deadlines; pure.

By when it must be out is said by `programme.deadline`; late never blocks publishing.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from programme.deadline import Deadlines
from programme.workdays import Workdays

_DAY = timedelta(days=1)


class Urgency(StrEnum):
    """Say how near a deadline is."""

    IN_TIME = "in_time"
    TODAY = "today"
    PAST_TARGET = "past_target"
    """Amber: the target is missed, the law is not."""
    PAST_LEGAL = "past_legal"
    """Red."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Be how a version stands today."""

    urgency: Urgency
    target_on: date
    legal_on: date
    days: int
    """Working days left until the target, or beyond the deadline that is missed."""
    provisional: bool


def standing_of(
    deadlines: Deadlines, *, today: date, workdays: Workdays
) -> Standing | None:
    """Return how a version stands; None where no rule names a day.

    Raises:
        OutsideCalendar: Today lies beyond the calendar.
    """
    target = deadlines.target_on or deadlines.legal_on
    if target is None:
        return None
    legal = deadlines.legal_on or target
    urgency = _urgency(target, legal, today)
    past = legal if urgency is Urgency.PAST_LEGAL else target
    # Today itself is a day left while there is time, and a day late afterwards.
    first, last = (today, target) if today <= target else (past + _DAY, today)
    return Standing(
        urgency=urgency,
        target_on=target,
        legal_on=legal,
        days=workdays.between(first, last + _DAY).days,
        provisional=deadlines.provisional,
    )


def _urgency(target: date, legal: date, today: date) -> Urgency:
    if today < target:
        return Urgency.IN_TIME
    if today == target:
        return Urgency.TODAY
    return Urgency.PAST_LEGAL if today > legal else Urgency.PAST_TARGET
