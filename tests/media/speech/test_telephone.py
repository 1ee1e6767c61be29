import pytest

from media.speech.spelling import spell_out


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0555-010-1234", "零五五五，零幺零，幺二三四"),
        ("（0555）0101234", "零五五五，零幺零，幺二三四"),
        ("电话：0555-0101234转12", "电话：零五五五，零幺零，幺二三四，转幺二"),
        ("13800001234", "幺三八，零零零零，幺二三四"),
        ("138-0000-1234", "幺三八，零零零零，幺二三四"),
        ("400-800-1234", "四零零，八零零，幺二三四"),
        ("拨打12345热线", "拨打幺二三四五热线"),
        ("12348、12333", "幺二三四八、幺二三三三"),
        ("120急救", "幺二零急救"),
        ("119、110、120", "幺幺九、幺幺零、幺二零"),
        ("客服电话95588", "客服电话九五五八八"),
        ("邮编：242000", "邮编：二四二零零零"),
        ("电话110、119", "电话幺幺零、幺幺九"),
    ],
)
def test_a_number_to_dial_is_said_digit_by_digit_with_yao(
    written: str, said: str
) -> None:
    assert spell_out(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("138****1234", "幺三八，隐去四位，幺二三四"),
        ("尾号****1234", "尾号隐去四位，幺二三四"),
    ],
)
def test_hidden_digits_are_said_to_be_hidden(written: str, said: str) -> None:
    assert spell_out(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("12345人", "一万两千三百四十五人"),
        ("12345元", "一万两千三百四十五元"),
        ("热线120条", "热线一百二十条"),
        ("12,345", "一万两千三百四十五"),
    ],
)
def test_what_only_looks_like_a_hotline_is_counted(written: str, said: str) -> None:
    assert spell_out(written) == said
