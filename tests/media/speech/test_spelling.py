import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from media.speech.spelling import spell_out

_CASES = [
    line.split("|")
    for line in Path(__file__).with_name("spelled.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
_LIKELY = "0123456789-—:：.,/%元年月日号 ¥￥*()〔〕A至到万第2个m²电话"


@given(st.one_of(st.text(max_size=80), st.text(alphabet=_LIKELY, max_size=40)))
def test_no_figure_is_left_in_any_text_and_none_makes_it_fail(text: str) -> None:
    said = spell_out(text)

    assert [c for c in said if unicodedata.category(c).startswith("N")] == []


@given(st.text(alphabet="清禾县公示的内容，。《》", max_size=40))
def test_a_text_without_figures_is_left_alone(text: str) -> None:
    assert spell_out(text) == text


def test_official_texts_are_spelled_out_as_they_are_spoken() -> None:
    wrong = {
        written: spelled
        for written, said in _CASES
        if (spelled := spell_out(written)) != said
    }

    assert len(_CASES) > 200
    assert wrong == {}


def test_a_whole_sentence_is_spelled_out() -> None:
    written = (
        "清禾政发〔2026〕12号：2026年11月5日 8:30—12:00 到1楼12号窗口领取"
        "￥12,480.00，电话0555-010-1234，占90%。"
    )

    said = spell_out(written)

    assert said == (
        "清禾政发〔二零二六〕十二号：二零二六年十一月五日 八点三十分到十二点 "
        "到一楼十二号窗口领取一万两千四百八十元，"
        "电话零五五五，零幺零，幺二三四，占百分之九十。"
    )


@pytest.mark.parametrize(
    "piece", ["1", "1-", "1,111", "a.", "a@", "A", "电话1", "*1", "0555-", " ", "¥-"]
)
def test_a_line_without_end_takes_no_time_without_end(piece: str) -> None:
    # Read anew from each place it would take longer than a test may last.
    spelled = spell_out(piece * (40_000 // len(piece)))

    assert not any(sign.isdigit() for sign in spelled)
