"""Count Word's automatic numbers: 一、 and 第三条 come along as they are seen."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from media.imports.word_text import W

_DIGITS = "零一二三四五六七八九"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CHINESE = ("chinese", "ideograph", "japanese", "taiwanese")
_UNNUMBERED = ("bullet", "none")
_PLAIN = ("%1.", "%1、", "%1．")
_LEVELS = 9
_HUNDRED, _TWENTY, _TEN = 100, 20, 10
_MOST = 3_999


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlace:
    """Be where a paragraph stands in a numbering."""

    number_id: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Be what stands before a paragraph: 1. or 一、 or 第三条; empty for a dot."""

    text: str
    number: int
    plain: bool
    """Whether it is a number like those that our own lists have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    form: str = "decimal"
    text: str = "%1."
    start: int = 1


class Numbering:
    """Count along one document."""

    def __init__(
        self, levels: Mapping[str, Mapping[int, _Level]], families: Mapping[str, str]
    ) -> None:
        self._levels = levels
        self._families = families
        self._counts: dict[str, list[int]] = {}

    def next_label(self, place: ListPlace) -> Label | None:
        """Return the next label at a place; None where there are only dots."""
        levels = self._levels.get(place.number_id, {})
        own = levels.get(place.level, _Level())
        if own.form in _UNNUMBERED:
            return None
        family = self._families.get(place.number_id, place.number_id)
        counts = self._counts.setdefault(family, [0] * _LEVELS)
        if counts[place.level] == 0:
            counts[place.level] = own.start - 1
        counts[place.level] += 1
        counts[place.level + 1 :] = [0] * (_LEVELS - place.level - 1)
        text = own.text
        for level in range(place.level + 1):
            form = levels.get(level, _Level()).form
            shown = _written(max(1, counts[level]), form)
            text = text.replace(f"%{level + 1}", shown)
        plain = place.level == 0 and own.form == "decimal" and own.text in _PLAIN
        return Label(text=text, number=counts[place.level], plain=plain)


def numbering_of(element: _Element | None) -> Numbering:
    """Return the numbering that a document's numbering part describes."""
    if element is None:
        return Numbering({}, {})
    kinds = {
        kind.get(f"{W}abstractNumId") or "": _levels(kind)
        for kind in element.findall(f"{W}abstractNum")
    }
    levels: dict[str, dict[int, _Level]] = {}
    families: dict[str, str] = {}
    for number in element.findall(f"{W}num"):
        name = number.get(f"{W}numId") or ""
        kind = _value(number.find(f"{W}abstractNumId"))
        restarts = number.find(f"{W}lvlOverride/{W}startOverride") is not None
        levels[name] = kinds.get(kind, {})
        # Lists of one kind go on counting together, unless one begins anew.
        families[name] = f"n{name}" if restarts else f"k{kind}"
    return Numbering(levels, families)


def _levels(kind: _Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in kind.findall(f"{W}lvl"):
        index = level.get(f"{W}ilvl") or "0"
        start = _value(level.find(f"{W}start"))
        found[int(index) if index.isdigit() else 0] = _Level(
            form=_value(level.find(f"{W}numFmt")) or "decimal",
            text=_value(level.find(f"{W}lvlText")),
            start=int(start) if start.isdigit() else 1,
        )
    return found


def _written(number: int, form: str) -> str:
    """Return a number in a form of Word's; forms that we do not know are decimal."""
    if form.startswith(_CHINESE):
        return _chinese(number)
    if form in ("upperLetter", "lowerLetter"):
        letters = chr(ord("A") + (number - 1) % 26) * (1 + (number - 1) // 26)
        return letters if form == "upperLetter" else letters.lower()
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return _circled(number) if "nclosedCircle" in form else str(number)


def _chinese(number: int) -> str:
    """Return 一 to 九十九; beyond that the digits."""
    if number >= _HUNDRED:
        return str(number)
    tens, ones = divmod(number, _TEN)
    if tens == 0:
        return _DIGITS[ones]
    head = "十" if number < _TWENTY else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    if number > _MOST:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= _TWENTY else str(number)


def _value(element: _Element | None) -> str:
    return "" if element is None else (element.get(f"{W}val") or "")
