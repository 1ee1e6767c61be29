"""Fill a figure into a section of a spreadsheet's number format; pure.

The rules are those of ECMA-376 part 1, 18.8.31: digits are filled from the right, what
is quoted stands between them, a comma behind the last digit divides by a thousand.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import Enum, auto
from functools import lru_cache

_TOKEN = re.compile(
    r'"([^"]*)"|[\\!](.)|_.|\*.|\[[^\]]*\]|(General|G/通用格式)|(E[+-])|(.)',
    re.IGNORECASE | re.DOTALL,
)
_DIGITS = "0#?"
_OWN_DIGITS = "123456789"
_GROUP = 3
_THOUSAND, _HUNDRED = Decimal(1000), Decimal(100)
_GENERAL_DIGITS = 15
_MOST_SECTIONS = 512


class _Kind(Enum):
    DIGIT = auto()
    POINT = auto()
    COMMA = auto()
    LITERAL = auto()
    GENERAL = auto()
    TEXT = auto()
    POWER = auto()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: _Kind
    text: str


def general(value: Decimal) -> str:
    """Return a number as a cell without a format shows it, but never in powers."""
    with_limit = Decimal(f"{value:.{_GENERAL_DIGITS}g}")
    text = f"{with_limit:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def takes_figures(section: str) -> bool:
    """Say whether a section shows the figure that is put into it.

    Question marks alone only hold the room of one: "-"?? stands for nothing.
    """
    return any(
        token.kind is _Kind.GENERAL
        or (token.kind is _Kind.DIGIT and token.text in "0#")
        for token in _tokens(section)
    )


def takes_text(section: str) -> bool:
    """Say whether a section shows the text that is put into it."""
    return any(token.kind is _Kind.TEXT for token in _tokens(section))


def words_of(section: str, text: str = "") -> str:
    """Return what a section without digits says, with a text in its place."""
    said = (
        text if token.kind is _Kind.TEXT else token.text for token in _tokens(section)
    )
    return "".join(said).strip()


def filled(value: Decimal, section: str, *, negative: bool) -> str:
    """Return a figure that is not negative as a section shows it.

    Brackets around a negative figure become its sign, for they are read as a remark.
    """
    tokens = _with_point([*_tokens(section)])
    kinds = {token.kind for token in tokens}
    percents = sum(t.text.count("%") for t in tokens if t.kind is _Kind.LITERAL)
    if _Kind.POWER in kinds or _is_fraction(tokens):
        return ("-" if negative else "") + general(value)
    if negative:
        tokens = [_unbracketed(token) for token in tokens]
    value *= _HUNDRED**percents
    shown = list(_shown(value, tokens))
    first = next(n for n, token in enumerate(tokens) if token.kind in _FIGURES)
    told = "".join(shown[:first])
    is_nought = not any(c in _OWN_DIGITS for c in "".join(shown[first:]))
    if is_nought:
        told = told.replace("-", "")
    sign = "-" if negative and not is_nought and "-" not in told else ""
    return (told + sign + "".join(shown[first:])).strip()


_FIGURES = frozenset((_Kind.DIGIT, _Kind.GENERAL, _Kind.POINT))


@lru_cache(maxsize=_MOST_SECTIONS)
def _tokens(section: str) -> tuple[_Token, ...]:
    return tuple(_read(section))


def _read(section: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(section):
        quoted, escaped, plain, power, other = match.groups()
        if plain:
            yield _Token(_Kind.GENERAL, plain)
        elif power:
            yield _Token(_Kind.POWER, power)
        elif quoted or escaped:
            yield _Token(_Kind.LITERAL, quoted or escaped)
        elif other:
            yield _Token(_kind(other), other)


def _kind(sign: str) -> _Kind:
    if sign in _DIGITS:
        return _Kind.DIGIT
    return {".": _Kind.POINT, ",": _Kind.COMMA, "@": _Kind.TEXT}.get(
        sign, _Kind.LITERAL
    )


def _with_point(tokens: list[_Token]) -> list[_Token]:
    """Return tokens in which a point that is written between digits is one.

    0!.0, is how sheets show 万元: thousands, with a point written before the last.
    """
    places = [n for n, token in enumerate(tokens) if token.kind is _Kind.DIGIT]
    if not places or any(token.kind is _Kind.POINT for token in tokens):
        return tokens
    for number in range(places[0], places[-1]):
        if tokens[number] == _Token(_Kind.LITERAL, "."):
            after = [t for t in tokens[number:] if t.kind is _Kind.DIGIT]
            shift = _Token(_Kind.POINT, "." * (1 + len(after)))
            return [*tokens[:number], shift, *tokens[number + 1 :]]
    return tokens


def _is_fraction(tokens: Sequence[_Token]) -> bool:
    """Say whether digits stand on both sides of a stroke: # ?/?."""
    strokes = [n for n, t in enumerate(tokens) if t == _Token(_Kind.LITERAL, "/")]
    return any(
        _Kind.DIGIT in {t.kind for t in tokens[:n]}
        and _Kind.DIGIT in {t.kind for t in tokens[n:]}
        for n in strokes
    )


