"""Say what an act of the journal was, in words and without ids; pure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from publishing.admin.dates import Calendar
from publishing.admin.names import name_of, names_of
from publishing.inspection.pages import JournalLine

_MOST_DETAIL = 160
_DIGEST = 64
_SHORT = 12
_WEEK = 7
_LEFT_OUT = frozenset({"draft", "replaces"})
"""Ids of versions, which nobody can look up."""

_Say: TypeAlias = Callable[[Any, JournalLine, Calendar], str]


def act_words(line: JournalLine) -> str:
    """Return what was done, or what somebody tried to do."""
    if line.act != "refused":
        return name_of("act", line.act)
    return f"{name_of('act', line.act)}：{name_of('attempt', line.subject)}"


def actor_words(line: JournalLine) -> str:
    """Return who did it."""
    return names_of("actor").get(line.actor, line.actor_name)


def subject_words(line: JournalLine) -> str:
    """Return what it was done to."""
    if line.act == "refused":
        return ""
    return line.subject_name or name_of("journal_subject", line.subject)


def detail_words(line: JournalLine, calendar: Calendar) -> str:
    """Return the details in one line, cut where it is too long."""
    parts = [
        _detail(name, value, line, calendar)
        for name, value in line.details.items()
        if name not in _LEFT_OUT and value not in (None, "", [])
    ]
    told = "，".join(parts)
    return told if len(told) <= _MOST_DETAIL else f"{told[:_MOST_DETAIL]}…"


def _detail(name: str, value: object, line: JournalLine, calendar: Calendar) -> str:
    say = _SAYINGS.get(name)
    if say is not None:
        return say(value, line, calendar)
    return f"{name_of('detail', name)} {_plain(value, line.names)}"


def _plain(value: object, names: Mapping[str, str]) -> str:
    """Return a value by the names of its ids, a digest by its first digits."""
    if isinstance(value, Mapping):
        return "、".join(_plain(one, names) for one in value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(_plain(one, names) for one in value)
    text = names.get(str(value), str(value))
    return f"{text[:_SHORT]}…" if len(text) == _DIGEST else text


def _edition(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    return f"第 {value} 次存"


def _length(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    return f"原文件 {max(1, int(str(value)) // 1000)} KB"


def _cause(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    return f"原因 {name_of('cause', value)}"


def _audience(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    return f"给{name_of('audience', value)}看"


def _reason(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    return f"原因 {name_of('sign_in_reason', value)}"


def _result(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    return f"结论 {name_of('secrecy_result', value)}"


def _for_village(value: object, line: JournalLine, calendar: Calendar) -> str:
    del value, line, calendar
    return "第一步留给村里签"


def _pictures(value: object, line: JournalLine, calendar: Calendar) -> str:
    del value, line, calendar
    return "图片已逐张看过"


def _code(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    return name_of("refusal", value)


def _panel(value: Mapping[str, int], line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    size = f"{value['diagonal_inches']} 寸 {value['width']}×{value['height']}"
    return f"{size}，{value['distance_mm'] / 1000:g} 米外看"


def _hall(value: Mapping[str, Any], line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    told = [value["name"], value["enquiry_place"], value["enquiry_telephone"]]
    return "，".join(told)


def _window(value: Mapping[str, Any], line: JournalLine, calendar: Calendar) -> str:
    del line
    begin = calendar.moment(datetime.fromisoformat(value["starts_at"]))
    told = f"从 {begin} 到 {_end(value['end'], calendar)}"
    weekdays = value.get("weekdays", ())
    if 0 < len(weekdays) < _WEEK:
        told += "，" + "、".join(name_of("weekday", day) for day in weekdays)
    for one in value["dayparts"]:
        told += f"，{one['from_time'][:5]}-{one['to_time'][:5]}"
    return told


def _end(end: Mapping[str, Any], calendar: Calendar) -> str:
    at = end.get("at")
    if at is None:
        return "有变化为止"
    unsure = "（暂定）" if end.get("kind") == "provisional" else ""
    return f"{calendar.last_day(datetime.fromisoformat(at))}{unsure}"


def _ended(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line
    return f"原来到 {calendar.last_day(datetime.fromisoformat(str(value)))}"


def _ends(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line
    return f"改到 {calendar.last_day(datetime.fromisoformat(str(value)))}"


def _level(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    return f"用于{name_of('unit_level', value)}"


def _whose(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    return f"{name_of('discloser', value)}清单"


def _day_kind(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    return f"改为{name_of('county_day', value)}"


def _carrier(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    return f"载体 {name_of('carrier_short', value)}"


def _short_cause(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    return name_of("short_cause", value)


def _counts(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    return "算" if value else "不算"


def _until(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line
    return f"到 {calendar.moment(datetime.fromisoformat(str(value)))}"


def _drill(value: object, line: JournalLine, calendar: Calendar) -> str:
    del value, line, calendar
    return "演练"


def _stop_cause(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    return name_of("stop_cause", value)


def _signature(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    return f"签名 {str(value)[:_SHORT]}…"


def _outcome(value: object, line: JournalLine, calendar: Calendar) -> str:
    del line, calendar
    return f"结果 {name_of('request_outcome', value)}"


_SAYINGS: Mapping[str, _Say] = {
    "for_village": _for_village,
    "pictures_read": _pictures,
    "edition": _edition,
    "ended_at": _ended,
    "ends_at": _ends,
    "length": _length,
    "cause": _cause,
    "audience": _audience,
    "code": _code,
    "reason": _reason,
    "result": _result,
    "panel": _panel,
    "hall": _hall,
    "carrier": _carrier,
    "day_kind": _day_kind,
    "level": _level,
    "short_cause": _short_cause,
    "counts": _counts,
    "signature": _signature,
    "drill": _drill,
    "stop_cause": _stop_cause,
    "until": _until,
    "outcome": _outcome,
    "whose": _whose,
    "window": _window,
}
