import pytest

from directory.mixing import Mixing
from directory.spelling import Spelling
from tests.fakes.hall import WORDS, made_corpus, made_entry

CORPUS = made_corpus(
    made_entry("医保电子凭证申领"),
    made_entry("户口登记"),
    words=WORDS,
)
MIXING = Mixing(CORPUS, Spelling(CORPUS))


@pytest.mark.parametrize(
    ("letters", "meant"),
    [
        ("yibaodianzipz", "医保电子凭证"),
        ("hukoudj", "户口登记"),
        ("shebaokabl", "社保卡办理"),
        ("shebaokabb", "社保卡补办"),
        ("sbkbuban", "社保卡补办"),
        ("sbkbl", "社保卡办理"),
        ("lifadianbl", "理发店办理"),
        ("sebaokabl", "社保卡办理"),
    ],
)
def test_letters_spelt_out_in_part_are_read(letters: str, meant: str) -> None:
    assert meant in MIXING.readings(letters)


@pytest.mark.parametrize(
    "letters",
    ["yibaodianzipx", "hukoudengjisl", "hukouao", "hukoudjslsbkx", "zxzxzx", "yb", ""],
)
def test_letters_that_abbreviate_nothing_have_no_reading(letters: str) -> None:
    assert list(MIXING.readings(letters)) == []


def test_two_letters_are_too_few_for_a_matter_and_an_act_both_abbreviated() -> None:
    assert list(MIXING.readings("ybbl")) == []
    assert "医保办理" in MIXING.readings("ybbanli")
