import pytest
from hypothesis import given, strategies as st

from media.speech.sentences import SOONEST, opening, split


def test_a_block_is_cut_behind_each_full_stop_with_its_closing_marks() -> None:
    sentences = split(["您好！“对吗？”请到3,500.5号；\n第二行"])

    assert [s.text for s in sentences] == [
        "您好！",
        "“对吗？”",
        "请到3,500.5号；",
        "第二行",
    ]


def test_what_cannot_be_said_is_left_out() -> None:
    assert split(["", "，。", "😀", "  \n"]) == ()


def test_a_sentence_names_its_block() -> None:
    sentences = split(["一。", "", "二。"])

    assert [s.block for s in sentences] == [0, 2]


def test_a_long_sentence_is_cut_at_its_last_comma_that_fits() -> None:
    sentences = split(["请带户口簿，身份证，照片到窗口"], longest=12)

    assert [s.text for s in sentences] == ["请带户口簿，身份证，", "照片到窗口"]


def test_a_long_sentence_is_never_cut_inside_an_amount() -> None:
    sentences = split(["本月共发放低保金12,480.00元整"], longest=12)

    assert [s.text for s in sentences] == ["本月共发放低保金", "12,480.00元整"]


def test_a_run_without_any_pause_is_cut_all_the_same() -> None:
    assert [len(s.text) for s in split(["字" * 130, "A" * 70])] == [60, 60, 10, 60, 10]


def test_a_sentence_must_hold_something() -> None:
    with pytest.raises(ValueError, match="0 characters"):
        split(["字"], longest=0)


@given(st.text(alphabet="字，。！A1, \n”", max_size=120), st.integers(1, 30))
def test_offsets_point_at_the_text_and_no_word_is_lost(text: str, longest: int) -> None:
    sentences = split([text], longest=longest)

    assert all(text[s.start : s.end] == s.text for s in sentences)
    assert all(0 < len(s.text) <= longest for s in sentences)
    kept = "".join(s.text for s in sentences)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize(
    "parted",
    [
        "三季度财务收支|",
        "土地流转服务费，|收入 42,000.00 元，已经公布",
        "本季度收支已经村务监督委员会核对，|并经村民代表会议通过。",
        "到县政务服务中心 1 楼 |A 区 22 号窗口，或打 0555-010-0122",
        "上季度结余 |286,415.30 元本季度结余 336,315.45 元",
        "根据《村民委员会组织法实施办法细则》|和有关规定公示如下",
        "请带上本人的|户口簿原件和居民身份证原件与复印件",
        "请拨打便民服务中心电话 95588 咨询有关的|办理事宜",
        "这一行没有一处可以停顿直到末尾也还是没有停顿处|",
    ],
)
def test_the_first_words_are_a_clause_or_end_at_a_joint(parted: str) -> None:
    first, rest = parted.split("|")

    assert opening(first + rest) == (first, rest)


@given(st.text(max_size=80))
def test_nothing_is_lost_between_the_first_words_and_the_rest(sentence: str) -> None:
    first, rest = opening(sentence)

    assert first + rest == sentence
    assert first or not sentence
    assert not rest or len(sentence) > SOONEST
