from directory.syllables import MOST_CUTS, MOST_LETTERS, cuts, is_begun


def test_letters_are_cut_into_the_fewest_syllables_first() -> None:
    assert cuts("shenfenzheng")[0] == ("shen", "fen", "zheng")
    assert cuts("xian")[:2] == (("xian",), ("xi", "an"))


def test_the_last_syllable_may_be_begun() -> None:
    assert ("hu", "k") in cuts("huk")
    assert is_begun("zh")
    assert not is_begun("zx")


def test_letters_that_are_no_pinyin_have_no_cut() -> None:
    assert cuts("vvv") == ()


def test_the_number_of_cuts_and_letters_is_bounded() -> None:
    assert len(cuts("xianxianxianxian")) <= MOST_CUTS
    assert sum(map(len, cuts("a" * 500)[0])) == MOST_LETTERS
