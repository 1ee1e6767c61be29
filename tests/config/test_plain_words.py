"""The list of plain words is data that a county may change."""

import pytest

from config.plain_words import (
    PlainWordsRefused,
    read_plain_words,
    shipped_plain_words,
)


def test_the_shipped_list_can_be_read() -> None:
    words = shipped_plain_words()

    assert words.longest_sentence == 60
    assert len({one.short for one in words.abbreviation}) == len(words.abbreviation)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"longest_sentence = 5", "longest_sentence"),
        (b"longest_sentence = 60\nunknown = 1", "unknown"),
        (b"[[boilerplate]]\nsay = 'x'", "boilerplate.0.better"),
        (b"\xff", "TOML"),
        (b"longest_sentence =", "TOML"),
    ],
)
def test_a_bad_list_is_refused_with_its_place(data: bytes, place: str) -> None:
    with pytest.raises(PlainWordsRefused, match=place):
        read_plain_words(data)
