"""Hold what a kiosk counts of its visits: how often, never who, when or in which order.

Words of a search in vain travel only as `may_be_sent` says (decision 0055).
"""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from programme.document import Document, Instant

MOST_COUNTS = 200
"""In one record; a kiosk that has more makes several."""
_MOST_TIMES = 1_000_000
_HAN = re.compile("[\u4e00-\u9fff]{2,12}")
_LETTERS = re.compile(r"[a-z]{4,24}")
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_SURNAMES = frozenset(
    "李王张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋"
    "蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙段"
    "雷钱汤尹黎易常武乔贺赖龚文"
)
_DOUBLE = ("欧阳", "上官", "司马", "诸葛", "司徒", "尉迟", "慕容", "夏侯", "皇甫")
_LONGEST_NAME = 3
_LONGEST_DOUBLE = 4
_ACCUSES = re.compile("举报|投诉|控告|检举|贪|受贿|行贿|腐败")


class CountKind(StrEnum):
    """Say what is counted; the subject is a disclosure, an item, words, or nothing."""

    DISCLOSURE_OPENED = "disclosure_opened"
    ITEM_OPENED = "item_opened"
    LED_TO = "led_to"
    """Searches after which this item was opened."""
    LEFT = "left"
    """Searches that offered something, and nothing of it was opened."""
    IN_VAIN = "in_vain"
    """Searches that found nothing, whatever their words."""
    VAIN_WORDS = "vain_words"
    """The same once more, by their words, where these may be sent."""
    DISCLOSURE_CLEAR = "disclosure_clear"
    """看明白了."""
    DISCLOSURE_UNCLEAR = "disclosure_unclear"
    ITEM_GOOD = "item_good"
    """满意."""
    ITEM_FAIR = "item_fair"
    ITEM_BAD = "item_bad"


WITHOUT_SUBJECT = frozenset({CountKind.LEFT, CountKind.IN_VAIN})


class VisitCount(Document):
    """Be how often one thing happened at one kiosk on one day."""

    kind: CountKind
    subject: Annotated[str, StringConstraints(max_length=80)] = ""
    times: Annotated[int, Field(ge=1, le=_MOST_TIMES)]

    @model_validator(mode="after")
    def _subject_fits(self) -> Self:
        if self.kind in WITHOUT_SUBJECT:
            fits = not self.subject
        elif self.kind is CountKind.VAIN_WORDS:
            fits = may_be_sent(self.subject)
        else:
            fits = _IDENTIFIER.fullmatch(self.subject) is not None
        if not fits:
            msg = "the subject of a count is not of its kind"
            raise ValueError(msg)
        return self


class VisitCounts(Document):
    """Be what a kiosk counted of its visits since its last such record."""

    kind_name: ClassVar[str] = "访问计数"

    kind: Literal["visit_counts"] = "visit_counts"
    on: date
    """The kiosk's local day."""
    at: Instant
    """When the record was made: hours after a visit, of no visit itself."""
    counts: Annotated[
        tuple[VisitCount, ...], Field(min_length=1, max_length=MOST_COUNTS)
    ]


def may_be_sent(words: str) -> bool:
    """Say whether words that several visitors typed may leave the kiosk at all.

    Two to twelve Han characters, or four to twenty-four small letters, nothing else: no
    figure, so no number of a person, a telephone or a house; not the shape of a name;
    no word of an accusation. How many must have typed them the kiosk decides.
    """
    if _ACCUSES.search(words) or is_like_name(words):
        return False
    return bool(_HAN.fullmatch(words) or _LETTERS.fullmatch(words))


def is_like_name(words: str) -> bool:
    """Say whether words may be a person's name: a surname and one or two characters."""
    if words.startswith(_DOUBLE):
        return len(words) <= _LONGEST_DOUBLE
    return words[:1] in _SURNAMES and len(words) <= _LONGEST_NAME
