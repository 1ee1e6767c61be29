import pytest

from directory.words import EverydayWord, EverydayWords, SpokenWords
from media.speech.searching import spoken_words
from tests.fakes.hall import WORDS


def test_every_word_that_may_be_said_is_listed_once() -> None:
    said = WORDS.spoken()

    assert {"我想", "办", "天气", "丢了", "理发店"} <= set(said)
    assert len(said) == len(set(said))


def test_a_spoken_lexicon_knows_how_each_word_sounds() -> None:
    readings = spoken_words(WORDS).readings()

    assert readings["理发店"].syllables == ("li", "fa", "dian")
    assert readings["理发店"].initials == "lfd"


def test_a_lexicon_with_too_few_readings_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        SpokenWords(words=EverydayWords(verbs=("办",))).readings()


def test_words_said_apart_need_no_reading() -> None:
    words = EverydayWords(
        words=(EverydayWord(say=("房子 冲了", "受灾"), means=("自然灾害",)),)
    )

    assert words.spoken() == ("受灾",)
