"""Make a display window from what was asked and what the mandate demands; pure.

The end is never before the mandate's: the posting day does not count, and the window
ends at the local midnight after the last day that must be shown (REQ-6 to REQ-9).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from pydantic import ValidationError

from programme.deadline import least_shown
from programme.document import to_millisecond
from programme.errors import ContractError, SpanImpossible
from programme.hours import EVERY_WEEKDAY, OpenSpan
from programme.mandate import DayKind, EndRule, Mandate, Shortfall
from programme.window import (
    End,
    FixedEnd,
    OpenEnd,
    ProvisionalEnd,
    Window,
    local_instant,
)
from programme.workdays import Workdays
from publishing.errors import Refused

_DAY = timedelta(days=1)
_LAST_WORKDAY = 5
FARTHEST = timedelta(days=2 * 366)
"""A window begins no later than this from now."""
LONGEST = timedelta(days=10 * 366)
"""A window with an end lasts no longer than this."""
_MOVES = timedelta(days=31)
"""More than the holidays of a year can move an end that is counted in working days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Be what the drafter asked for, with the mandate that applies."""

    mandate: Mandate
    needs_end: bool
    earliest_start_at: datetime | None
    explicit_end_at: datetime | None
    weekdays: tuple[int, ...] = EVERY_WEEKDAY
    dayparts: tuple[OpenSpan, ...] = ()
    hung_since: date | None = None
    """The day from which the mandate counts, where it hung before the product came."""


class WindowImpossible(Refused):
    """Say why the window that was asked for cannot be."""

    def __init__(self, reason: str) -> None:
        super().__init__(str(SpanImpossible(reason)), code="span_impossible")


def window_of(
    asked: Asked, *, now: datetime, workdays: Workdays, zone: tzinfo
) -> Window:
    """Return the window that opens as soon as it may.

    Raises:
        WindowImpossible: What was asked for cannot be; the reason is in plain words.
    """
    starts_at = max(now, asked.earliest_start_at or now)
    _check_days(asked)
    if starts_at - now > FARTHEST:
        raise WindowImpossible("开始在两年以后")
    try:
        end = _end_of(asked, starts_at, workdays=workdays, zone=zone)
        return Window(
            starts_at=to_millisecond(starts_at),
            end=end,
            weekdays=asked.weekdays,
            dayparts=asked.dayparts,
        )
    except ValidationError as error:
        raise WindowImpossible("结束不晚于开始") from error
    except ContractError as error:
        raise Refused(str(error), code=error.code) from error


def window_at_approval(
    asked: Asked,
    *,
    promised_end_at: datetime | None,
    now: datetime,
    workdays: Workdays,
    zone: tzinfo,
) -> Window:
    """Return the window that opens at approval; it keeps the end that was promised.

    Days spent waiting for approval lengthen a 公开, unless it hung before. The printed
    end of a 公示 stands (REQ-21): where it falls short now, the draft must go back.

    Raises:
        WindowImpossible: The window that was asked for cannot be any more.
    """
    moves = asked.mandate.shortfall is not Shortfall.STANDS and not asked.needs_end
    counts = asked.mandate.show_at_least_days is not None and asked.hung_since is None
    if moves and counts:
        asked = replace(asked, explicit_end_at=None)
    window = window_of(asked, now=now, workdays=workdays, zone=zone)
    end = window.end
    if isinstance(end, OpenEnd) or promised_end_at is None or end.at >= promised_end_at:
        return window
    kept = end.model_copy(update={"at": promised_end_at})
    return window.model_copy(update={"end": kept})


def _check_days(asked: Asked) -> None:
    """Refuse days on which a mandate could never be served.

    Raises:
        WindowImpossible: No weekday, or no working day where working days count.
    """
    if not asked.weekdays:
        raise WindowImpossible("一周里没有选一天")
    counts = asked.mandate.show_at_least_days is not None
    working = asked.mandate.show_day_kind is DayKind.WORKING
    if counts and working and min(asked.weekdays) > _LAST_WORKDAY:
        raise WindowImpossible("只选了周末，数不到规定的工作日")


def _end_of(
    asked: Asked, starts_at: datetime, *, workdays: Workdays, zone: tzinfo
) -> End:
    posted_at = counted_at(starts_at, asked.hung_since, zone)
    mandated = mandated_end(
        asked.mandate,
        posted_at,
        workdays=workdays,
        zone=zone,
        weekdays=asked.weekdays,
    )
    explicit = asked.explicit_end_at
    if explicit is None:
        if isinstance(mandated, OpenEnd) and asked.needs_end:
            raise WindowImpossible("这类事项没有规定天数，要写明结束时间")
        _check_not_over(mandated, starts_at)
        return mandated
    if explicit <= starts_at:
        past = asked.earliest_start_at is None or asked.earliest_start_at < explicit
        raise WindowImpossible("结束时间已经过了" if past else "结束不晚于开始")
    if explicit - starts_at > LONGEST:
        raise WindowImpossible("结束在十年以后，要一直展示请不写结束时间")
    least = least_end(
        asked.mandate,
        posted_at,
        workdays=workdays,
        zone=zone,
        weekdays=asked.weekdays,
    )
    if isinstance(least, OpenEnd):
        return FixedEnd(at=to_millisecond(explicit))
    told = rule_words(asked.mandate, asked.weekdays)
    return _not_before(least, explicit, told, zone)


def _check_not_over(mandated: End, starts_at: datetime) -> None:
    """Refuse an end that lies before the start: it hung long enough before.

    Raises:
        WindowImpossible: It does.
    """
    if not isinstance(mandated, OpenEnd) and mandated.at <= starts_at:
        raise WindowImpossible(
            "按规定的天数已经公布满了，不用再上屏；要接着展示，请写明展示到哪天"
        )


def _not_before(
    mandated: FixedEnd | ProvisionalEnd, explicit: datetime, rule: str, zone: tzinfo
) -> End:
    """Return the explicit end, if the mandate is served by then.

    Raises:
        WindowImpossible: It is too early; the reason names the earliest day.
    """
    if explicit < mandated.at:
        last_on = (mandated.at - _DAY).astimezone(zone).date()
        reason = (
            f"{rule}，"
            f"最早到 {last_on.year} 年 {last_on.month} 月 {last_on.day} 日当天结束"
        )
        raise WindowImpossible(reason)
    return end_beyond(mandated, explicit)


def rule_words(rule: Mandate, weekdays: Collection[int] = EVERY_WEEKDAY) -> str:
    """Return in words how long a mandate wants something shown."""
    kind = "个工作日" if rule.show_day_kind is DayKind.WORKING else "日"
    some = set(weekdays) < set(EVERY_WEEKDAY)
    only = "（不展示的星期不算）" if some else ""
    return f"规定至少展示 {rule.show_at_least_days} {kind}{only}"


def end_beyond(mandated: End, explicit: datetime) -> FixedEnd | ProvisionalEnd:
    """Return an end that lies no earlier than the mandate's."""
    if isinstance(mandated, ProvisionalEnd) and explicit - mandated.at < _MOVES:
        # The official notice may still take working days away before this end.
        return ProvisionalEnd(at=to_millisecond(explicit))
    return FixedEnd(at=to_millisecond(explicit))


