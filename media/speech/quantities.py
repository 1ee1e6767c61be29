"""Say ranges, parts, measures and plain counts; the last rules take every figure."""

import re

from media.speech.numerals import (
    NUMBER,
    Rule,
    as_code,
    cardinal,
    decimal,
    rule,
    singly,
)

UNITS = {
    "km²": "平方公里",
    "hm²": "公顷",
    "cm²": "平方厘米",
    "m²": "平方米",
    "m2": "平方米",
    "m³": "立方米",
    "m3": "立方米",
    "kW·h": "千瓦时",
    "kWh": "千瓦时",
    "kW": "千瓦",
    "MW": "兆瓦",
    "kVA": "千伏安",
    "kV": "千伏",
    "V": "伏",
    "W": "瓦",
    "dB": "分贝",
    "kPa": "千帕",
    "MPa": "兆帕",
    "Hz": "赫兹",
    "Mbps": "兆比特每秒",
    "μg": "微克",
    "μm": "微米",
    "ha": "公顷",
    "km": "公里",
    "cm": "厘米",
    "mm": "毫米",
    "kg": "千克",
    "KG": "千克",
    "mg": "毫克",
    "mL": "毫升",
    "ml": "毫升",
    "°C": "摄氏度",
    "min": "分钟",
    "m": "米",
    "g": "克",
    "t": "吨",
    "L": "升",
    "h": "小时",
    "s": "秒",
}

_MEASURE = (
    "(?:个|份|天|名|人|次|张|项|件|户|家|年(?!级|度)|小时|周|位|条|只|台|辆|本|套|岁"
    "|公里|千米|米|平方|立方|公顷|吨|亩|种|页|间|座|棵|株|头|处|批|轮|步|半|斤|公斤"
    "|千克|箱|袋|盒|块|片|场|倍|遍|趟|所|分钟|点|把|支|根|道|扇|角|千|万|亿|美元)"
)
_UNIT = "|".join(map(re.escape, UNITS))
_HAN_FIGURE = "零一二两三四五六七八九十"
_DASH = r"(?:-| - | ?(?:—{1,2}|~) ?)"
_LONG = 7
_NEVER_A_COUNT = 9
_ROUND = "000"


def _to(_: re.Match[str]) -> str:
    return "到"


def _parts(name: str) -> Rule:
    sign = {"百": "%", "千": "‰"}[name]
    return rule(rf"({NUMBER}) ?{sign}", lambda found: f"{name}分之{_part(found[1])}")


def _part(figures: str) -> str:
    return "百" if figures == "100" else decimal(figures)


def _parts_between(found: re.Match[str]) -> str:
    return f"百分之{decimal(found[1])}到{decimal(found[2])}"


def _mixed(found: re.Match[str]) -> str:
    whole, above, below = map(cardinal, found.groups())
    return f"{whole}又{below}分之{above}"


def _fraction(found: re.Match[str]) -> str:
    return f"{cardinal(found[2])}分之{cardinal(found[1])}"


def _measured(found: re.Match[str]) -> str:
    count = "两" if found[1] == "2" else decimal(found[1])
    return count + UNITS[found[2]]


def _per(found: re.Match[str]) -> str:
    return f"每{UNITS.get(found[1], found[1])}"


def _ratio(found: re.Match[str]) -> str:
    return f"{decimal(found[1])}比{decimal(found[2])}"


def _listed(found: re.Match[str]) -> str:
    return f"{cardinal(found[1])}、"


def _plain(found: re.Match[str]) -> str:
    figures, measure = found[1], found[2]
    if "," in figures:
        return decimal(figures.removesuffix(".00"))
    whole, _, fraction = figures.partition(".")
    if fraction:
        return decimal(figures)
    if _counts_nothing(whole, measured=bool(measure)):
        return as_code(whole)
    return cardinal(whole)


def _counts_nothing(whole: str, *, measured: bool) -> bool:
    if len(whole) > 1 and whole.startswith("0"):
        return True
    if whole.endswith(_ROUND):
        return False
    return len(whole) >= (_NEVER_A_COUNT if measured else _LONG)


RANGES: tuple[Rule, ...] = (
    rule(rf"(?<![\d.,])({NUMBER}){_DASH}({NUMBER}) ?%", _parts_between),
    rule(
        rf"(?<=[\d%‰C年月日号点分时元万亿千百²³]){_DASH}(?=¥?[\d{_HAN_FIGURE}])",
        _to,
    ),
    rule(r"(?<=[一二三四五六日天])(?:-|—{1,2}|~)(?=周|星期)", _to),
)
"""A dash between two figures is 到."""

QUANTITIES: tuple[Rule, ...] = (
    rule(r"(?m)^ *(\d{1,2})\.(?= *[^\d\s])", _listed),
    rule(r"(?:(?<!\w)|(?<=[为是达温余额到]))-(?=\d)", lambda _: "负"),
    rule(r"(?<![\w.])\.(?=\d)", lambda _: "0."),
    _parts("百"),
    _parts("千"),
    rule(r"(?<![\d/.])(\d{1,3}) (\d{1,2})/(\d{1,2})(?![\d/])", _mixed),
    rule(r"(?<![\d/.])(\d{1,4})/(\d{1,4})(?![\d/])", _fraction),
    rule(rf"({NUMBER}) ?({_UNIT})(?![A-Za-z])", _measured),
    rule(
        rf"(?<=[元角分里米克吨升时顷人份次])/({_UNIT}|[一-鿿])(?![A-Za-z])",
        _per,
    ),
    rule(rf"(?<![\d.,])({NUMBER}):({NUMBER})(?![\d.,:])", _ratio),
    rule(r"(\d+)#", lambda found: f"{_short(found[1])}号"),
    rule(rf"(?<![\d.,第])2(?={_MEASURE}|[到至]\d+{_MEASURE})", lambda _: "两"),
    rule(rf"({NUMBER})(?=({_MEASURE})?)", _plain),
)
"""Parts, measures and counts; after these no figure is left."""


def _short(figures: str) -> str:
    return singly(figures) if figures.startswith("0") else cardinal(figures)
