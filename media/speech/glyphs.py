"""Bring signs that mean the same into one form, and say signs that stand alone.

Knows single characters only; what a run of figures means is not decided here.
"""

import re
import unicodedata
from fractions import Fraction

from media.speech.numerals import cardinal

_FULL_WIDTH = {
    ord(c) + 0xFEE0: c
    for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%.+-/@#&=*$"
}
_SAME = str.maketrans(
    {
        **{chr(code): c for code, c in _FULL_WIDTH.items()},
        "\u00a0": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u3000": " ",
        "\u200b": "",
        "\ufeff": "",
        "\u00ad": "",
        "〜": "~",
        "～": "~",
        "–": "—",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "∶": ":",
        "￥": "¥",
        "㎡": "m²",
        "㎥": "m³",
        "㎢": "km²",
        "㎞": "km",
        "㎝": "cm",
        "㎜": "mm",
        "㎏": "kg",
        "㎎": "mg",
        "℃": "°C",
        "№": "第",
        "½": "1/2",
        "⅓": "1/3",
        "⅔": "2/3",
        "¼": "1/4",
        "¾": "3/4",
    }
)
_SAID = str.maketrans(
    {
        "≥": "不小于",
        "≤": "不大于",
        "≠": "不等于",
        "≈": "约",
        "±": "正负",
        "×": "乘",
        "÷": "除以",
        "=": "等于",
        "+": "加",
        "<": "小于",
        ">": "大于",
        "&": "和",
        "%": "百分号",
        "°": "度",
        "¥": "元",
        "$": "美元",
    }
)
_SPACE_BY_FIGURE = re.compile(
    r"(?<=[0-9]) +(?=[年月日号点时分秒元角万亿个天人件项份次岁楼层名户家])"
    r"|(?<=[年月第共]) +(?=[0-9])"
)


def alike(text: str) -> str:
    """Bring full-width figures, unit signs, dashes and spaces into one form.

    Decimal digits of every script become the ten ASCII ones.
    """
    return _SPACE_BY_FIGURE.sub("", "".join(map(_digit, text.translate(_SAME))))


def _digit(character: str) -> str:
    if not character.isdecimal():
        return character
    return str(unicodedata.decimal(character))


def say_signs(text: str) -> str:
    """Say signs, circled and Roman figures that no rule has taken."""
    return "".join(map(_figure, text.translate(_SAID)))


def _figure(character: str) -> str:
    """Say one character that has a number's worth; leave all others."""
    if unicodedata.category(character)[0] != "N":
        return character
    worth = Fraction(unicodedata.numeric(character)).limit_denominator(1000)
    sign = "负" if worth < 0 else ""
    whole = cardinal(abs(worth.numerator))
    if worth.denominator == 1:
        return sign + whole
    return f"{sign}{cardinal(worth.denominator)}分之{whole}"
