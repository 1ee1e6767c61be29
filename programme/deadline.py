"""Say by when a matter must be out and until when it must at least be shown; pure.

It judges nothing: whether a disclosure is late is said by `programme.standing`.

The day from which days are counted does not count itself (civil code art. 201). A
deadline that falls on a rest day stays there: what the rule says is never stretched.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from programme.calendar_slice import YearVersion
from programme.hours import EVERY_WEEKDAY
from programme.mandate import DayKind, EndRule, Mandate
from programme.workdays import CountedDay, CountState, Workdays

_DAY = timedelta(days=1)
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """Be the two days by which a matter must be out; None: no rule names one."""

    counted_from: date
    """The day the matter was settled, or the last day of its period."""
    target_on: date | None
    """The last day in good time: amber after it."""
    legal_on: date | None
    """The last lawful day: red after it; never before the target."""
    target_provisional: bool
    legal_provisional: bool
    rests_on: tuple[YearVersion, ...]
    """The years' data that decide them."""

    @property
    def provisional(self) -> bool:
        """Say whether a coming notice may still move one of them (暂定)."""
        return self.target_provisional or self.legal_provisional

    @property
    def first_on(self) -> date | None:
        """Return the earlier deadline: the one that to-do lists name."""
        return self.target_on or self.legal_on


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastShown:
    """Be the last day that a mandate demands, for a day of posting."""

    last_on: date
    provisional: bool
    rests_on: tuple[YearVersion, ...]


def deadlines_of(
    mandate: Mandate, *, counted_from: date, workdays: Workdays
) -> Deadlines:
    """Return by when a matter must be out (REQ-6, REQ-7, REQ-8).

    Args:
        mandate: The rule that applies; a special rule has gone first already.
        counted_from: The day the matter was settled, or a period's `last_on`.
        workdays: The working days to count.

    Raises:
        OutsideCalendar: The days reach beyond the calendar.
    """
    if mandate.publish_by_day is not None:
        by = _fixed(_in_month_after(counted_from, mandate.publish_by_day))
        return _deadlines(counted_from, by, by)
    target = _target(mandate, counted_from, workdays)
    legal = _legal(mandate, counted_from, workdays)
    if target is not None and legal is not None and legal.on < target.on:
        target = legal
    return _deadlines(counted_from, target, legal)


def least_shown(
    mandate: Mandate,
    *,
    posted_on: date,
    workdays: Workdays,
    weekdays: Collection[int] = EVERY_WEEKDAY,
) -> LeastShown | None:
    """Return until when it must at least be shown; None: no rule names a day.

    A day on which the window does not open is not shown, and so does not count.

    Args:
        mandate: The rule that applies.
        posted_on: The day of posting.
        workdays: The working days to count.
        weekdays: On which weekdays its window opens, Monday is 1.

    Raises:
        OutsideCalendar: The days reach beyond the calendar.
    """
    days = mandate.show_at_least_days
    if days is None:
        return None
    if not set(EVERY_WEEKDAY) <= set(weekdays):
        last = _on_weekdays(mandate, days, posted_on, workdays, weekdays)
    elif mandate.show_day_kind is DayKind.CALENDAR:
        last = _fixed(posted_on + _DAY * (days - mandate.posting_day_counts))
    else:
        last = workdays.nth_after(
            posted_on, days, posting_day_counts=mandate.posting_day_counts
        )
    if mandate.end_rule is EndRule.WORKING_DAY:
        last = _on_a_working_day(last, workdays)
    return LeastShown(
        last_on=last.on, provisional=_may_move(last), rests_on=last.rests_on
    )


def first_day(mandate: Mandate, posted_on: date) -> date:
    """Return the first day that may count as shown: as a rule, the day after."""
    return posted_on if mandate.posting_day_counts else posted_on + _DAY


def _on_weekdays(
    mandate: Mandate,
    days: int,
    posted_on: date,
    workdays: Workdays,
    weekdays: Collection[int],
) -> CountedDay:
    """Return the day that fills a count of days that lie on some weekdays."""
    calendar = mandate.show_day_kind is DayKind.CALENDAR
    first = on = first_day(mandate, posted_on)
    while True:
        counts = on.isoweekday() in weekdays
        days -= counts and (calendar or workdays.is_working_day(on))
        if not days:
            break
        on += _DAY
    if calendar:
        return _fixed(on)
    span = workdays.between(first, on + _DAY)
    return CountedDay(on=on, state=span.state, rests_on=span.rests_on)


def _target(
    mandate: Mandate, counted_from: date, workdays: Workdays
) -> CountedDay | None:
    days = mandate.publish_target_days
    return None if days is None else workdays.nth_after(counted_from, days)


def _legal(
    mandate: Mandate, counted_from: date, workdays: Workdays
) -> CountedDay | None:
    days = mandate.publish_legal_days
    if days is None:
        return None
    if mandate.publish_legal_day_kind is DayKind.CALENDAR:
        return _fixed(counted_from + _DAY * days)
    return workdays.nth_after(counted_from, days)


def _on_a_working_day(last: CountedDay, workdays: Workdays) -> CountedDay:
    """Return the day itself if it is worked, else the next working day."""
    moved = workdays.nth_after(last.on, 1, posting_day_counts=True)
    if _may_move(moved) or not _may_move(last):
        return moved
    return CountedDay(on=moved.on, state=last.state, rests_on=last.rests_on)


def _deadlines(
    counted_from: date, target: CountedDay | None, legal: CountedDay | None
) -> Deadlines:
    later = legal or target
    return Deadlines(
        counted_from=counted_from,
        target_on=target.on if target else None,
        legal_on=legal.on if legal else None,
        target_provisional=_may_move(target),
        legal_provisional=_may_move(legal),
        rests_on=later.rests_on if later else (),
    )


def _in_month_after(on: date, day: int) -> date:
    years, month = divmod(on.month, _MONTHS_A_YEAR)
    return date(on.year + years, month + 1, day)


def _fixed(on: date) -> CountedDay:
    return CountedDay(on=on, state=CountState.FIXED, rests_on=())


def _may_move(day: CountedDay | None) -> bool:
    return day is not None and day.state is CountState.PROVISIONAL
