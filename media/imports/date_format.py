"""Write a day or an hour as its sheet shows it; where that is not certain, plainly."""

import datetime as dt
import re
from collections.abc import Mapping

LOCAL_FORMATS: Mapping[int, str] = {
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""What Chinese Excel means by numbers of formats that a file need not spell out."""
_PREFIX = re.compile(r"\[[^\]]*\]")
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|(y+|m+|d+|h+|s+|a{3,4})|(.)', re.IGNORECASE)
_SAFE = frozenset("年月日时分秒/-. :")
_HOURS, _SECONDS = "h", "s"
_DAYS = "一二三四五六日"
_LONGEST_MONTH = 2
_FULL_YEAR = 3


def moment_shown(value: dt.date | dt.time, number_format: str) -> str:
    """Return a day or an hour in its own format, if that is one of figures."""
    section = _PREFIX.sub("", number_format.split(";", maxsplit=1)[0])
    tokens = _TOKEN.findall(section)
    if not _is_certain(tokens):
        return _plain(value)
    said: list[str] = []
    for number, (quoted, escaped, letters, other) in enumerate(tokens):
        if not letters:
            said.append(quoted or escaped or other)
            continue
        part = _part(value, letters.lower(), minutes=_is_minutes(tokens, number))
        if part is None:
            return _plain(value)
        said.append(part)
    return "".join(said).strip()


def _is_certain(tokens: list[tuple[str, str, str, str]]) -> bool:
    """Say whether a format reads alike everywhere: mm-dd-yy is shown as a land likes.

    Two figures for the year, or the month's name, say too little here.
    """
    letters = [token[2].lower() for token in tokens if token[2]]
    if not letters or any(t[3] and t[3] not in _SAFE for t in tokens):
        return False
    years = [one for one in letters if one[0] == "y"]
    names = [one for one in letters if one[0] == "m" and len(one) > _LONGEST_MONTH]
    return not names and all(len(y) >= _FULL_YEAR for y in years)


def _is_minutes(tokens: list[tuple[str, str, str, str]], number: int) -> bool:
    """Say whether an m at this place stands beside hours or seconds."""
    letters = [t[2].lower()[:1] for t in tokens[:number] if t[2]]
    after = [t[2].lower()[:1] for t in tokens[number + 1 :] if t[2]]
    return letters[-1:] == [_HOURS] or after[:1] == [_SECONDS]


def _part(value: dt.date | dt.time, letters: str, *, minutes: bool) -> str | None:
    """Return one part; None where the value has none."""
    if letters[0] == "a":
        day = f"星期{_DAYS[value.weekday()]}" if isinstance(value, dt.date) else None
        return day if day is None or len(letters) > _FULL_YEAR else day[-1]
    names = {"y": "year", "m": "minute" if minutes else "month", "d": "day"}
    name = names.get(letters[0]) or {"h": "hour", "s": "second"}[letters[0]]
    found = getattr(value, name, None)
    if found is None or (letters[0] == "d" and len(letters) > _LONGEST_MONTH):
        return None
    return str(found) if len(letters) == 1 else f"{found:02d}"


def _plain(value: dt.date | dt.time) -> str:
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return value.strftime("%Y-%m-%d %H:%M")
    return value.strftime("%Y-%m-%d")
