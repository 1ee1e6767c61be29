"""Advise where a text is hard to understand (REQ-36); pure, it stops nothing.

Sentences that are too long to be read aloud in one breath, abbreviations that are not
explained where they first stand, phrases that say nothing, and words of offices.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from config.plain_words import PlainWords
from programme.blocks import Block, ListBlock, Paragraph, text_of

_SENTENCES = re.compile(r"[^。！？；!?;\n]+")
_LATIN = re.compile(r"(?<![A-Za-z0-9.@/_-])[A-Z][A-Z0-9&]{1,9}(?![A-Za-z0-9.@/_-])")
_WORD = re.compile(r"[A-Za-z0-9.,%]+|[\u3400-\u9fff\U00020000-\U0003ffff]")
_QUOTED = 16
"""Characters by which a sentence is known again."""


class AdviceKind(StrEnum):
    """Say what is hard to understand."""

    LONG_SENTENCE = "long_sentence"
    ABBREVIATION = "abbreviation"
    BOILERPLATE = "boilerplate"
    HARD_WORD = "hard_word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Be one piece of advice."""

    kind: AdviceKind
    block: int
    """The piece of the version, from 1."""
    words: str
    """What is hard to understand and what to do, as a drafter reads it."""


def advice(blocks: Iterable[Block], words: PlainWords) -> tuple[Advice, ...]:
    """Return what a drafter should look at again, in the order of the text."""
    texts = [(number, block) for number, block in enumerate(blocks, start=1)]
    whole = "\n".join(text_of(block) for _, block in texts)
    told: set[str] = set()
    found: list[Advice] = []
    for number, block in texts:
        text = text_of(block)
        if isinstance(block, Paragraph | ListBlock):
            found += _long(text, number, words.longest_sentence)
        for kind, key, line in (*_terms(text, whole, words), *_hard(text, words)):
            if key not in told:
                told.add(key)
                found.append(Advice(kind=kind, block=number, words=line))
    return tuple(found)


def length_of(sentence: str) -> int:
    """Return how long a sentence is: a Han character is one, so is a word or figure."""
    return len(_WORD.findall(sentence))


def _long(text: str, number: int, most: int) -> Iterator[Advice]:
    for sentence in _SENTENCES.findall(text):
        length = length_of(sentence)
        if length > most:
            begin = sentence.strip()[:_QUOTED]
            line = (
                f"“{begin}……”这一句有 {length} 个字，建议断成几句，每句不超过 {most} 字"
            )
            yield Advice(kind=AdviceKind.LONG_SENTENCE, block=number, words=line)


def _terms(
    text: str, whole: str, words: PlainWords
) -> Iterator[tuple[AdviceKind, str, str]]:
    for short in _LATIN.findall(text):
        if short not in words.known and not _is_explained(short, whole):
            line = f"“{short}”是外文缩写，第一次出现时请写出中文，如“……（{short}）”"
            yield AdviceKind.ABBREVIATION, short, line
    for one in words.abbreviation:
        if one.short in text and not _is_explained(one.short, whole):
            line = f"“{one.short}”是简称，建议写明：{one.means}"
            yield AdviceKind.ABBREVIATION, one.short, line
    for phrase in words.boilerplate:
        if phrase.say in text:
            line = f"“{phrase.say}”可以不说：{phrase.better}"
            yield AdviceKind.BOILERPLATE, phrase.say, line


def _hard(text: str, words: PlainWords) -> Iterator[tuple[AdviceKind, str, str]]:
    for hard in words.hard:
        if hard.word in text:
            line = f"“{hard.word}”不好懂，可以写：{hard.plain}"
            yield AdviceKind.HARD_WORD, hard.word, line


def _is_explained(short: str, whole: str) -> bool:
    """Say whether brackets at the first use explain an abbreviation, either way round.

    也写作：全称（简称……）、全称（以下简称“简称”）、简称（全称）。
    """
    at = whole.find(short)
    before, after = whole[max(0, at - 24) : at], whole[at + len(short) :]
    inside = re.search(r"[（(][^（()）]*$", before) is not None
    follows = re.match(r"[”」\"]?\s*[（(]|[”」\"]?是指|[”」\"]?指的?是", after)
    return inside or follows is not None
