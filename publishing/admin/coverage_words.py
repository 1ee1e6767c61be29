"""Say in words what falls short, why, and what to do about it; pure."""

from publishing.admin.dates import Calendar
from publishing.coverage.today import Risk
from publishing.coverage.words import cure_words, day_words
from publishing.evidence.declined import DeclinedView
from publishing.inspection.coverage_rows import CoverageRow, Need

MOST_SHORT = 3
"""So many short days are told one by one."""


def count_words(row: CoverageRow) -> str:
    """Return how many days count, and how many must: 13 / 20, 满 30, 长期."""
    if row.owed is None:
        return "长期"
    if row.counted >= row.owed:
        return f"满 {row.owed}"
    return f"{row.counted} / {row.owed}"


def end_words(row: CoverageRow, calendar: Calendar) -> str:
    """Return until when it hangs."""
    if row.last_on is None:
        return "有变化为止"
    if row.last_on == calendar.today:
        return "今天期满"
    unsure = "（暂定）" if row.provisional else ""
    # A day stays on one line.
    return calendar.day(row.last_on).replace(" ", "\u00a0") + unsure


def risk_words(risk: Risk, calendar: Calendar) -> str:
    """Return what is missing on a group today, and what to do."""
    if risk.no_device:
        return f"{risk.name}：没有在用的终端。请登记终端，或贴公开栏并拍照。"
    missing = f"{risk.name}：放了 {risk.exposures} 次，要 {risk.least} 次"
    if risk.device:
        since = (
            f"{calendar.moment(risk.silent_since)} 起没有消息"
            if risk.silent_since
            else "还没有过消息"
        )
        return (
            f"{missing}；{risk.device} {since}。请看电源和网线；"
            "赶不上的，贴公开栏并拍照。"
        )
    until = f"{calendar.local(risk.ends_at):%H:%M}"
    return (
        f"{missing}；照这样到 {until} 只有 {risk.expected} 次。"
        "请减少同屏的件数，或贴公开栏并拍照。"
    )


def short_lines(row: CoverageRow) -> tuple[str, ...]:
    """Return why days fell short, the newest first."""
    told = [one.words for one in row.short[:MOST_SHORT]]
    if len(row.short) > MOST_SHORT:
        told.append(f"还有 {len(row.short) - MOST_SHORT} 天不足。")
    return tuple(told)


def declined_words(one: DeclinedView) -> str:
    """Return who decided that which days are not made up for, and why."""
    days = "、".join(day_words(day) for day in one.short_on[:MOST_SHORT])
    more = len(one.short_on) - MOST_SHORT
    days += f"等 {len(one.short_on)} 天" if more > 0 else ""
    return f"{days}决定不补公示：{one.reason}（{one.declined_by_name}）"


def cure_line(row: CoverageRow, calendar: Calendar) -> str:
    """Return what has become, or is to become, of the gap."""
    days = "、".join(calendar.day(day) for day in row.uncertain[:MOST_SHORT])
    told = (
        (row.need is Need.DECIDE, "印好的截止日不动。要不要补公示，请决定。"),
        (bool(row.declined), "；".join(map(declined_words, row.declined))),
        (row.added_days > 0, _added(row)),
        (bool(row.uncertain), f"{days}终端的钟不准，那天算不算，请认定。"),
        (bool(row.short) and row.owed is None, "没有规定天数，记下不补。"),
        (bool(row.short), "到期以前补得上，不用往后延。"),
        (bool(row.waiting), "记录还没回来。连上以后再算，先不补。"),
    )
    return next((words for holds, words in told if holds), "")


def _added(row: CoverageRow) -> str:
    if row.last_on is None:
        return ""
    return f"已自动{cure_words(row.added_days, row.last_on)}"
