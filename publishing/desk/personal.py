"""Find personal data in a line of text by rule, and say how it looks when masked; pure.

What is found is never judged here: `screening` masks it, or keeps it for a reason.
Numbers are recognised however they are grouped or typed (full width, spaces, dashes).

Sources: identity numbers and their check character, GB 11643-1999 (ISO 7064 MOD 11-2);
bank cards, ISO/IEC 7812-1 annex B (Luhn); number plates, GA 36-2018; mobile and
landline numbers, the national numbering plan.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""Full-width signs and their narrow ones: one for one, so that places stay."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_LUHN_BASE = 10
_YEARS = range(1880, 2100)


class PersonalKind(StrEnum):
    """Name what a piece of text tells of a person."""

    IDENTITY = "identity"
    BANK_CARD = "bank_card"
    MOBILE = "mobile"
    LANDLINE = "landline"
    PLATE = "plate"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"


KIND_WORDS = {
    PersonalKind.IDENTITY: "身份证号",
    PersonalKind.BANK_CARD: "银行卡号",
    PersonalKind.MOBILE: "手机号",
    PersonalKind.LANDLINE: "座机号",
    PersonalKind.PLATE: "车牌号",
    PersonalKind.BIRTH_DATE: "出生日期",
    PersonalKind.ADDRESS: "住址",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Be one piece of personal data in a text, half-open from start to end."""

    kind: PersonalKind
    start: int
    end: int
    text: str

    @property
    def masked(self) -> str:
        """Return what is shown in its place: as long as the text itself."""
        return mask(self.kind, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    kind: PersonalKind
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = bool
    after: re.Pattern[str] | None = None
    """What stands right before it and belongs to it."""


_GAP = r"[ \-]?"
_IDENTITY = re.compile(
    rf"(?<![0-9A-Za-z])\d(?:{_GAP}\d){{16}}{_GAP}[\dXx](?![0-9A-Za-z])"
)
_OLD_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-8]\d{14}(?![0-9A-Za-z])")
_CARD = re.compile(rf"(?<![0-9A-Za-z.])[3-6]\d(?:{_GAP}\d){{13,17}}(?![0-9A-Za-z.])")
_MOBILE = re.compile(
    rf"(?<![0-9A-Za-z.])(?:\+?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}"
    r"(?![0-9A-Za-z]|\.\d)"
)
_LANDLINE = re.compile(
    r"(?<![0-9A-Za-z.\-])\(?0(?:10|2\d|[3-9]\d{2})\)?[ \-]?\d{3,4}[ \-]?\d{4}"
    r"(?:-\d{1,5})?(?![0-9A-Za-z])"
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"[A-HJ-NP-Z][·•・ ]?(?:[DABCEFGHJK][A-HJ-NP-Z0-9]\d{4}|\d{5}[DABCEFGHJK]"
    r"|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![0-9A-Za-z])"
)
_DAY = (
    r"(?:19|20)\d{2}(?:年\d{1,2}(?:月(?:\d{1,2}日?)?)?|[./\-]\d{1,2}(?:[./\-]\d{1,2})?)"
)
_BORN_BEFORE = re.compile(
    rf"(?:(?<=出生日期)|(?<=出生年月)|(?<=出生)|(?<=生日)|(?<=生于))"
    rf"(?P<lead>[日期年月为是于:： ]{{0,4}})(?P<data>{_DAY})"
)
_BORN_AFTER = re.compile(
    rf"(?P<data>{_DAY})(?=[ ]?(?:出生|生(?:于|人|[,，。;；)）]|$)))"
)
_NUMBERED = re.compile(
    r"(?<!\d)\d{1,5}(?:号楼|号|栋|幢|座|组)"
    r"(?:[\u4e00-\u9fff]{0,4}\d{1,5}(?:单元|室|户|号|层|楼)){0,3}"
)
_STREET = re.compile(
    r"[\u4e00-\u9fff]{2,24}(?:路|街|巷|弄|大道|小区|花园|家园|苑|村|社区|里)"
    r"[\u4e00-\u9fff0-9A-Za-z]{0,12}$"
)
_LIVES = re.compile(
    r"(?:住址|地址|家住|现住|户籍地|居住地|户籍所在地|住在?)[为是于:： ]{0,2}$"
)
_HOME = re.compile(r"\d(?:单元|室|户)")
_OFFICE = re.compile(
    r"(?:监督|咨询|举报|服务|办公|受理|值班|投诉|热线|公示|反映|质疑|异议|窗口|维修|客服)"
    r"[\u4e00-\u9fff]{0,6}[:： ]{0,2}$"
)
_LEAD, _REACH = 16, 40


def plain(text: str) -> str:
    """Return a text with narrow digits and letters, each at its own place."""
    return text.translate(_WIDE)


def digits(text: str) -> str:
    """Return the digits and the X of a number, however it is grouped."""
    return "".join(
        sign for sign in plain(text).upper() if sign.isdigit() or sign == "X"
    )


