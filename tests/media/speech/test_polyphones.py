import re

from media.speech.polyphones import PHRASES


def test_every_phrase_has_one_syllable_with_a_tone_for_each_character() -> None:
    wrong = {
        phrase
        for phrase, read in PHRASES.items()
        if len(read.split()) != len(phrase)
        or not all(re.fullmatch(r"[a-z]+[1-5]", s) for s in read.split())
    }

    assert wrong == set()
