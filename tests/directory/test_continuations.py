from directory.words import EverydayWords
from tests.fakes.hall import made_entry, made_finder

FINDER = made_finder(
    made_entry("护照"), made_entry("户口登记3cβ"), words=EverydayWords()
)


def test_the_first_letters_are_those_of_any_syllable() -> None:
    assert FINDER.continuations("") == set("hzkdj3c")


def test_a_letter_may_continue_pinyin_or_initials() -> None:
    assert FINDER.continuations("h") == {"u", "z", "k"}
    assert FINDER.continuations("hk") == {"d"}
    assert FINDER.continuations("huk") == {"o"}
    assert FINDER.continuations("kdj") == {"3"}
    assert FINDER.continuations("hukoudengj") == {"i"}


def test_no_letter_continues_what_is_spelt_nowhere() -> None:
    assert FINDER.continuations("q") == set()
    assert FINDER.continuations("hux(") == set()
