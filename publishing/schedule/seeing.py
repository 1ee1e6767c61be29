"""Say whether a window ever opens while its display group is switched on; pure.

What hangs at hours at which nobody can see it is not disclosed (REQ-6). How often it
comes on while it is open is the matter of `load`.
"""

from collections.abc import Collection, Sequence

from programme.hours import DayHours, OpenSpan, spans_on
from publishing.errors import Refused


def is_ever_seen(
    hours: tuple[DayHours, ...], weekdays: Collection[int], dayparts: Sequence[OpenSpan]
) -> bool:
    """Say whether on one of the weekdays a service hour meets a time of day.

    Args:
        hours: When the group is on.
        weekdays: On which the window opens.
        dayparts: At which times of those days; none: all day.
    """
    return any(
        not dayparts or any(_meet(span, part) for part in dayparts)
        for weekday in weekdays
        for span in spans_on(hours, weekday)
    )


def check_seen(
    name: str,
    hours: tuple[DayHours, ...],
    weekdays: Collection[int],
    dayparts: Sequence[OpenSpan],
) -> None:
    """Return only if a window can be seen on a group at all.

    Raises:
        Refused: It never opens while the group is on.
    """
    if not is_ever_seen(hours, weekdays, dayparts):
        message = (
            f"选的星期和时段，“{name}”都不在服务时间里，挂上去谁也看不到。"
            "请改展示的星期和时段，或换分组；服务时间写错了的，请先改分组。"
        )
        raise Refused(message, code="never_seen")


def _meet(one: OpenSpan, other: OpenSpan) -> bool:
    return one.from_time < other.to_time and other.from_time < one.to_time
