"""Say telephone numbers, hotlines and other numbers that a word announces.

Figures are said one by one with 幺 for 1, in the groups people dial in.
"""

import re

from media.speech.numerals import Rule, as_code, rule

PAUSE = "，"

_UNIT = "[元人个件户份次亩吨米万亿条项名家岁天年月日处部台%‰]"
_CUE = (
    r"(电话|热线|专线|拨打|请拨|致电|传真|手机|总机|邮编|邮政编码|账号|帐号|卡号|证号"
    r"|号码|尾号|代码|编号|编码|验证码|密码|工号|登记号)((?:号码|号|为|是)?[:：]? ?)"
)
_ANNOUNCED = r"((?>\d(?:[- ]?\d)+(?:[、/或和及]\d{3,8})*))(?<=\d\d\d)"
_MOBILE_FORM = r"(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})"
_EMERGENCY = r"(?<![\d.,-])1(?:10|19|2[02])"
_OTHERS = re.compile(r"\d+")
_LIST_MARK = re.compile(r"[-— ]+")


def _grouped(*groups: str | None) -> str:
    return PAUSE.join(as_code(group) for group in groups if group)


def _landline(found: re.Match[str]) -> str:
    area, local, extension = found[1], found[2], found[3]
    bare = re.sub(r"\D", "", local)
    said = _grouped(area, bare[:-4], bare[-4:])
    if extension:
        return f"{said}，转{as_code(extension)}"
    others = _OTHERS.findall(found[4] or "")
    return "、".join((said, *(_grouped(one[:-4], one[-4:]) for one in others)))


def _mobile(found: re.Match[str]) -> str:
    return _grouped(found[1], found[2], found[3])


def _masked(found: re.Match[str]) -> str:
    hidden = f"隐去{as_code(str(len(found[2])))}位".replace("幺位", "一位")
    return PAUSE.join(p for p in (as_code(found[1]), hidden, as_code(found[3])) if p)


def _announced(found: re.Match[str]) -> str:
    return found[1] + found[2] + as_code(_LIST_MARK.sub(PAUSE, found[3]))


def _code(found: re.Match[str]) -> str:
    return as_code(found[0])


TELEPHONES: tuple[Rule, ...] = (
    rule(r"(?<![\d*])(?=[\d*]*\d)(\d{0,20})(\*{2,9})(\d{0,20})(?![\d*])", _masked),
    rule(
        r"(?<![\d.-])[(（]?(0\d{2,3})[)）]?[-— ]{0,3}(\d{3,4}[- ]?\d{4})"
        r"(?:[-转](\d{1,5})|((?:[/、]\d{7,8}(?!\d))+))?(?![\d-]|\.\d)",
        _landline,
    ),
    rule(
        rf"(?<![\d.-]){_MOBILE_FORM}(?![\d-]|\.\d|元)",
        _mobile,
    ),
    rule(r"(?<![\d.-])([48]00)[- ](\d{3,4})[- ]?(\d{3,4})(?![\d-])", _mobile),
    rule(
        rf"{_CUE}{_ANNOUNCED}(?![,.]?\d|{_UNIT})",
        _announced,
    ),
    rule(rf"(?<![\d.,A-Za-z-])123\d{{2}}(?!\d|[.,-]\d|{_UNIT})", _code),
    rule(rf"{_EMERGENCY}(?=服务热线|便民热线|热线|报警|急救|电话)", _code),
    rule(rf"{_EMERGENCY}(?:[、/ ] ?1(?:10|19|2[02]))+(?![\d.,-])", _code),
)
"""Telephones first by shape, then by the word before them, then by name."""
