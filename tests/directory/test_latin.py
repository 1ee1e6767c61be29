import pytest

from directory.latin import MOST_READINGS, Latin
from tests.fakes.hall import WORDS, made_corpus, made_entry

LATIN = Latin(
    made_corpus(
        made_entry("医保电子凭证申领"),
        made_entry("户口登记"),
        made_entry("护照签发"),
        words=WORDS,
    )
)


@pytest.mark.parametrize(
    ("letters", "meant"),
    [
        ("hukoudengji", "户口登记"),
        ("hkdj", "户口登记"),
        ("hukoudenji", "户口登记"),
        ("yibaodianzipz", "医保电子凭证"),
        ("shebaokabl", "社保卡办理"),
        ("blhz", "办护照"),
        ("我的hz", "我的护照"),
        ("hz怎么办", "护照怎么办"),
        ("banhuzhao", "办护照"),
        ("sebaoka", "社保卡"),
        ("lifadiam", "理发店"),
        ("shebaokabub", "社保卡补办"),
    ],
)
def test_letters_become_the_words_that_were_meant(letters: str, meant: str) -> None:
    assert meant in [one.text for one in LATIN.meanings(letters)]


def test_words_spelt_out_are_surer_than_words_spelt_in_part() -> None:
    (whole, *_) = LATIN.meanings("hukoudengji")
    (part, *_) = LATIN.meanings("shebaokabl")

    assert whole.sureness == 1.0
    assert part.sureness < 1.0


def test_letters_that_mean_nothing_stay_letters() -> None:
    assert [one.text for one in LATIN.meanings("zxzx")] == ["zxzx"]


def test_what_letters_may_mean_is_bounded() -> None:
    assert len(LATIN.meanings("hz和hz和hz")) <= MOST_READINGS
