"""Write a cell's value as its sheet shows it, exact to the fen; nothing is read here.

A binary fraction is rounded from its shortest decimal form, half away from zero, as
spreadsheets do: 2.675 in a column of two places is 2.68.
"""

import datetime as dt
import operator
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from media.imports.date_format import moment_shown
from media.imports.number_pattern import (
    filled,
    general,
    takes_figures,
    takes_text,
    words_of,
)

_NOTHING, _PLAIN = "—", "General"
_CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")
_PART = re.compile(r'"[^"]*"|[\\!_*].|.', re.DOTALL)
_BRACKETED = re.compile(r"\[[^\]]*\]")
_LETTERS = re.compile(r"[A-Za-z]")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)\]")
_HOLDS = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_MOST_DIGITS = 40
_MOST_FORMATS = 256
_TEXT_SECTION = 3
_ZERO_SECTION = 2


def shown(value: object, number_format: str) -> str:
    """Return the text of a cell; empty where its format shows nothing."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float | Decimal):
        return _number(_exact(value), number_format or _PLAIN)
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return _moment(value, number_format)
    return "" if value is None else _text(str(value), number_format)


def _exact(value: float | Decimal) -> Decimal:
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


@lru_cache(maxsize=_MOST_FORMATS)
def _sections(number_format: str) -> tuple[str, ...]:
    spelled = _CURRENCY.sub(r"\1", number_format)
    found = [""]
    for part in _PART.findall(spelled):
        if part == ";":
            found.append("")
        else:
            found[-1] += part
    return tuple(found)


def _text(value: str, number_format: str) -> str:
    if number_format == _PLAIN:
        return value
    sections = _sections(number_format)
    own = sections[_TEXT_SECTION:] or tuple(s for s in sections if takes_text(s))
    if len(sections) > _TEXT_SECTION and not own[0]:
        return ""
    return words_of(own[0], value) if own and takes_text(own[0]) else value


def _number(value: Decimal, number_format: str) -> str:
    if not value.is_finite() or value.adjusted() > _MOST_DIGITS:
        return str(value)
    if number_format == _PLAIN:
        return general(value)
    sections = _sections(number_format)
    section = _chosen(value, sections)
    if not section and len(sections) > 1:
        return _NOTHING if value == 0 else ""
    return _in_section(value, section)


def _in_section(value: Decimal, section: str) -> str:
    if not takes_figures(section):
        return general(value) if _is_of_others(section) else _words(section)
    return filled(abs(value), section, negative=value < 0)


def _is_of_others(section: str) -> bool:
    """Say whether a section without digits is one of text or of days."""
    parts = _PART.findall(_BRACKETED.sub("", section))
    bare = "".join(part for part in parts if len(part) == 1)
    return not section or takes_text(section) or _LETTERS.search(bare) is not None


def _chosen(value: Decimal, sections: Sequence[str]) -> str:
    """Return the section of a value: by its conditions, or by its sign."""
    conditions = [_CONDITION.search(section) for section in sections[:2]]
    if any(conditions):
        for condition, section in zip(conditions, sections, strict=False):
            if condition is None or _holds(value, condition):
                return section
        return sections[2] if len(sections) > _ZERO_SECTION else _PLAIN
    if value == 0 and len(sections) > _ZERO_SECTION:
        return sections[_ZERO_SECTION]
    return sections[1] if value < 0 and len(sections) > 1 else sections[0]


def _holds(value: Decimal, condition: re.Match[str]) -> bool:
    return bool(_HOLDS[condition[1]](value, Decimal(condition[2])))


def _words(section: str) -> str:
    """Return what a section without digits says; a dash stands for nothing."""
    words = words_of(section)
    return _NOTHING if set(words) <= {"-", " ", "?"} else words


def _moment(value: dt.date | dt.time | dt.timedelta, number_format: str) -> str:
    if not isinstance(value, dt.timedelta):
        return moment_shown(value, number_format)
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02d}"
