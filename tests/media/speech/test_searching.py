from media.speech.searching import item_readings, query_readings, spoken_words
from tests.fakes.hall import WORDS, made_item


def test_a_question_is_read_without_its_marks() -> None:
    said = query_readings("银行，卡 A1？")

    assert said.syllables == ("yin", "hang", "ka", "a", "1")
    assert said.initials == "yhka1"


def test_an_item_is_read_text_by_text() -> None:
    readings = item_readings(made_item(7, "护照"))

    assert readings.item == "item-7"
    assert readings.pinyin[0] == "hu zhao"
    assert readings.initials[0] == "hz"


def test_a_lexicon_is_read_word_by_word() -> None:
    spoken = spoken_words(WORDS)

    assert len(spoken.syllables) == len(spoken.initials) == len(WORDS.spoken())
