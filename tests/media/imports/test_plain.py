from collections.abc import Callable

import pytest

from media.imports.errors import Damaged, EmptyDocument, SecrecyMark, TooMuchText
from media.imports.result import Imported
from programme.blocks import Heading, Paragraph, text_of

Importer = Callable[[bytes, str], Imported]
TEXT = "停水通知\r\n\r\n一、时间\r\n11 月 5 日停水。\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_encodings_that_offices_use(
    read: Importer, encoding: str
) -> None:
    imported = read(TEXT.encode(encoding), "a.txt")

    assert imported.title == "停水通知"
    assert imported.blocks == (
        Heading(level=1, text="一、时间"),
        Paragraph(text="11 月 5 日停水。"),
    )


def test_bytes_in_no_encoding_are_damaged(read: Importer) -> None:
    with pytest.raises(Damaged, match="编码"):
        read(b"\xff\xfe\x00", "a.txt")


def test_a_long_first_line_is_no_title(read: Importer) -> None:
    imported = read("今天停水，请大家备水。\n明天恢复。".encode(), "通知.txt")

    assert imported.title == "通知"
    assert len(imported.blocks) == 2


def test_unseen_marks_are_taken_out_and_said(read: Importer) -> None:
    imported = read("标题\n正\u202e文".encode(), "a.txt")

    assert imported.blocks == (Paragraph(text="正文"),)
    assert imported.report.simplified == ("去掉了看不见的控制符号",)


def test_blank_text_is_empty(read: Importer) -> None:
    with pytest.raises(EmptyDocument):
        read(b" \n\n", "a.txt")


def test_more_text_than_can_be_published_is_refused(read: Importer) -> None:
    with pytest.raises(TooMuchText, match="2100000 个字"):
        read(("长" * 2_100_000).encode(), "a.txt")


# REQ-19
def test_a_name_that_says_secret_is_refused(read: Importer) -> None:
    with pytest.raises(SecrecyMark):
        read("正文".encode(), "机密 名单.txt")


@pytest.mark.parametrize("delimiter", ["\t", ","])
def test_lines_with_as_many_cells_are_a_table_below_their_title(
    read: Importer, delimiter: str
) -> None:
    rows = (("姓名", "金额"), ("甲", "100"), ("乙", ""), ('"丙"', "300"))
    text = "补贴公示\n" + "\r\n".join(delimiter.join(row) for row in rows)

    imported = read(text.encode("gb18030"), "a.txt")

    assert imported.title == "补贴公示"
    assert [text_of(b) for b in imported.blocks] == ["姓名 金额\n甲 100\n乙 \n丙 300"]
    assert imported.report.simplified == ("用逗号或制表符隔开的文字改成表格",)


@pytest.mark.parametrize(
    "text",
    [
        "一行,有逗号\n两行,有,逗号",
        "甲,乙",
        "一,二。\n三,四。",
        "一\n二\n三\n四\n五,六\n七,八",
        '"没有收尾,甲\n乙,丙',
    ],
)
def test_what_is_not_surely_a_table_stays_text(read: Importer, text: str) -> None:
    imported = read(text.encode(), "a.txt")

    assert all(block.kind == "paragraph" for block in imported.blocks)
