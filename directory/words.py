"""Hold the everyday words that lead to official ones; the list itself is data.

It matches nothing; `directory.understanding` does.
"""

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from directory.texts import QueryReadings, clean
from programme.document import Document, Identifier

Word = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class EverydayWord(Document):
    """Say which official terms some everyday words stand for."""

    say: Annotated[tuple[Word, ...], Field(min_length=1)]
    """A space stands where other words may be said, and the parts have no order."""
    means: tuple[Word, ...]
    """Best first. Terms with a space between them belong together."""
    weak: bool = False
    """It describes rather than names the matter: 老人, 外地."""


class ActionWords(Document):
    """Say which words people and names use for one thing done to a paper or a right.

    A name with such a word is a variant: it fits only who asks for this.
    """

    say: Annotated[tuple[Word, ...], Field(min_length=1)]
    means: Annotated[tuple[Word, ...], Field(min_length=1)]


class FacetOption(Document):
    """Be one thing that may be said of the business."""

    id: Identifier
    name: Word
    """As a large button says it: 丢了、坏了，要补."""
    words: tuple[Word, ...]
    """Names with one of these are meant."""
    otherwise: bool = False
    """Names with no word of the whole facet are meant as well."""


class Facet(Document):
    """Be what close items may differ by, and any resident can say."""

    id: Identifier
    question: Word
    source: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    """Where it is known from that business differs so."""
    options: Annotated[tuple[FacetOption, ...], Field(min_length=2)]
    never: tuple[Word, ...] = ()
    """Names with one of these are of no option, unless a word says so."""
    rest: Word = "别的事"
    """What the button for all of these is called."""


class EverydayWords(Document):
    """Be the lexicon of one county, or of all."""

    kind_name: ClassVar[str] = "日常用语"

    fillers: tuple[Word, ...] = ()
    """Words that say nothing of the matter: 我想, 怎么, 去哪."""
    verbs: tuple[Word, ...] = ()
    """Words that ask for the ordinary business: 办, 申请, 开."""
    ordinary: tuple[Word, ...] = ()
    """Words of names that tell little: 办理, 核发, 服务."""
    usual: tuple[Word, ...] = ()
    """Words of names that do the ordinary business: 申领, 核发, 首次."""
    actions: tuple[ActionWords, ...] = ()
    words: tuple[EverydayWord, ...] = ()
    alike: tuple[tuple[Word, ...], ...] = ()
    """Words that stand for each other in words said apart: 孩子, 娃儿, 伢子."""
    facets: tuple[Facet, ...] = ()
    """What is asked where choices differ by one thing only."""
    elsewhere: tuple[Word, ...] = ()
    """What no office of a county does: 天气, 彩票."""

    def spoken(self) -> tuple[str, ...]:
        """Return every word that a resident may say, cleaned: all need readings.

        Words whose parts stand apart need none: they are found by what is written.
        """
        said = [*self.fillers, *self.verbs, *self.elsewhere]
        said += (word for group in self.actions for word in group.say)
        said += (word for group in self.words for word in group.say)
        whole = (word for word in said if len(word.split()) == 1)
        return tuple(dict.fromkeys(filter(None, map(clean, whole))))


class SpokenWords(Document):
    """Be the lexicon with how its words sound, in the order of `spoken()`."""

    words: EverydayWords = EverydayWords()
    syllables: tuple[tuple[str, ...], ...] = ()
    initials: tuple[str, ...] = ()

    def readings(self) -> dict[str, QueryReadings]:
        """Return how each word sounds."""
        return {
            word: QueryReadings(syllables=syllables, initials=initials)
            for word, syllables, initials in zip(
                self.words.spoken(), self.syllables, self.initials, strict=True
            )
        }
