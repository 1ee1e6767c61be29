"""Read what 公开时限 means where it can be read, and a line's own deadline; pure."""

import re
from dataclasses import dataclass

from programme.mandate import DayKind
from programme.period import Frequency
from publishing.catalogue.sheet_words import Unread, plain_of

_TEN = 10

_NUMERALS = {sign: value for value, sign in enumerate("〇一二三四五六七八九十")} | {
    "两": 2,
    "零": 0,
}
_WITHIN = re.compile(r"(\d+|[一二两三四五六七八九十]{1,3})个?(工作日|自然日|日|天)")
_OFTEN: tuple[tuple[str, Frequency], ...] = (
    ("每月", Frequency.MONTHLY),
    ("按月", Frequency.MONTHLY),
    ("每季", Frequency.QUARTERLY),
    ("按季", Frequency.QUARTERLY),
    ("季度", Frequency.QUARTERLY),
    ("半年", Frequency.HALF_YEARLY),
    ("每年", Frequency.YEARLY),
    ("按年", Frequency.YEARLY),
    ("年度", Frequency.YEARLY),
)
_BY_THE_15TH = re.compile(r"(?:次月|下月|下个月).{0,2}15日")


_BY_FREQUENCY = {
    Frequency.MONTHLY: "village_finance",
    Frequency.QUARTERLY: "village_affairs",
}
_AT_ONCE = ("即时", "及时", "实时", "随时")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRule:
    """Be what the words of 公开时限 mean, as far as they can be read."""

    mandate: str
    frequency: Frequency
    within_days: int | None = None
    within_kind: DayKind = DayKind.WORKING
    special_rule: str | None = None


def time_of(text: str) -> TimeRule | None:
    """Return what 公开时限 means; None where it cannot be read."""
    plain = plain_of(text)
    days, kind = _within(plain)
    often = next((value for words, value in _OFTEN if words in plain), None)
    special = None
    if often is not None:
        mandate = "periodic"
        if _BY_THE_15TH.search(plain):
            days, special = None, _BY_FREQUENCY.get(often)
    elif "长期" in plain:
        mandate, often = "long_term", Frequency.ONCE
    elif days is not None or any(one in plain for one in _AT_ONCE):
        mandate, often = "immediate", Frequency.AS_NEEDED
    else:
        return None
    return TimeRule(
        mandate=mandate,
        frequency=often,
        within_days=days,
        within_kind=kind,
        special_rule=special,
    )


def within_of(text: str) -> tuple[int, DayKind]:
    """Return a line's own deadline: 20个工作日, 15日.

    Raises:
        Unread: It is none.
    """
    days, kind = _within(plain_of(text))
    if days is None:
        message = f"“{text[:20]}”不是期限，请写成 20个工作日 或 15日"
        raise Unread(message)
    return days, kind


def within_text(days: int, kind: DayKind) -> str:
    """Return a line's own deadline in words."""
    return f"{days}{'个工作日' if kind is DayKind.WORKING else '日'}"


def _within(plain: str) -> tuple[int | None, DayKind]:
    found = _WITHIN.search(plain)
    if found is None:
        return None, DayKind.WORKING
    working = found[2] == "工作日"
    return _number(found[1]), DayKind.WORKING if working else DayKind.CALENDAR


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, has_ten, ones = text.partition("十")
    if not has_ten:
        return _NUMERALS[text[0]]
    return (_NUMERALS[tens[0]] if tens else 1) * 10 + (
        _NUMERALS[ones[0]] if ones else 0
    )
