import pytest

from media.speech.spelling import spell_out


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("￥12,480.00", "一万两千四百八十元"),
        ("12,480.00元", "一万两千四百八十元"),
        ("18,630.55元", "一万八千六百三十元五角五分"),
        ("200.20元", "二百元两角"),
        ("12.05元", "十二元零五分"),
        ("0.55元", "五角五分"),
        ("0.05元", "五分"),
        ("0.00元", "零元"),
        ("2元", "两元"),
        ("2万元", "两万元"),
        ("12.5万元", "十二点五万元"),
        ("0.125元", "零点一二五元"),
        ("$20", "二十美元"),
        ("100元—200元", "一百元到二百元"),
    ],
)
def test_an_amount_is_said_in_yuan_jiao_and_fen(written: str, said: str) -> None:
    assert spell_out(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("-18,630.55元", "负一万八千六百三十元五角五分"),
        ("￥-12.05", "负十二元零五分"),
        ("-￥3.00", "负三元"),
        ("结余-3.00元", "结余负三元"),
        ("－3元", "负三元"),
    ],
)
def test_an_amount_below_nothing_is_said_with_fu(written: str, said: str) -> None:
    assert spell_out(written) == said
