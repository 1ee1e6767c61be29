"""Say how a version that is on its way stands against its two deadlines; pure.

By when it must be out is said by `programme.deadline`; late never blocks publishing.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from programme.deadline import Deadlines
from programme.standing import StandingState, standing_of as judge
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


_URGENCIES = {
    StandingState.PAST_TARGET: Urgency.PAST_TARGET,
    StandingState.PAST_LEGAL: Urgency.PAST_LEGAL,
}


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
    judged = judge(deadlines, shown=None, today=today, workdays=workdays)
    # Today itself is a day left while there is time, and a day late afterwards.
    in_time = today <= target
    left = workdays.between(today, target + _DAY).days if in_time else 0
    waits = Urgency.TODAY if today == target else Urgency.IN_TIME
    return Standing(
        urgency=_URGENCIES.get(judged.state, waits),
        target_on=target,
        legal_on=deadlines.legal_on or target,
        days=left if in_time else judged.late_days,
        provisional=deadlines.provisional,
    )
