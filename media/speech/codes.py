"""Say what is written in figures but counts nothing: register numbers, rooms, links.

Dates, telephones and money have modules of their own.
"""

import re

from media.speech.numerals import Rule, as_code, cardinal, rule, singly

_MONTH_LENGTH = 2

_LINK = r"(?:https?://|www\.)[\x21-\x7e]+"
_DOMAIN = (
    r"(?<![A-Za-z0-9@])(?:[A-Za-z0-9-]{1,63}\.){1,5}(?:gov|com|org|net|cn)"
    r"(?![A-Za-z0-9])(?:/[\x21-\x7e]*)?"
)
_MAIL = r"(?<![\w.])[A-Za-z0-9._-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"
_YEAR = r"(?:19|20)\d{2}"


def _in_brackets(found: re.Match[str]) -> str:
    return f"〔{singly(found[1])}〕"


def _register(found: re.Match[str]) -> str:
    return f"{singly(found[1])}杠{as_code(found[2])}"


def _short_or_code(figures: str) -> str:
    plain = len(figures) <= _MONTH_LENGTH and not figures.startswith("0")
    return cardinal(figures) if plain else as_code(figures)


def _chain(found: re.Match[str]) -> str:
    return "杠".join(map(_short_or_code, found[0].split("-")))


def _code(found: re.Match[str]) -> str:
    return as_code(found[0])


def _after_letter(found: re.Match[str]) -> str:
    return ("杠" if found[1] else "") + _short_or_code(found[2])


LINKS: tuple[Rule, ...] = (
    rule(_LINK, lambda _: "网址"),
    rule(_MAIL, lambda _: "电子邮箱"),
    rule(_DOMAIN, lambda _: "网址"),
)
"""Links and addresses of mail; said before anything else, they hold figures."""

CODES: tuple[Rule, ...] = (
    rule(rf"[〔\[【]({_YEAR})[〕\]】]", _in_brackets),
    rule(rf"[（(]({_YEAR})[）)](?=第?\d+号)", _in_brackets),
    rule(rf"(?<![\d-])({_YEAR})-(?!{_YEAR}[年学财])(\d{{4,6}})(?![\d-])", _register),
    rule(r"(?<![\d-])\d{1,20}(?:-\d{1,20}){2,}(?![\d-])", _chain),
    rule(
        r"(?<![A-Za-z\d])(?!\d+[A-Za-z]{1,4}(?![A-Za-z\d]))"
        r"(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z\d]{6,40}(?![A-Za-z\d])",
        _code,
    ),
    rule(r"(?<=[A-Za-z])(-?)(\d+)(?![\d,]*\.?\d)", _after_letter),
    rule(r"(?<![\d.,])\d{3,4}(?=室|房间|号房|病房|教室|会议室|路公交)", _code),
)
"""Document and register numbers, rooms, and codes of letters and figures."""
