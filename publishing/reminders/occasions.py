"""Say on which occasion somebody is to be reminded of a duty; pure, no clock.

Two working days before the target, on the target, on the legal deadline, and on each
working day after the last of them.

Only the newest occasion that has come is ever told. So a centre that was off for a
week says one thing and not five; and because an occasion is known by its day, a clock
that jumps back says nothing twice, and one that had jumped ahead loses nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from programme.workdays import Workdays
from publishing.duties.duty import Due, Duty
from publishing.tables.reminders import Occasion

AHEAD_WORKDAYS = 2
REMINDS_AT = time(8, 0)
"""When a day's occasions come, local time: before the offices open."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Coming:
    """Be one occasion to remind of one duty."""

    duty: str
    occasion: Occasion
    due_at: datetime


def occasions_due(
    duties: Iterable[Duty], *, now: datetime, workdays: Workdays, zone: tzinfo
) -> tuple[Coming, ...]:
    """Return the newest occasion of each of a person's own duties that has come."""
    local = now.astimezone(zone)
    on = local.date() if local.time() >= REMINDS_AT else local.date() - _DAY
    found: dict[str, Coming] = {}
    for duty in duties:
        newest = newest_occasion(duty.due, on=on, workdays=workdays)
        if not duty.mine or newest is None:
            continue
        occasion, day = newest
        due_at = datetime.combine(day, REMINDS_AT, zone)
        coming = Coming(duty=duty.key, occasion=occasion, due_at=due_at)
        found.setdefault(duty.key, coming)
    return tuple(found.values())


def newest_occasion(
    due: Due | None, *, on: date, workdays: Workdays
) -> tuple[Occasion, date] | None:
    """Return the newest occasion up to a day, and its day; None: none has come."""
    if due is None:
        return None
    after = _last_working_day(on, after=due.last_on, workdays=workdays)
    days = (
        (Occasion.OVERDUE, after),
        (Occasion.LEGAL, due.legal_on),
        (Occasion.TARGET, due.target_on),
        (Occasion.SOON, soon_on(due.target_on, workdays)),
    )
    come = ((occasion, day) for occasion, day in days if day and day <= on)
    return next(come, None)


def soon_on(target_on: date, workdays: Workdays) -> date:
    """Return the day that lies two working days before a target."""
    day, left = target_on, AHEAD_WORKDAYS
    while left:
        day -= _DAY
        left -= workdays.is_working_day(day)
    return day


def _last_working_day(on: date, *, after: date, workdays: Workdays) -> date | None:
    """Return the last working day up to a day that lies after another, if any."""
    while on > after:
        if workdays.is_working_day(on):
            return on
        on -= _DAY
    return None
