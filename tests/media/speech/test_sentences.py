import pytest
from hypothesis import given, strategies as st

from media.speech.sentences import split


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
