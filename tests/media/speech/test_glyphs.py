import pytest

from media.speech.glyphs import alike, say_signs


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("１２．５％", "12.5%"),
        ("￥5", "¥5"),
        ("100㎡", "100m²"),
        ("３—５", "3—5"),
        ("2026 年 11 月 5 日", "2026年11月5日"),
        ("8:30 周一", "8:30 周一"),
        ("٣", "3"),
        ("½", "1/2"),
    ],
)
def test_signs_that_mean_the_same_look_the_same(written: str, same: str) -> None:
    assert alike(written) == same


@pytest.mark.parametrize(
    ("sign", "said"),
    [
        ("①", "一"),
        ("Ⅲ", "三"),
        ("〇", "零"),
        ("⅝", "八分之五"),
        ("༳", "负二分之一"),
        ("≥", "不小于"),
        ("二", "二"),
    ],
)
def test_a_sign_that_stands_alone_is_said(sign: str, said: str) -> None:
    assert say_signs(sign) == said
