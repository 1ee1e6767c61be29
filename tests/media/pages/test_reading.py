import pytest

from media.pages.reading import characters_of, dwell_s, is_number


@pytest.mark.parametrize(
    ("text", "count"),
    [("路灯维修 26 盏", 7), ("VIP 服务", 4), ("，。（）", 0), ("", 0), ("—", 0)],
)
def test_marks_are_not_read_and_a_latin_word_counts_two(text: str, count: int) -> None:
    assert characters_of(text) == count


@pytest.mark.parametrize(
    ("characters", "cells", "seconds"),
    [(45, 8, 27), (150, 0, 54), (0, 0, 12), (150, 24, 60)],
)
def test_a_page_stays_as_long_as_an_older_reader_needs(
    characters: int, cells: int, seconds: int
) -> None:
    assert dwell_s(characters, cells) == seconds


@pytest.mark.parametrize("text", ["42,000.00", "-3.5", "￥12", "60%", "3 万元", "+1"])
def test_figures_are_numbers(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["—", "", "保洁员工资 6 人 3 个月", "合计"])
def test_words_are_not_numbers(text: str) -> None:
    assert not is_number(text)
