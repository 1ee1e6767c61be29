"""Read and write the words of a standard catalogue's cells; pure.

What 公开时限 means is read by `sheet_time`.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import TypeVar

from config.retention import Retention
from programme.boards import Audience, Board, KindOfAct
from programme.carriers import Carrier
from programme.period import Frequency
from publishing.catalogue.entry import Facet
from publishing.tables.units import UnitLevel

CARRIERS: Mapping[Carrier, str] = {
    Carrier.SCREEN: "电子屏",
    Carrier.KIOSK: "触摸屏",
    Carrier.PAPER_BOARD: "公开栏",
    Carrier.WEBSITE: "政府网站",
    Carrier.WECHAT: "微信",
    Carrier.SMS: "短信",
    Carrier.BROADCAST: "广播电视",
    Carrier.BULLETIN: "简报",
    Carrier.MEETING: "会议",
    Carrier.NEWSPAPER: "报纸",
}
AUDIENCES: Mapping[Audience, str] = {
    Audience.EVERYONE: "全社会",
    Audience.VILLAGE_RESIDENTS: "本村居民",
    Audience.PARTY_MEMBERS: "党员",
    Audience.OWN_STAFF: "本单位人员",
    Audience.NAMED_GROUP: "指定范围",
}
BOARDS: Mapping[Board, str] = {
    Board.PARTY: "党务",
    Board.GOV: "政务",
    Board.VILLAGE: "村务",
    Board.FINANCE: "财务",
}
FACETS: Mapping[Facet, str] = {
    Facet.DECISION: "决策",
    Facet.EXECUTION: "执行",
    Facet.MANAGEMENT: "管理",
    Facet.SERVICE: "服务",
    Facet.RESULT: "结果",
}
RETENTIONS: Mapping[Retention, str] = {
    Retention.PERMANENT: "永久",
    Retention.THIRTY_YEARS: "30年",
    Retention.TEN_YEARS: "10年",
}
KINDS: Mapping[KindOfAct, str] = {
    KindOfAct.DISCLOSURE: "公开",
    KindOfAct.PUBLIC_NOTICE: "公示",
    KindOfAct.ANNOUNCEMENT: "公告",
    KindOfAct.CONSULTATION: "征求意见",
}
LEVELS: Mapping[UnitLevel, str] = {
    UnitLevel.COUNTY: "县级",
    UnitLevel.TOWNSHIP: "乡级",
    UnitLevel.VILLAGE: "村级",
    UnitLevel.DEPARTMENT: "部门",
}
FREQUENCIES: Mapping[Frequency, str] = {one: one.label for one in Frequency}

TICKED, EMPTY = "■", "□"
_TICKS = "■☑√✓✔●◼▣"
_BOXES = "□☐○◻"
_PIECES = re.compile(rf"([{_TICKS}{_BOXES}])\s*([^{_TICKS}{_BOXES}]*)")
_LIKE: tuple[tuple[str, Carrier], ...] = (
    ("电子屏", Carrier.SCREEN),
    ("显示屏", Carrier.SCREEN),
    ("公示栏", Carrier.PAPER_BOARD),
    ("公开栏", Carrier.PAPER_BOARD),
    ("公告栏", Carrier.PAPER_BOARD),
    ("触摸", Carrier.KIOSK),
    ("查询机", Carrier.KIOSK),
    ("查阅点", Carrier.KIOSK),
    ("服务中心", Carrier.KIOSK),
    ("便民服务站", Carrier.KIOSK),
    ("网", Carrier.WEBSITE),
    ("微", Carrier.WECHAT),
    ("短信", Carrier.SMS),
    ("精准推送", Carrier.SMS),
    ("广播", Carrier.BROADCAST),
    ("电视", Carrier.BROADCAST),
    ("公报", Carrier.BULLETIN),
    ("简报", Carrier.BULLETIN),
    ("公开信", Carrier.BULLETIN),
    ("明白纸", Carrier.BULLETIN),
    ("会", Carrier.MEETING),
    ("入户", Carrier.MEETING),
    ("现场", Carrier.MEETING),
    ("纸质媒体", Carrier.NEWSPAPER),
    ("报纸", Carrier.NEWSPAPER),
)
_NOT_TICKED = frozenset({"", "×", "x", "X", "否", "无", "-", "—", "□", "☐", "○"})
_IGNORED = ("其他", "其它")
_ORDER = list(Carrier)
T = TypeVar("T", bound=Enum)


class Unread(Exception):
    """Say what in a cell cannot be read."""


def one_of(text: str, names: Mapping[T, str]) -> T:
    """Return what a word means.

    Raises:
        Unread: It means nothing here; the message says what may stand.
    """
    for value, name in names.items():
        if plain_of(text) == name:
            return value
    message = f"“{text[:20]}”不认识。可以写：{'、'.join(names.values())}"
    raise Unread(message)


def ticked(text: str) -> bool:
    """Say whether a cell under a name is ticked; an empty or crossed one is not."""
    return plain_of(text) not in _NOT_TICKED


def carriers_of(text: str) -> tuple[Carrier, ...]:
    """Return the carriers that a list ticks; without boxes, all that it names.

    Raises:
        Unread: It ticks nothing, or something that is not known.
    """
    plain = unicodedata.normalize("NFKC", text)
    pieces = _PIECES.findall(plain)
    if pieces:
        named = [words for box, words in pieces if box in _TICKS]
    else:
        named = re.split(r"[、,;\n]", plain)
    found: set[Carrier] = set()
    unknown = []
    for words in (plain_of(one) for one in named):
        kept = _carriers_like(words)
        if not kept and words and words not in _IGNORED:
            unknown.append(words[:20])
        found |= kept
    if unknown:
        raise Unread(f"不认识载体“{'、'.join(unknown)}”")
    if not found:
        raise Unread("没有勾选载体，请在要用的前面写■")
    return tuple(sorted(found, key=_ORDER.index))


def carriers_text(carriers: Iterable[Carrier]) -> str:
    """Return carriers as a list with ticks."""
    kept = set(carriers)
    return " ".join(
        f"{TICKED if one in kept else EMPTY}{name}" for one, name in CARRIERS.items()
    )


def audience_of(text: str) -> tuple[Audience, str]:
    """Return whom the words of a 特定群体 cell mean, and the words beside it."""
    plain = " ".join(text.split())
    name, colon, words = plain.partition("：")
    for audience, label in AUDIENCES.items():
        if audience is not Audience.EVERYONE and name == label:
            return audience, words if colon else ""
    if len(plain) == 1:
        return Audience.NAMED_GROUP, ""
    like = (
        ("村民", Audience.VILLAGE_RESIDENTS),
        ("居民", Audience.VILLAGE_RESIDENTS),
        ("党员", Audience.PARTY_MEMBERS),
        ("职工", Audience.OWN_STAFF),
        ("本单位", Audience.OWN_STAFF),
    )
    found = [audience for part, audience in like if part in plain]
    return (found[0] if found else Audience.NAMED_GROUP), plain


def audience_text(audience: Audience, words: str) -> str:
    """Return what stands in the 特定群体 cell."""
    if words:
        return f"{AUDIENCES[audience]}：{words}"
    return "√" if audience is Audience.NAMED_GROUP else AUDIENCES[audience]


def day_of(text: str) -> date:
    """Return the day that was written.

    Raises:
        Unread: It is none.
    """
    plain = re.sub(r"[年月./]", "-", plain_of(text)).rstrip("日-")
    parts = plain.split("-")
    try:
        year, month, on = (int(part) for part in parts)
        return date(year, month, on)
    except ValueError as error:
        message = f"“{text[:20]}”不是日期，请写成 2026-01-01"
        raise Unread(message) from error


def _carriers_like(words: str) -> set[Carrier]:
    for carrier, name in CARRIERS.items():
        if words == name:
            return {carrier}
    return {carrier for part, carrier in _LIKE if part in words}


def plain_of(text: str) -> str:
    """Return text without blanks, in one width."""
    return "".join(unicodedata.normalize("NFKC", text).split())
