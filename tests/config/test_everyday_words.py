from collections import Counter
from importlib.resources import files
from itertools import pairwise

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


def test_every_group_of_words_names_the_source_of_its_official_terms() -> None:
    text = files("config").joinpath("everyday_words.toml").read_text(encoding="utf-8")
    lines = text.partition("\nwords = [")[2].splitlines()
    groups: list[str] = []
    for before, line in pairwise(lines):
        is_comment = line.startswith("  #")
        if is_comment and before.startswith("  #"):
            groups[-1] += line
        elif is_comment:
            groups.append(line)

    assert len(groups) > 40
    assert [group for group in groups if "《" not in group and "〔" not in group] == []


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
