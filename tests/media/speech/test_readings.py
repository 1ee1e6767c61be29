from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from media.speech.readings import initials, sounds_of, syllables, toned

_CASES = [
    line.split("|")
    for line in Path(__file__).with_name("read.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def test_official_words_and_names_are_read_as_they_are_spoken() -> None:
    wrong = {
        words: said
        for words, read in _CASES
        if not fnmatchcase(said := " ".join(toned(words)).replace("ü", "v"), read)
    }

    assert len(_CASES) > 400
    assert wrong == {}


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("银行还款", "yin2 hang2 huan2 kuan3"),
        ("归还还有", "gui1 huan2 hai2 you3"),
        ("重庆重要重复", "chong2 qing4 zhong4 yao4 chong2 fu4"),
        ("行政行业", "xing2 zheng4 hang2 ye4"),
        ("参差参加", "cen1 ci1 can1 jia1"),
        ("便宜方便", "pian2 yi5 fang1 bian4"),
        ("处理处长办事处", "chu3 li3 chu4 zhang3 ban4 shi4 chu4"),
        ("调解调查", "tiao2 jie3 diao4 cha2"),
        ("长期局长", "chang2 qi1 ju2 zhang3"),
        ("数量", "shu4 liang4"),
        ("数一数", "shu3 yi5 shu3"),
        ("为了作为", "wei4 le5 zuo4 wei2"),
        ("退耕还林", "tui4 geng1 huan2 lin2"),
        ("特困供养", "te4 kun4 gong1 yang3"),
        ("种粮补贴", "zhong4 liang2 bu3 tie1"),
        ("办得了", "ban4 de5 liao3"),
    ],
)
def test_a_character_with_many_readings_is_read_by_its_phrase(
    words: str, read: str
) -> None:
    assert " ".join(toned(words)) == read


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("单某某", "shan4"),
        ("解某", "xie4"),
        ("仇书记", "qiu2"),
        ("查主任", "zha1"),
        ("区某", "ou1"),
        ("曾副局长", "zeng1"),
        ("任某", "ren2"),
        ("尉迟某", "yu4"),
        ("朴某某", "piao2"),
        ("朴素", "pu3"),
        ("尉迟局长", "yu4"),
        ("令狐主任", "ling2"),
        ("万俟某", "mo4"),
        ("仇恨", "chou2"),
        ("解决", "jie3"),
        ("区别", "qu1"),
        ("单据", "dan1"),
        ("盖章", "gai4"),
        ("区书记", "qu1"),
        ("任组长", "ren4"),
        ("曾经", "ceng2"),
        ("查询", "cha2"),
        ("单位", "dan1"),
    ],
)
def test_a_surname_is_read_as_one_only_where_it_is_one(words: str, first: str) -> None:
    assert toned(words)[0] == first


def test_a_surname_is_known_behind_a_linking_word_and_not_inside_a_word() -> None:
    assert toned("由单某")[1] == "shan4"
    assert toned("调查组长")[1] == "cha2"
    assert toned("订单主任")[1] == "dan1"


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("一万", "yi2 wan4"),
        ("一千", "yi4 qian1"),
        ("十一月一日", "shi2 yi1 yue4 yi1 ri4"),
        ("第一次", "di4 yi1 ci4"),
        ("星期一上", "xing1 qi1 yi1 shang4"),
        ("不对", "bu2 dui4"),
        ("不能", "bu4 neng2"),
        ("之一", "zhi1 yi1"),
    ],
)
def test_one_and_not_change_their_tone_by_what_follows(words: str, read: str) -> None:
    assert " ".join(toned(words)) == read


def test_the_search_gets_one_syllable_a_character_and_u_umlaut_as_v() -> None:
    assert syllables("银行A１绿。") == ("yin", "hang", "a", "1", "lv", "。")


def test_a_character_that_no_dictionary_knows_stands_for_itself() -> None:
    assert syllables("\U000323af\U000323ae") == ("\U000323af", "\U000323ae")


def test_initials_hold_letters_and_figures_and_no_marks() -> None:
    assert initials("居住证（A１）办理。") == "jzza1bl"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_every_character_of_any_text_has_its_entry(text: str) -> None:
    assert len(syllables(text)) == len(text)


def test_a_character_has_every_syllable_it_may_be_read_with() -> None:
    assert set(sounds_of("行")) >= {"xing", "hang"}
    assert "lv" in sounds_of("绿")
    assert sounds_of("A") == ()
