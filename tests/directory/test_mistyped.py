import pytest

from directory.mistyped import Mistyped
from directory.texts import QueryReadings
from media.speech.searching import query_readings

WORDS = ("护照", "公租房", "居住证", "退休", "证", "失业登记", "实业登记甲")
MISTYPED = Mistyped({word: query_readings(word) for word in WORDS})


@pytest.mark.parametrize(
    ("letters", "word"),
    [
        ("gonzufang", "公租房"),
        ("huhzao", "护照"),
        ("tuixxiu", "退休"),
        ("juzuzheng", "居住证"),
        ("shiyedenhji", "失业登记"),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(letters: str, word: str) -> None:
    assert MISTYPED.word(letters) == word


@pytest.mark.parametrize("letters", ["", "huzao", "zxcvbnm", "gonzfan", "g" * 40])
def test_letters_too_few_or_too_far_mean_nothing(letters: str) -> None:
    assert MISTYPED.word(letters) == ""


def test_of_two_words_equally_near_none_is_guessed() -> None:
    readings = {
        "甲乙": QueryReadings(syllables=("banka", "a"), initials="ba"),
        "丙丁": QueryReadings(syllables=("banka", "o"), initials="bo"),
    }

    assert Mistyped(readings).word("bankau") == ""
