import pytest

from media.imports.tabling import Grid, is_number, table_of, unit_of


def grid(*rows: tuple[str, ...]) -> Grid:
    return Grid(texts=rows, spans={})


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：元", "元"),
        ("（单位: 万元）", "万元"),
        ("金额单位：人民币元", "人民币元"),
        ("单位：清禾县财政局，2026 年", None),
        ("填报单位", None),
    ],
)
def test_a_line_that_only_names_the_unit_is_known(line: str, unit: str | None) -> None:
    assert unit_of(line) == unit


@pytest.mark.parametrize("text", ["1", "-2.50", "12,480.00", "￥3", "60%", "1234567"])
def test_figures_are_known(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "12,48", "3 户", "1.2.3", "0555-010-1234"])
def test_other_texts_are_no_figures(text: str) -> None:
    assert not is_number(text)


def test_a_table_that_begins_with_figures_has_no_head() -> None:
    assert table_of(grid(("1", "2"), ("3", "4"))).header_rows == 0


def test_a_table_of_one_row_or_one_column_has_no_head() -> None:
    assert table_of(grid(("甲", "乙"))).header_rows == 0
    assert table_of(grid(("甲",), ("乙",))).header_rows == 0


def test_a_column_with_words_among_figures_is_not_aligned_as_figures() -> None:
    table = table_of(grid(("户", "元"), ("甲", "1"), ("乙", "见附件")))

    assert table.numeric_columns == ()


def test_codes_with_leading_zeros_are_not_amounts() -> None:
    table = table_of(grid(("户", "门牌"), ("甲", "007"), ("乙", "012")))

    assert table.numeric_columns == ()


def test_sums_are_found_by_their_name() -> None:
    table = table_of(grid(("户", "元"), ("小 计", "1"), ("", "2"), ("合计", "3")))

    assert table.total_rows == (1, 3)
