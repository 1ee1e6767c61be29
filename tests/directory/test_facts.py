from itertools import pairwise

from directory.facts import Facts, FactsOfWords
from directory.words import EverydayWords
from tests.fakes.hall import WORDS, made_entry


def weights_of(facts: Facts, place: int) -> list[int]:
    """Return how much each character of a text tells."""
    return [after - before for before, after in pairwise(facts.told[place])]


def test_ordinary_words_and_remarks_tell_less_than_the_rest() -> None:
    facts = FactsOfWords(WORDS).of(made_entry("狗证办理(县级)", "养狗(县级)"))

    matter, ordinary, remark = (weights_of(facts, 0)[at] for at in (0, 2, 4))

    assert matter > remark > ordinary
    assert set(weights_of(facts, 1)) == {matter}


def test_a_name_that_is_a_remark_only_is_told_in_full() -> None:
    facts = FactsOfWords(WORDS).of(made_entry("(狗证)"))

    assert len(set(weights_of(facts, 0))) == 1


def test_a_variant_and_the_ordinary_business_are_known_by_their_words() -> None:
    known = FactsOfWords(WORDS)

    assert known.of(made_entry("狗证注销")).variants == ((2, 4),)
    assert not known.of(made_entry("狗证注销")).usual
    assert known.of(made_entry("狗证核发")).usual


def test_without_a_lexicon_every_character_tells_alike() -> None:
    facts = FactsOfWords(EverydayWords()).of(made_entry("狗证办理"))

    assert len(set(weights_of(facts, 0))) == 1
    assert facts.variants == ()
    assert not facts.usual
