"""Turn figures into Chinese numerals; knows nothing of what the figures count."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
"""A figure as people write it: thousands marks and a decimal point allowed."""

LONGEST_COUNT = 16
"""A figure with more digits than this is nobody's count: it is said singly."""

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_GROUP = 10_000
_HUNDRED_MILLION = 100_000_000
_TWO = 2
_THOUSANDS_PLACE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Say one way of writing a number: where it is found, what is said for it."""

    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str]


def rule(pattern: str, say: Callable[[re.Match[str]], str]) -> Rule:
    """Make a rule from a pattern and what to say for what it finds."""
    return Rule(pattern=re.compile(pattern), say=say)


def apply(rules: Iterable[Rule], text: str) -> str:
    """Use the rules on the text, one after the other."""
    for each in rules:
        text = each.pattern.sub(each.say, text)
    return text


def singly(figures: str) -> str:
    """Say digits one by one, as in a year: 2021 is 二零二一."""
    return "".join(_DIGITS[int(c)] if c in "0123456789" else c for c in figures)


def as_code(figures: str) -> str:
    """Say digits one by one as on the telephone, where 1 is 幺."""
    return singly(figures).replace("一", "幺")


def cardinal(count: int | str) -> str:
    """Say a whole number as a count: 12480 is 一万两千四百八十."""
    figures = str(count).replace(",", "")
    if len(figures) > LONGEST_COUNT:
        return as_code(figures)
    number = int(figures)
    if number == 0:
        return _DIGITS[0]
    said = _up_to_hundred_million(number)
    return said.removeprefix("一") if said.startswith("一十") else said


def decimal(figures: str) -> str:
    """Say a figure that may have a fraction: 12.50 is 十二点五零."""
    whole, _, fraction = figures.partition(".")
    said = cardinal(whole)
    return f"{said}点{singly(fraction)}" if fraction else said


def _up_to_hundred_million(number: int) -> str:
    high, low = divmod(number, _HUNDRED_MILLION)
    if not high:
        return _up_to_ten_thousand(low)
    head = "两" if high == _TWO else _up_to_ten_thousand(high)
    return f"{head}亿{_joined(low, _HUNDRED_MILLION, _up_to_ten_thousand)}"


def _up_to_ten_thousand(number: int) -> str:
    high, low = divmod(number, _GROUP)
    if not high:
        return _four_places(low)
    head = "两" if high == _TWO else _four_places(high)
    return f"{head}万{_joined(low, _GROUP, _four_places)}"


def _joined(rest: int, unit: int, say: Callable[[int], str]) -> str:
    """Say what follows a 万 or 亿, with 零 where the next place is empty."""
    if not rest:
        return ""
    return ("零" if rest < unit // 10 else "") + say(rest)


def _four_places(number: int) -> str:
    said = ""
    for place in range(_THOUSANDS_PLACE, -1, -1):
        digit = number // 10**place % 10
        if digit:
            two = digit == _TWO and place == _THOUSANDS_PLACE
            said += ("两" if two else _DIGITS[digit]) + _PLACES[place]
        elif said and number % 10**place and not said.endswith("零"):
            said += "零"
    return said
