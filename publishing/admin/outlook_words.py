"""Say in words what a move of a window would change; pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from publishing.admin.dates import Calendar, long_lasting
from publishing.inspection.loops import GroupOutlook
from publishing.inspection.outlook import Days, Outlook
from publishing.schedule.load import PartLoad

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
        if group.falls_below:
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
    rest = [group for group in outlook.groups if group.looped and not group.falls_below]
    for group in rest[:_MOST_GROUPS]:
        yield Change(words=_loop(group), icon="schedule")
    if len(rest) > _MOST_GROUPS:
        words = f"另外 {len(rest) - _MOST_GROUPS} 个分组次数都够。"
        yield Change(words=words, icon="schedule")


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
    return f"{group.name}：{_length(group)}每小时 {often} 次（要 {least}）。"


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