def counted_at(starts_at: datetime, hung_since: date | None, zone: tzinfo) -> datetime:
    """Return from when a mandate counts: the start, or the day it hung before."""
    if hung_since is None:
        return starts_at
    return min(starts_at, local_instant(hung_since, time(12), zone))


def mandated_end(
    mandate: Mandate,
    starts_at: datetime,
    *,
    workdays: Workdays,
    zone: tzinfo,
    weekdays: Collection[int] = EVERY_WEEKDAY,
) -> End:
    """Return the end that a mandate gives to a start: the earliest, or none.

    Raises:
        OutsideCalendar: The count runs out of the calendar.
    """
    if mandate.end_rule is EndRule.UNTIL_REPLACED:
        return OpenEnd()
    return least_end(
        mandate, starts_at, workdays=workdays, zone=zone, weekdays=weekdays
    )


def least_end(
    mandate: Mandate,
    starts_at: datetime,
    *,
    workdays: Workdays,
    zone: tzinfo,
    weekdays: Collection[int] = EVERY_WEEKDAY,
) -> End:
    """Return the end before which nothing may end; open where no days are demanded.

    What hangs until it is replaced has such days too: an earlier stage has its own.

    Args:
        mandate: The rule that applies.
        starts_at: From when it counts.
        workdays: The working days to count.
        zone: The zone of the days.
        weekdays: On which the window opens; the others do not count.

    Raises:
        OutsideCalendar: The count runs out of the calendar.
    """
    posted_on = starts_at.astimezone(zone).date()
    least = least_shown(
        mandate, posted_on=posted_on, workdays=workdays, weekdays=weekdays
    )
    if least is None:
        return OpenEnd()
    at = _midnight_after(least.last_on, zone)
    return ProvisionalEnd(at=at) if least.provisional else FixedEnd(at=at)


def _midnight_after(on: date, zone: tzinfo) -> datetime:
    return local_instant(on + _DAY, time(0), zone).astimezone(UTC)
