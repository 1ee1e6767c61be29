import pytest

from directory.correcting import Corrector
from directory.understanding import Understanding
from directory.words import EverydayWord, EverydayWords
from media.speech.searching import query_readings
from tests.fakes.hall import made_corpus, made_entry

WORDS = EverydayWords(
    fillers=("的", "正"),
    words=(
        EverydayWord(say=("遗嘱",), means=("公证",)),
        EverydayWord(say=("房子 冲了",), means=("自然灾害",)),
    ),
)
CORPUS = made_corpus(
    made_entry("居民身份证办理"),
    made_entry("户口登记"),
    made_entry("计文审查"),
    words=WORDS,
)
CORRECTOR = Corrector(CORPUS, Understanding(WORDS))


def mended(text: str) -> str:
    return CORRECTOR.correct(text, query_readings(text))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("身分证", "身份证"),
        ("身分正办理", "身份证办理"),
        ("户口灯记", "户口登记"),
        ("立遗主", "立遗嘱"),
    ],
)
def test_characters_that_only_sound_right_are_mended(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize("typed", ["鸡瘟", "彝族", "房子冲了", "苹果", "遗嘱"])
def test_what_is_another_word_stays(typed: str) -> None:
    assert mended(typed) == typed


def test_without_fitting_readings_nothing_is_mended() -> None:
    assert CORRECTOR.correct("户口灯记", query_readings("户口")) == "户口灯记"
