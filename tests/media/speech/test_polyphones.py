import re

from media.speech.polyphones import ALSO_WORDS, PHRASES, SURNAMES


def test_every_phrase_has_one_syllable_with_a_tone_for_each_character() -> None:
    listed = PHRASES | SURNAMES | ALSO_WORDS

    wrong = {
        phrase
        for phrase, read in listed.items()
        if len(read.split()) != len(phrase)
        or not all(re.fullmatch(r"[a-z]+[1-5]", s) for s in read.split())
    }

    assert wrong == set()


def test_no_surname_is_listed_twice() -> None:
    assert SURNAMES.keys().isdisjoint(ALSO_WORDS)
