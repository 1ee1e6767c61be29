import pytest

from directory.characters import in_figures, numbers_in, simplified


def test_traditional_characters_become_simplified_ones() -> None:
    assert simplified("補辦身份證") == "补办身份证"


def test_characters_that_mean_two_things_stay() -> None:
    assert simplified("著名的乾隆") == "著名的乾隆"


@pytest.mark.parametrize(
    ("written", "figures"),
    [
        ("六十岁", "60岁"),
        ("6十岁", "60岁"),
        ("十五年", "15年"),
        ("八十岁", "80岁"),
        ("一百二十", "120"),
        ("两千零五", "2005"),
        ("一二三一五", "12315"),
        ("三五个人", "三五个人"),
        ("千百年", "千百年"),
        ("三胎", "三胎"),
    ],
)
def test_a_number_is_one_in_figures(written: str, figures: str) -> None:
    assert in_figures(written) == figures


def test_numbers_that_texts_spell_out_stay() -> None:
    assert in_figures("二十条", kept=("二十",)) == "二十条"


def test_only_numbers_written_with_characters_are_told() -> None:
    assert list(numbers_in("满60岁的六十条和十五年")) == ["六十", "十五"]


def test_two_numbers_in_a_row_are_not_added_up() -> None:
    assert in_figures("四十五十岁") == "四十五十岁"
    assert in_figures("一千二百三十岁") == "1230岁"
