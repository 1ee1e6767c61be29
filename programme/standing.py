"""Say how one disclosure stands on a day: by its deadlines, then by its days; pure.

Late is said and never forbids: what is overdue may be published at any time (REQ-8).

::

    not_due ─▶ due_soon ─▶ past_target ─▶ past_legal
        └──────────┴────────────┴──────────────┴──▶ showing ─▶ served
    (published: showing or until ended; `late` says that it came after a deadline)
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from programme.deadline import Deadlines
from programme.workdays import Workdays

SOON_WORKDAYS = 5
"""What is due within so many working days is due soon."""
_DAY = timedelta(days=1)


class StandingState(StrEnum):
    """Say how a disclosure stands."""

    NOT_DUE = "not_due"
    DUE_SOON = "due_soon"
    PAST_TARGET = "past_target"
    """Amber: the target is missed, the law is not."""
    PAST_LEGAL = "past_legal"
    """Red."""
    SHOWING = "showing"
    """Published: shown for n of N days."""
    UNTIL_ENDED = "until_ended"
    """Published, with no number of days to serve (long-term)."""
    SERVED = "served"
    """Published, and every day that is owed was shown."""


class Lateness(StrEnum):
    """Say which deadline was missed."""

    NONE = "none"
    TARGET = "target"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Be what is known of a published disclosure."""

    published_on: date
    days: int
    """Days that counted until now."""
    at_least: int | None
    """Days that the mandate demands; None: until it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Be the verdict over one disclosure on one day."""

    state: StandingState
    late: Lateness
    late_days: int
    """Working days beyond the deadline that `late` names; 0 where none is missed."""
    days_left: int | None
    """Working days left until the target, while there is time."""
    days: int = 0
    at_least: int | None = None
    provisional: bool = False
    """Whether a coming notice may still move the deadlines."""


def standing_of(
    deadlines: Deadlines,
    *,
    shown: Shown | None,
    today: date,
    workdays: Workdays,
) -> Standing:
    """Return how a disclosure stands today.

    Raises:
        OutsideCalendar: A day lies beyond the calendar.
    """
    on = shown.published_on if shown else today
    late = _lateness(deadlines, on)
    return Standing(
        state=_published(shown) if shown else _waiting(deadlines, late, on, workdays),
        late=late,
        late_days=_late_days(deadlines, late, on, workdays),
        days_left=None if shown else _days_left(deadlines, on, workdays),
        days=shown.days if shown else 0,
        at_least=shown.at_least if shown else None,
        provisional=deadlines.provisional,
    )


def _lateness(deadlines: Deadlines, on: date) -> Lateness:
    target, legal = deadlines.target_on, deadlines.legal_on
    if legal is not None and on > legal:
        return Lateness.LEGAL
    if target is not None and on > target:
        return Lateness.TARGET
    return Lateness.NONE


def _published(shown: Shown) -> StandingState:
    if shown.at_least is None:
        return StandingState.UNTIL_ENDED
    served = shown.days >= shown.at_least
    return StandingState.SERVED if served else StandingState.SHOWING


def _waiting(
    deadlines: Deadlines, late: Lateness, today: date, workdays: Workdays
) -> StandingState:
    if late is Lateness.LEGAL:
        return StandingState.PAST_LEGAL
    if late is Lateness.TARGET:
        return StandingState.PAST_TARGET
    first = deadlines.first_on
    soon = workdays.nth_after(today, SOON_WORKDAYS).on
    near = first is not None and first <= soon
    return StandingState.DUE_SOON if near else StandingState.NOT_DUE


def _late_days(
    deadlines: Deadlines, late: Lateness, on: date, workdays: Workdays
) -> int:
    missed = {
        Lateness.NONE: None,
        Lateness.TARGET: deadlines.target_on,
        Lateness.LEGAL: deadlines.legal_on,
    }[late]
    return 0 if missed is None else workdays.between(missed + _DAY, on + _DAY).days


def _days_left(deadlines: Deadlines, today: date, workdays: Workdays) -> int | None:
    first = deadlines.first_on
    if first is None or today > first:
        return None
    return workdays.between(today + _DAY, first + _DAY).days
