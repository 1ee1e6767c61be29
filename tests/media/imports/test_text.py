import pytest
from hypothesis import given, strategies as st

from media.imports.text import clean_text, has_unseen, joined, paragraphs_of


@pytest.mark.parametrize(
    ("given_text", "clean"),
    [
        ("e\u0301", "é"),
        ("响\x07铃", "响铃"),
        ("转\u202e向\u200b", "转向"),
        ("a\u00a0\t b", "a b"),
        ("一\r\n二\u2028三", "一\n二\n三"),
        ("<script>alert(1)</script>{{x}}", "<script>alert(1)</script>{{x}}"),
        ("　　缩进", "缩进"),
        ("=1+1", "=1+1"),
    ],
)
def test_text_is_normalised_but_never_read_as_code(given_text: str, clean: str) -> None:
    assert clean_text(given_text) == clean


# B16
def test_ten_thousand_marks_are_cut() -> None:
    clean = clean_text("a" + "\u0301" * 10_000)

    assert len(clean) <= 5


def test_an_endless_line_is_cut_at_the_ends_of_sentences() -> None:
    text = "公开的内容应当真实。" * 1_000

    parts = paragraphs_of(text)

    assert "".join(parts) == text
    assert all(len(part) <= 2_000 and part.endswith("。") for part in parts)


def test_a_megabyte_without_a_mark_is_cut_too() -> None:
    assert all(len(part) <= 2_000 for part in paragraphs_of("长" * 1_048_576))


@pytest.mark.parametrize("text", ["a\x00", "\u202e", "a" + "\u0301" * 9])
def test_what_is_taken_out_is_known(text: str) -> None:
    assert has_unseen(text)
    assert not has_unseen("一行\r\n二行\t")


def test_latin_words_are_parted_and_han_are_not() -> None:
    assert joined(["公开", "公示", "in the", "hall大厅"]) == "公开公示in the hall大厅"


def test_numbers_are_parted_at_a_line_s_end_where_they_are_elsewhere() -> None:
    spaced = ["教育 61,208 万元，农林水", "48,250 万元，3", "项合计", ""]
    assert joined(spaced) == "教育 61,208 万元，农林水 48,250 万元，3 项合计"
    close = ["教育61,208万元，农林水", "48,250 万元，3", "项合计"]
    assert joined(close) == "教育61,208万元，农林水48,250 万元，3项合计"


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)

    assert clean_text(once) == once
