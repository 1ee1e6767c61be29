from collections import Counter

import pytest

from config.everyday_words import EverydayWordsRefused, read_words, shipped_words
from directory.texts import clean


def test_the_shipped_lexicon_is_of_use() -> None:
    words = shipped_words()

    assert len(words.words) >= 200
    assert {"我想", "怎么办"} <= set(words.fillers)


def test_no_word_is_both_a_matter_and_elsewhere() -> None:
    words = shipped_words()
    matters = {clean(said) for word in words.words for said in word.say}
    lists = Counter([*map(clean, words.fillers), *map(clean, words.verbs), *matters])

    assert matters & set(map(clean, words.elsewhere)) == set()
    assert [word for word in words.fillers if lists[clean(word)] > 1] == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xff", "TOML"),
        (b"words = ", "TOML"),
        (b'words = [{ say = [], means = ["a"] }]', "words.0.say"),
        (b"unknown = 1", "unknown"),
    ],
)
def test_a_damaged_lexicon_is_refused_with_its_place(data: bytes, told: str) -> None:
    with pytest.raises(EverydayWordsRefused, match=told):
        read_words(data)
