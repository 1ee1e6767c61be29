"""Show by what each working day of a disclosure counts; decide nothing (REQ-70)."""

from publishing.admin.coverage_words import declined_words
from publishing.admin.dates import Calendar
from publishing.admin.names import name_of
from publishing.admin.parts import Text, box, card, chip, empty, heading_cells
from publishing.evidence.claims import CountedDay
from publishing.inspection.coverage import Coverage, GroupDays


def show_coverage(found: Coverage, calendar: Calendar) -> None:
    """Show every working day before today, by display group."""
    with card("哪天算数，凭什么", icon_name="verified"):
        if not any(group.days for group in found.groups):
            empty("还没有数到工作日。发布当天和今天都不数。")
            return
        for group in found.groups:
            if group.days:
                _group(group, calendar)
        for one in found.declined:
            Text(declined_words(one), tag="p", classes="strong")


def _group(group: GroupDays, calendar: Calendar) -> None:
    counted = sum(day.counts for day in group.days)
    words = f"{group.group_name}：{counted} 天算数，共 {len(group.days)} 个工作日"
    Text(words, tag="p")
    with box("list", tag="table"):
        heading_cells("日期", "算不算", "凭什么")
        with box(tag="tbody"):
            for day in reversed(group.days):
                with box(tag="tr"):
                    Text(calendar.day(day.day), tag="td")
                    with box(tag="td"):
                        chip("算", "ok") if day.counts else chip("不够", "bad")
                    Text(_by(day), tag="td")


def _by(day: CountedDay) -> str:
    displays = ("屏幕的展示证据",) if day.by_displays else ()
    carriers = (f"{name_of('carrier', one)}的记录" for one in day.by_carriers)
    return "、".join((*displays, *carriers)) or "屏幕展示不够，也没有别的记录"
