"""Be the answer to a question at the counter; it finds nothing itself.

An answer names service items by id: the caller shows their guides (找谁、带什么、
怎么办). It never guesses with a straight face: near ones are offered as choices,
and what is not here is said not to be here.
"""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from programme.document import Document, Identifier

MOST_CHOICES = 5
"""More than a resident can weigh at one glance."""


class AnswerKind(StrEnum):
    """Say how sure an answer is."""

    ITEMS = "items"
    """The first is what was meant; the others are beside it."""
    CHOICES = "choices"
    """Several may be meant, or the question was too general."""
    NONE = "none"
    """这里查不到: nothing here does it; ask a person."""


class Match(Document):
    """Be one service item of an answer."""

    item: str
    """The id of the service item."""
    name: str
    """Its official name."""
    score: Annotated[int, Field(ge=0, le=1000)]
    """How well it fits, in per mille."""


class ClarifyingOption(Document):
    """Be one reply to a clarifying question."""

    id: Identifier
    name: str
    items: tuple[str, ...]
    """What is left then, best first."""


class Clarifying(Document):
    """Be the one question that tells choices apart: 第一次办, 还是丢了要补."""

    facet: Identifier
    question: str
    options: tuple[ClarifyingOption, ...]
    """Two to four; each leads to the answer or to a few choices."""

    def option(self, id_: str) -> ClarifyingOption | None:
        """Return a reply by its id."""
        return next((one for one in self.options if one.id == id_), None)


class Answer(Document):
    """Be what the business query gives."""

    kind_name: ClassVar[str] = "查询结果"

    kind: AnswerKind
    asked: str
    """The question as it was understood: cleaned, letters turned into words."""
    matches: tuple[Match, ...]
    """Best first; empty where nothing is here."""
    asks: Clarifying | None = None
    """Of choices: what to ask first, where one question tells them apart."""
    enquiry_desk: str = ""
    """Where to ask a person."""
    enquiry_telephone: str = ""
