"""Say dates and times of day; checks no calendar, it only speaks."""

import re

from media.speech.numerals import Rule, cardinal, rule, singly

_YEAR = r"(?:19|20)\d{2}"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_FIRST_TWO_PLACES = 10
_TWO = 2


def _day(found: re.Match[str]) -> str:
    year, month, day = found[1], found[3], found[4]
    return f"{singly(year)}年{cardinal(month)}月{cardinal(day)}日"


def _month(found: re.Match[str]) -> str:
    return f"{singly(found[1])}年{cardinal(found[2])}月"


def _year(found: re.Match[str]) -> str:
    return singly(found[0])


def _without_zero(found: re.Match[str]) -> str:
    return cardinal(found[1])


def _time(found: re.Match[str]) -> str:
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    said = f"{'两' if hour == _TWO else cardinal(hour)}点"
    if minute or second:
        said += f"{_two_places(minute)}分"
    return f"{said}{_two_places(second)}秒" if second else said


def _two_places(count: int) -> str:
    zero = "零" if 0 < count < _FIRST_TWO_PLACES else ""
    return zero + cardinal(count)


WHOLE_DATES: tuple[Rule, ...] = (
    rule(
        rf"(?<![\dA-Za-z.-])({_YEAR})([-/.])({_MONTH})\2({_DAY})(?!\d|[-/.]\d)",
        _day,
    ),
    rule(rf"(?<![\dA-Za-z.-])({_YEAR})[-/](0[1-9]|1[0-2])(?![\d/-]|年)", _month),
    rule(
        rf"(?<![\d.,-])({_YEAR})\.({_MONTH})(?= ?(?:—{{1,2}}|[-~至到]) ?"
        rf"(?:{_YEAR}\.{_MONTH}(?![\d.])|今))",
        _month,
    ),
    rule(
        rf"(?<=(?:月)(?:—|-|~|至|到))({_YEAR})\.({_MONTH})(?![\d.])",
        _month,
    ),
)
"""Dates in figures with marks between; said before codes, which look alike."""

DATES: tuple[Rule, ...] = (
    rule(rf"(?<!\d){_YEAR}(?= ?[到至、和及] ?{_YEAR}(?:年|学年|财年))", _year),
    rule(rf"(?<![\d.,]){_YEAR}(?=年|学年|财年|届|版|级)", _year),
    rule(r"(?<![\d满过达超.])(?:[5-9]0|95|0[05])(?=后(?![期勤续面方备]))", _year),
    rule(r"(?<![\d.])0(\d)(?=[月日])", _without_zero),
    rule(
        r"(?<![\d:.])([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?(?![\d:]|：\d)",
        _time,
    ),
)
"""Years and times of day; said after ranges have lost their dashes."""
