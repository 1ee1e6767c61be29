"""Say amounts of money in 元, 角 and 分; adds nothing up."""

import re

from media.speech.numerals import NUMBER, Rule, cardinal, decimal, rule

_MINUS = r"(?<![\dA-Za-z])-"
_SCALE = r"(万亿|亿|千万|百万|万|千|百)?"
_FEN_PLACES = 2
_TWO = "2"


def _amount(figures: str, scale: str, *, coin: str = "元") -> str:
    whole, _, fraction = figures.replace(",", "").partition(".")
    if scale or len(fraction) > _FEN_PLACES:
        return f"{_count(figures, fraction)}{scale}{coin}"
    jiao, fen = tuple(fraction.ljust(_FEN_PLACES, "0"))
    said = f"{_count(whole, '')}{coin}"
    if int(whole) == 0 and fraction.strip("0"):
        said = ""
    return said + _coins(jiao, fen, after_yuan=bool(said))


def _coins(jiao: str, fen: str, *, after_yuan: bool) -> str:
    said = ""
    if jiao != "0":
        said = f"{'两' if jiao == _TWO else cardinal(jiao)}角"
    elif fen != "0" and after_yuan:
        said = "零"
    return f"{said}{cardinal(fen)}分" if fen != "0" else said


def _count(figures: str, fraction: str) -> str:
    if figures == _TWO and not fraction:
        return "两"
    return decimal(figures)


def _marked(found: re.Match[str]) -> str:
    sign = "负" if found[1] or found[3] else ""
    coin = "美元" if found[2] == "$" else "元"
    return sign + _amount(found[4], found[5] or "", coin=coin)


def _named(found: re.Match[str]) -> str:
    return ("负" if found[1] else "") + _amount(found[2], found[3] or "")


MONEY: tuple[Rule, ...] = (
    rule(rf"(?:({_MINUS}) ?)?([¥$]) ?(-)?({NUMBER}) ?{_SCALE}(?:元)?", _marked),
    rule(rf"({_MINUS})?(?<![\d.,])({NUMBER}) ?{_SCALE}元", _named),
)
"""Amounts with the sign before, then amounts with the word after."""
