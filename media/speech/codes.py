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
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
"""As letters; the signs of one character are said in `glyphs`."""
_ROMAN_LETTERS = "|".join(sorted(_ROMAN, key=len, reverse=True))


def _in_brackets(found: re.Match[str]) -> str:
    return f"〔{singly(found[1])}〕"


def _register(found: re.Match[str]) -> str:
    return f"{singly(found[1])}杠{as_code(found[2])}"


def _short_or_code(figures: str) -> str:
    plain = len(figures) <= _MONTH_LENGTH and not figures.startswith("0")
    return cardinal(figures) if plain else as_code(figures)


def _chain(found: re.Match[str]) -> str:
    return _chain_of(found[0])


def _chain_of(figures: str) -> str:
    return "杠".join(map(_short_or_code, figures.split("-")))


def _lettered_chain(found: re.Match[str]) -> str:
    return found[1] + "杠" * bool(found[2]) + _chain_of(found[3])


def _standard(found: re.Match[str]) -> str:
    return f"{found[1]}{as_code(found[2])}杠{singly(found[3])}"


def _plot(found: re.Match[str]) -> str:
    return f"{singly(found[1])}杠{_short_or_code(found[2])}"


def _house(found: re.Match[str]) -> str:
    """A house behind a house falls or stays alike: 12-3号楼; a range rises."""
    first, second = int(found[1]), int(found[2])
    return f"{cardinal(first)}{'杠' if second <= first else '到'}{cardinal(second)}"


def _roman(found: re.Match[str]) -> str:
    return cardinal(_ROMAN.index(found[0]) + 1)


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
    rule(
        r"(?<![A-Za-z\d])(\d{1,4})[xX](?=\d{1,4}(?!\d))", lambda found: f"{found[1]}乘"
    ),
    rule(
        rf"(?<![A-Za-z])([A-Z]{{1,5}}(?:/[A-Z]{{1,2}})? ?)(\d{{2,6}}(?:\.\d{{1,2}})?)"
        rf"[-—]({_YEAR})(?!\d)",
        _standard,
    ),
    rule(rf"(?<![A-Za-z])(?:{_ROMAN_LETTERS})(?=[级类])", _roman),
    rule(r"(?<![A-Za-z])No\.? ?(?=\d)", lambda _: "第"),
    rule(
        r"(?<![A-Za-z\d])([A-Z]{2,6})(-?)(\d{1,20}(?:-\d{1,20})+)(?![\d-])",
        _lettered_chain,
    ),
    rule(rf"(?<![\d-])({_YEAR})-(\d{{1,4}})(?=号(?:地块|宗地|地|图))", _plot),
    rule(r"(?<![\d.-])(\d{1,3})-(\d{1,3})(?=号楼|号房|栋|幢|室)", _house),
    rule(r"#(\d{1,4})(?=楼|栋|幢|门|机|窗)", lambda found: f"{cardinal(found[1])}号"),
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
    rule(r"(?<=[幢栋]|元|楼)(?<=\d[幢栋]|单元|号楼)\d{3,4}(?![\d元号]|\.\d)", _code),
)
"""Document and register numbers, rooms, and codes of letters and figures."""
