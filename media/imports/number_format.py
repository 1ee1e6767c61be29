"""Write a cell's value as its sheet shows it, exact to the fen; nothing is read here.

A binary fraction is rounded from its shortest decimal form, half away from zero, as
spreadsheets do: 2.675 in a column of two places is 2.68.
"""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_QUOTED = re.compile(r'"([^"]*)"')
_NOISE = re.compile(r"_.|\*.|\\|\[[^\]]*\]|\?")
_DIGITS = re.compile(r"[#0](?:[#0,]*[#0])?(?:\.[#0]+)?(,*)")
_TEN_THOUSANDS = re.compile(r"[#0](?:[#0,]*[#0])?!\.([#0]+),")
_GENERAL_DIGITS = 15
_NOTHING = "—"
_CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")
_MOST_DIGITS = 40
_HIDDEN = 0xF0000
"""Where signs that are meant literally are kept out of the pattern's way."""


def shown(value: object, number_format: str) -> str:
    """Return the text of a cell."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float | Decimal):
        return _number(_exact(value), number_format or "General")
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return _moment(value)
    return "" if value is None else str(value)


def _exact(value: float | Decimal) -> Decimal:
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _number(value: Decimal, number_format: str) -> str:
    if not value.is_finite() or value.adjusted() > _MOST_DIGITS:
        return str(value)
    sections = _CURRENCY.sub(r"\1", number_format).split(";")
    if value == 0 and len(sections) > 2:  # noqa: PLR2004 - the third is for zero
        zero = sections[2]
        return _formatted(value, zero) if _pattern(zero) else _words(zero)
    own = value < 0 and len(sections) > 1 and _pattern(sections[1]) is not None
    section = sections[1] if own else sections[0]
    if not _pattern(section):
        return _general(value)
    # A section of its own writes its sign itself; brackets become a sign.
    return _formatted(abs(value), section, negative=value < 0)


def _pattern(section: str) -> re.Match[str] | None:
    bare = _NOISE.sub("", _QUOTED.sub("", section))
    return _DIGITS.search(bare)


def _words(section: str) -> str:
    """Return what a section without digits says; a dash stands for nothing."""
    words = _NOISE.sub("", _QUOTED.sub(r"\1", section)).strip()
    return _NOTHING if set(words) <= {"-", " "} else words


def _formatted(value: Decimal, section: str, *, negative: bool = False) -> str:
    """Return a value that is not negative in the pattern of a section."""
    spelled = _NOISE.sub("", _QUOTED.sub(lambda m: _kept(m[1]), section)).strip()
    shifted = _TEN_THOUSANDS.search(spelled)
    if shifted:
        # 0!.0, is how a sheet shows 万元: thousands, with a point written in between.
        spelled = spelled.replace("!", "")
        value /= Decimal(10) ** len(shifted[1])
    match = _DIGITS.search(spelled)
    if match is None or "E+" in spelled or "/" in spelled:
        return ("-" if negative else "") + _general(value)
    before, after = spelled[: match.start()], spelled[match.end() :]
    if "%" in spelled:
        value *= 100
    value /= Decimal(1000) ** len(match[1])
    if negative:
        before, after = before.replace("(", ""), after.replace(")", "")
    sign = "-" if negative and "-" not in before else ""
    figure = _figure(value, match[0].rstrip(","))
    return _unkept(f"{before}{sign}{figure}{after}").strip()


def _figure(value: Decimal, pattern: str) -> str:
    whole, _, fraction = pattern.partition(".")
    try:
        rounded = value.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    except InvalidOperation:
        return _general(value)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    least = len(fraction.rstrip("#"))
    if "." in text and least < len(fraction):
        head, tail = text.split(".")
        tail = tail[:least] + tail[least:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    zeros = whole.replace(",", "").count("0")
    return (
        text.zfill(zeros + len(text) - len(text.split(".")[0])) if zeros > 1 else text
    )


def _general(value: Decimal) -> str:
    """Return a number as a cell without a format shows it, but never in powers."""
    with_limit = Decimal(f"{value:.{_GENERAL_DIGITS}g}")
    text = f"{with_limit:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _kept(words: str) -> str:
    """Hide quoted digits and signs, so that they are not taken for the pattern."""
    return "".join(chr(ord(c) + _HIDDEN) if c in "#0,.%E/?_*" else c for c in words)


def _unkept(text: str) -> str:
    return "".join(chr(ord(c) - _HIDDEN) if ord(c) >= _HIDDEN else c for c in text)


def _moment(value: dt.date | dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return value.strftime("%Y-%m-%d %H:%M")
    return value.strftime("%Y-%m-%d")
