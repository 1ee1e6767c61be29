import pytest
from hypothesis import given, strategies as st

from publishing.inspection.wording import Kind, Line, likeness, within


def _written(line: Line) -> str:
    marks = {Kind.SAME: "{}", Kind.GONE: "[-{}]", Kind.COME: "[+{}]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in line)


@pytest.mark.parametrize(
    ("one", "other", "before", "after"),
    [
        ("共救助 42 户。", "共救助 41 户。", "共救助 [-42] 户。", "共救助 [+41] 户。"),
        (
            "发放 63,500.00 元",
            "发放 61,000.00 元",
            "发放 [-63,500.00] 元",
            "发放 [+61,000.00] 元",
        ),
        ("元。", "元。有疑问请来电。", "元。", "元。[+有疑问请来电。]"),
        ("收入和支出", "收入", "收入[-和支出]", "收入"),
        ("甲的乙", "丙的丁", "[-甲的乙]", "[+丙的丁]"),
        ("", "新写的", "", "[+新写的]"),
        ("一样", "一样", "一样", "一样"),
    ],
)
def test_what_differs_is_marked_word_by_word(
    one: str, other: str, before: str, after: str
) -> None:
    left, right = within(one, other)

    assert _written(left) == before
    assert _written(right) == after


@given(st.text("甲乙丙 12,.\nab", max_size=60), st.text("甲乙丁 23,.\nac", max_size=60))
def test_both_wordings_can_be_read_back(one: str, other: str) -> None:
    left, right = within(one, other)

    assert "".join(piece.text for piece in left) == one
    assert "".join(piece.text for piece in right) == other
    assert all(piece.kind is not Kind.COME for piece in left)
    assert all(piece.kind is not Kind.GONE for piece in right)


def test_lines_are_alike_as_far_as_they_share_words() -> None:
    assert likeness("一样", "一样") == 1.0
    assert likeness("甲", "乙") == 0.0
    assert likeness("", "") == 1.0