def _unbracketed(token: _Token) -> _Token:
    if token.kind is not _Kind.LITERAL:
        return token
    return _Token(_Kind.LITERAL, token.text.translate(_BRACKETS))


_BRACKETS = str.maketrans("", "", "()（）")


def _shown(value: Decimal, tokens: Sequence[_Token]) -> Iterator[str]:
    """Yield what stands in the place of each token."""
    point = _first(tokens, _Kind.POINT)
    whole = [n for n, t in enumerate(tokens) if t.kind is _Kind.DIGIT and n < point]
    parts = [n for n, t in enumerate(tokens) if t.kind is _Kind.DIGIT and n > point]
    last = max((*whole, *parts), default=-1)
    value = _scaled(value, tokens, last, point)
    figure = _rounded(value, len(parts))
    if figure is None:
        yield from _loosely(value, tokens)
        return
    digits, _, decimals = figure.partition(".")
    grouped = any(t.kind is _Kind.COMMA for t in tokens[: max(whole, default=0)])
    given = _given(digits, [tokens[n].text for n in whole], grouped=grouped)
    kept = _kept(decimals, [tokens[n].text for n in parts])
    for number, token in enumerate(tokens):
        if token.kind is _Kind.DIGIT:
            yield (
                given[whole.index(number)]
                if number < point
                else (kept[parts.index(number)])
            )
        elif token.kind is _Kind.POINT and number == point:
            # Without a digit before it, a point has a nought of its own.
            yield ("" if whole else digits) + ("." if any(kept) else "")
        elif token.kind is _Kind.GENERAL:
            yield general(value)
        elif token.kind is _Kind.LITERAL:
            yield token.text
        else:
            yield ""


def _loosely(value: Decimal, tokens: Sequence[_Token]) -> Iterator[str]:
    """Yield a figure of too many digits for its pattern, with the words around it."""
    told = False
    for token in tokens:
        if token.kind is _Kind.LITERAL:
            yield token.text
        elif token.kind is _Kind.DIGIT and not told:
            told = True
            yield general(value)
        else:
            yield ""


def _first(tokens: Sequence[_Token], kind: _Kind) -> int:
    found = (number for number, token in enumerate(tokens) if token.kind is kind)
    return next(found, len(tokens))


def _scaled(value: Decimal, tokens: Sequence[_Token], last: int, point: int) -> Decimal:
    """Return a value in the unit of its pattern: commas that part no digits divide."""
    if point < len(tokens):
        value /= Decimal(10) ** (len(tokens[point].text) - 1)
    before = max((n for n in range(point) if tokens[n].kind is _Kind.DIGIT), default=0)
    for number, token in enumerate(tokens):
        behind = number > last or (before < number < point)
        if token.kind is _Kind.COMMA and behind:
            value /= _THOUSAND
    return value


def _rounded(value: Decimal, places: int) -> str | None:
    """Return a figure with so many places, half away from zero; None: too long."""
    try:
        return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    except InvalidOperation:
        return None


def _given(digits: str, places: Sequence[str], *, grouped: bool) -> list[str]:
    """Return what each place before the point shows; the first takes what is left."""
    left = "" if digits == "0" else digits
    found: list[str] = []
    count = 0
    for place in reversed(places):
        digit, left = left[-1:], left[:-1]
        found.append(_grouped(digit or ("0" if place == "0" else ""), count, grouped))
        count += 1
    while left and found:
        found[-1] = _grouped(left[-1], count, grouped) + found[-1]
        left, count = left[:-1], count + 1
    return found[::-1]


def _grouped(digit: str, count: int, grouped: bool) -> str:  # noqa: FBT001 - one of three values of one place
    return f"{digit}," if digit and grouped and count and not count % _GROUP else digit


def _kept(decimals: str, places: Sequence[str]) -> list[str]:
    """Return what each place behind the point shows; noughts at the end only at 0."""
    found = list(decimals.ljust(len(places), "0"))
    for number in range(len(places) - 1, -1, -1):
        if places[number] == "0" or found[number] != "0":
            break
        found[number] = ""
    return found