def is_identity(text: str) -> bool:
    """Say whether an 18-character identity number holds: date and check character."""
    number = digits(text)
    if len(number) != len(_WEIGHTS) + 1 or not number[:-1].isdigit():
        return False
    total = sum(int(n) * weight for n, weight in zip(number, _WEIGHTS, strict=False))
    return number[-1] == _CHECKS[total % 11] and _is_day(number[6:14])


def is_old_identity(text: str) -> bool:
    """Say whether 15 digits can be an identity number of before 1999."""
    return _is_day(f"19{digits(text)[6:12]}")


def is_card(text: str) -> bool:
    """Say whether the last digit of a card number is its Luhn check digit."""
    total = 0
    for place, sign in enumerate(reversed(digits(text))):
        value = int(sign) * (1 + place % 2)
        total += value if value < _LUHN_BASE else value - 9
    return total % _LUHN_BASE == 0


def _is_day(number: str) -> bool:
    try:
        day = date(int(number[:4]), int(number[4:6]), int(number[6:8]))
    except ValueError:
        return False
    return day.year in _YEARS


_RULES = (
    _Rule(kind=PersonalKind.IDENTITY, pattern=_IDENTITY, holds=is_identity),
    _Rule(kind=PersonalKind.BANK_CARD, pattern=_CARD, holds=is_card),
    _Rule(kind=PersonalKind.IDENTITY, pattern=_OLD_IDENTITY, holds=is_old_identity),
    _Rule(kind=PersonalKind.MOBILE, pattern=_MOBILE),
    _Rule(kind=PersonalKind.LANDLINE, pattern=_LANDLINE),
    _Rule(kind=PersonalKind.PLATE, pattern=_PLATE),
    _Rule(kind=PersonalKind.BIRTH_DATE, pattern=_BORN_BEFORE),
    _Rule(kind=PersonalKind.BIRTH_DATE, pattern=_BORN_AFTER),
    _Rule(kind=PersonalKind.ADDRESS, pattern=_NUMBERED, after=_STREET),
)
"""In this order: what an earlier rule took, a later one leaves alone."""


def find_personal(
    text: str,
    *,
    official: frozenset[str] = frozenset(),
    public: frozenset[PersonalKind] = frozenset(),
) -> tuple[Found, ...]:
    """Return the personal data in a text, in its order, without overlaps.

    Args:
        text: Any text; what is found keeps the form that it has there.
        official: Digits of telephone numbers that offices have made public.
        public: Kinds that are no person's where this text stands.
    """
    narrow = plain(text)
    taken = bytearray(len(text))
    kept: list[Found] = []
    for found in _matches(text, narrow):
        free = not any(taken[found.start : found.end])
        if free and not _is_public(found, narrow, official):
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            if found.kind not in public:
                kept.append(found)
    return tuple(sorted(kept, key=lambda found: found.start))


def _matches(text: str, narrow: str) -> Iterator[Found]:
    for rule in _RULES:
        for match in rule.pattern.finditer(narrow):
            named = "data" in rule.pattern.groupindex
            start, end = match.span("data") if named else match.span()
            if rule.after is not None:
                window = max(0, start - _REACH)
                lead = rule.after.search(narrow[window:start])
                if lead is None:
                    continue
                start = window + lead.start()
            if rule.holds(narrow[start:end]):
                yield Found(kind=rule.kind, start=start, end=end, text=text[start:end])


def _is_public(found: Found, narrow: str, official: frozenset[str]) -> bool:
    """Say whether something found is an office's number, or no home at all."""
    before = narrow[max(0, found.start - _LEAD) : found.start]
    if found.kind in {PersonalKind.LANDLINE, PersonalKind.MOBILE}:
        known = digits(found.text) in official
        desk = found.kind is PersonalKind.LANDLINE and _OFFICE.search(before)
        return known or bool(desk)
    if found.kind is PersonalKind.ADDRESS:
        inside = plain(found.text)
        lives = _LIVES.search(before) or re.search(r"(?:住址|家住|现住|住在)", inside)
        return not (lives or _HOME.search(inside))
    return False


def mask(kind: PersonalKind, text: str) -> str:
    """Return a text of the same length whose telling signs are stars.

    A mobile number keeps 3 and 4 digits, a card and an identity number the last 4,
    a plate its place, a birth date its year, an address its words.
    """
    keep = {
        PersonalKind.MOBILE: (3, 4),
        PersonalKind.LANDLINE: (0, 2),
        PersonalKind.IDENTITY: (0, 4),
        PersonalKind.BANK_CARD: (0, 4),
        PersonalKind.PLATE: (1, 1),
        PersonalKind.BIRTH_DATE: (4, 0),
        PersonalKind.ADDRESS: (0, 0),
    }[kind]
    telling = [place for place, sign in enumerate(text) if _tells(plain(sign))]
    hidden = set(telling[keep[0] : len(telling) - keep[1]])
    return "".join("*" if at in hidden else sign for at, sign in enumerate(text))


def _tells(sign: str) -> bool:
    return sign.isdigit() or (sign.isascii() and sign.isalpha())


def numbers_of(texts: Iterable[str]) -> frozenset[str]:
    """Return telephone numbers as `find_personal` compares them."""
    return frozenset(filter(None, map(digits, texts)))
