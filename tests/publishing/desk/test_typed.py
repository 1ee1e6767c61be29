import pytest

from programme.blocks import Cell, Heading, ListBlock, Paragraph, Table
from publishing.desk.typed import blocks_of, text_of_blocks


def test_lines_become_headings_paragraphs_and_lists() -> None:
    blocks = blocks_of("# 时间\n\n每天 6 点。\n- 一组\n- 二组\n1. 先\n2、 后")

    assert blocks == (
        Heading(level=1, text="时间"),
        Paragraph(text="每天 6 点。"),
        ListBlock(ordered=False, entries=("一组", "二组")),
        ListBlock(ordered=True, entries=("先", "后")),
    )


@pytest.mark.parametrize("text", ["-10 度", "#1 窗口", "3.5 米", "<b>粗</b>", "**重**"])
def test_what_only_looks_like_a_mark_stays_as_it_was_typed(text: str) -> None:
    assert blocks_of(text) == (Paragraph(text=text),)


def test_typed_pieces_come_back_as_they_were_typed() -> None:
    text = "## 经费\n共 3,000 元。\n- 柴油\n- 茶水\n1. 报名\n2. 领取"

    assert text_of_blocks(blocks_of(text)) == text


def test_a_table_cannot_be_typed() -> None:
    table = Table(header_rows=0, rows=((Cell(text="甲"),),))

    assert text_of_blocks([Paragraph(text="一"), table]) is None
