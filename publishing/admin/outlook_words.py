"""Say in words what a move of a window would change; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publishing.admin.dates import Calendar, long_lasting
from publishing.admin.load_words import days_words, remedy_words, wait_words
from publishing.inspection.loops import GroupOutlook
from publishing.inspection.outlook import Days, Outlook
from publishing.schedule.shares import PartLoad

_MOST_GROUPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Be one line of what would change."""

    words: str
    icon: str = "check"
    tone: str = "ok"


def headline_of(outlook: Outlook, calendar: Calendar) -> str:
    """Return the window before and after."""
    after = _span(outlook.after, calendar)
    if outlook.before is None:
        return f"改成 {after}"
    before, now = outlook.before, outlook.after
    if before.first_on == now.first_on:
        return f"结束从 {_last(before, calendar)} 改到 {_last(now, calendar)}"
    return f"从 {_span(before, calendar)} 改成 {after}"


def ending_words(outlook: Outlook, calendar: Calendar) -> str:
    """Return until when a version that begins anew would hang."""
    last = _last(outlook.after, calendar)
    return f"新版本从批准那天起重新数，今天批准的话展示到 {last}"


def changes_of(outlook: Outlook, calendar: Calendar) -> Iterator[Change]:
    """Yield every change, what wants care first."""
    if outlook.voids:
        words = f"已有的 {outlook.voids} 个签名作废，要重新提交、审核、批准。"
        yield Change(words=words, icon="error", tone="bad")
    for group in outlook.groups:
        if group.too_much:
            yield Change(words=_too_much(group, calendar), icon="error", tone="bad")
        elif group.falls_below:
            yield Change(words=_below(group, calendar), icon="error", tone="bad")
    if outlook.provisional:
        words = (
            f"其中 {outlook.provisional} 天所在的年份还没有放假通知，"
            "是暂定的，通知出来可能会变。"
        )
        yield Change(words=words, icon="event", tone="prov")
    names = [group.name for group in outlook.groups]
    listed = "、".join(names[:_MOST_GROUPS])
    more = f"等 {len(names)} 个分组" if len(names) > _MOST_GROUPS else ""
    yield Change(words=f"挂在：{listed}{more}", icon="tv")
    rest = [
        group
        for group in outlook.groups
        if group.looped and not group.falls_below and not group.too_much
    ]
    for group in rest[:_MOST_GROUPS]:
        yield Change(words=_loop(group), icon="schedule")
    if len(rest) > _MOST_GROUPS:
        words = f"另外 {len(rest) - _MOST_GROUPS} 个分组次数都够。"
        yield Change(words=words, icon="schedule")


def crowded_words(
    groups: Iterable[GroupOutlook], calendar: Calendar
) -> tuple[str, ...]:
    """Return on which groups it would be too much for one loop, before it is signed."""
    return tuple(_too_much(group, calendar) for group in groups if group.too_much)


def _too_much(group: GroupOutlook, calendar: Calendar) -> str:
    """Say that what is owed does not fit one loop, with figures, and what to do."""
    part = group.after
    if part is None:
        return ""
    load, when = part.load, _when(part, calendar)
    if load.in_time:
        days = days_words(load)
        return (
            f"{group.name}：{when}一天的服务时间不够把每页都放一遍"
            f"{f'，{days}' if days else ''}。{remedy_words(load)}。"
        )
    return (
        f"{group.name}：{when}{load.owed} 件必须展示的一轮放不下，"
        f"{wait_words(load)}，"
        f"本组要求不超过 {group.most_minutes_between} 分钟。{remedy_words(load)}。"
    )


def _below(group: GroupOutlook, calendar: Calendar) -> str:
    part = group.after
    when = _when(part, calendar) if part else ""
    often = part.load.per_hour if part else 0
    return (
        f"{group.name}：{when}每小时只有 {often} 次，要 {group.least_per_hour} 次。"
        f"{_length(group)}可以改挂别的分组，或早些结束别的事项。"
    )


def _loop(group: GroupOutlook) -> str:
    often = group.after.load.per_hour if group.after else 0
    least = group.least_per_hour
    words = f"{group.name}：{_length(group)}每小时 {often} 次（要 {least}）。"
    return words + _squeezed(group)


def _squeezed(group: GroupOutlook) -> str:
    load = group.after.load if group.after else None
    if load is None or not load.squeezed:
        return ""
    return (
        f"另外 {load.items - load.owed} 件不是非展示不可的，"
        "只用剩下的时间，不一定都轮得到。"
    )


def _length(group: GroupOutlook) -> str:
    before, after = _lasts(group.before), _lasts(group.after)
    if before == after:
        return f"一轮还是 {after}，"
    return f"一轮从 {before} 变成 {after}，"


def _lasts(part: PartLoad | None) -> str:
    return long_lasting(part.load.loop_s * 1000) if part else "0 秒"


def _when(part: PartLoad, calendar: Calendar) -> str:
    span = f"{part.from_time:%-H:%M}—{part.to_time:%-H:%M}"
    return f"{calendar.day(part.on)} {span} "


def _span(days: Days, calendar: Calendar) -> str:
    return f"{calendar.day(days.first_on)}—{_last(days, calendar)}"


def _last(days: Days, calendar: Calendar) -> str:
    if days.last_on is None:
        return "有变化为止"
    return f"{calendar.day(days.last_on)}{'（暂定）' if days.provisional else ''}"
