import pytest

from media.speech.spelling import spell_out


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("90%", "百分之九十"),
        ("12.5％", "百分之十二点五"),
        ("3‰", "千分之三"),
        ("10%—20%", "百分之十到百分之二十"),
        ("1/3", "三分之一"),
        ("½", "二分之一"),
        ("1:500", "一比五百"),
        ("3:2", "三比二"),
    ],
)
def test_a_part_is_said_with_the_whole_first(written: str, said: str) -> None:
    assert spell_out(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("100㎡", "一百平方米"),
        ("3.5km", "三点五公里"),
        ("20 kg", "二十千克"),
        ("2m", "两米"),
        ("-5℃", "负五摄氏度"),
        ("5元/㎡", "五元每平方米"),
        ("5元/人", "五元每人"),
        ("60kWh", "六十千瓦时"),
    ],
)
def test_a_measure_is_named(written: str, said: str) -> None:
    assert spell_out(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3—5个", "三到五个"),
        ("2~3个", "两到三个"),
        ("第3-5条", "第三到五条"),
        ("3 - 5", "三到五"),
    ],
)
def test_a_range_is_said_with_dao(written: str, said: str) -> None:
    assert spell_out(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2个", "两个"),
        ("2天", "两天"),
        ("2年", "两年"),
        ("2年级", "二年级"),
        ("22个", "二十二个"),
        ("第2次", "第二次"),
        ("2.5个", "二点五个"),
        ("2月2日", "二月二日"),
        ("2个月", "两个月"),
    ],
)
def test_two_is_liang_before_what_is_counted_and_er_elsewhere(
    written: str, said: str
) -> None:
    assert spell_out(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3.14", "三点一四"),
        ("1,234,567.89", "一百二十三万四千五百六十七点八九"),
        ("12,480.00", "一万两千四百八十"),
        ("5000000", "五百万"),
        ("1234567", "幺二三四五六七"),
        ("1234567人", "一百二十三万四千五百六十七人"),
        ("007", "零零七"),
        ("1. 申请", "一、 申请"),
        ("7×24小时", "七乘二十四小时"),
    ],
)
def test_a_plain_figure_is_counted_unless_it_is_a_code(written: str, said: str) -> None:
    assert spell_out(written) == said
