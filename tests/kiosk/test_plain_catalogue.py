"""The kiosk's own words are read by people who left school early (REQ-36)."""

import re

from config.plain_words import shipped_plain_words
from kiosk.words import FIRST, read_words
from publishing.desk.plain_words import length_of

_LONGEST_SENTENCE, _LONGEST_BREATH, _MOST_ENGLISH_WORDS = 32, 20, 20
_SENTENCES = re.compile(r"[^。！？；：\n]+")
_BREATHS = re.compile(r"[^。！？；：，、（）\n]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LAST_OF_LEVEL_ONE = 0xD7
"""The 3,755 characters in daily use have a first byte up to this in GB 2312."""
_NAMES_OF_STROKES = frozenset("捺")
_TABLES = read_words()
CHINESE = _TABLES[FIRST].table


def spoken(text: str) -> str:
    """Return words with a short value in each of their places."""
    return re.sub(r"{\w+}", "某", text)


def parts(pattern: re.Pattern[str], longest: int) -> list[str]:
    """Return the parts of the kiosk's words that are too long."""
    found = (pattern.findall(spoken(text)) for text in CHINESE.values())
    return [part for each in found for part in each if length_of(part) > longest]


def test_sentences_are_short_and_said_in_short_breaths() -> None:
    assert parts(_SENTENCES, _LONGEST_SENTENCE) == []
    assert parts(_BREATHS, _LONGEST_BREATH) == []


def test_no_word_of_offices_is_said_that_has_a_plain_one() -> None:
    hard = shipped_plain_words().hard
    said = "\n".join(CHINESE.values())

    assert len(hard) >= 20
    assert [one.word for one in hard if one.word in said] == []


def test_every_character_is_one_of_those_in_daily_use() -> None:
    used = set(_HAN.findall("".join(CHINESE.values()))) - _NAMES_OF_STROKES

    rare = {c for c in used if c.encode("gb2312")[0] > _LAST_OF_LEVEL_ONE}

    assert rare == set()


def test_english_sentences_are_short() -> None:
    sentences = (
        sentence
        for text in _TABLES["en"].table.values()
        for sentence in re.split(r"[.!?:;\n]", spoken(text))
    )

    assert [s for s in sentences if len(s.split()) > _MOST_ENGLISH_WORDS] == []
