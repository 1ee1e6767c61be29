from collections.abc import Callable, Iterator, Sequence

import pytest

from media.imports.result import Imported
from programme.blocks import (
    Block,
    Figure,
    Heading,
    PageImageBlock,
    Paragraph,
    Table,
    text_of,
)
from tests.fakes.pdf_pages import PdfPages

Importer = Callable[[bytes, str], Imported]

ROWS = (
    ("项目", "上年", "本年"),
    ("农林水", "48,250", "51,000.50"),
    ("教育", "10.00", "20.00"),
    ("合计", "48,260", "51,020.50"),
)
LEFTS = (60, 200, 320, 440)


@pytest.fixture
def pages() -> PdfPages:
    return PdfPages()


def write(pages: PdfPages, rows: Sequence[Sequence[str]], top: float = 115) -> None:
    for number, row in enumerate(rows):
        for left, text in zip(LEFTS, row, strict=False):
            pages.text(left + 4, top + 20 * number, text)


def texts(blocks: Sequence[Block]) -> list[str]:
    return [text_of(block) for block in blocks]


def cells(table: Block) -> Iterator[list[tuple[str, int, int]]]:
    assert isinstance(table, Table)
    for row in table.rows:
        yield [(cell.text, cell.rowspan, cell.colspan) for cell in row]


def test_larger_letters_are_headings_and_folios_go(
    pages: PdfPages, read: Importer
) -> None:
    pages.text(150, 80, "清禾县财政收支公示", size=22)
    pages.lines(60, 130, "现将全年收支情况公示如下，请各界监督并提出宝贵意见。")
    pages.text(60, 180, "收入情况", size=16)
    pages.lines(60, 220, "收入完成预算，一段话写到这一页的最后一行还没有说完接着")
    pages.text(290, 800, "- 1 -", size=10)
    pages.end_page()
    pages.lines(60, 80, "说完。")
    pages.text(290, 800, "- 2 -", size=10)

    imported = read(pages.data(), "a.pdf")

    assert imported.title == "清禾县财政收支公示"
    assert imported.blocks[1:] == (
        Heading(level=2, text="收入情况"),
        Paragraph(text="收入完成预算，一段话写到这一页的最后一行还没有说完接着说完。"),
    )
    assert "去掉了 2 页的页码" in imported.report.simplified
    assert [part.blocks for part in imported.parts] == [(0, 1, 2), (2,)]


def test_a_table_is_told_by_its_lines_with_its_merged_cells(
    pages: PdfPages, read: Importer
) -> None:
    for top in (100, 140, 160):
        pages.rule(60, top, 440, top)
    pages.rule(200, 120, 440, 120)
    for left, top in ((60, 100), (200, 100), (440, 100), (320, 120)):
        pages.rule(left, top, left, 160)
    write(pages, [("", "金额"), ("项目", "上年", "本年"), ("教育", "1.00", "2.00")])

    table = read(pages.data(), "a.pdf").blocks[0]

    assert list(cells(table)) == [
        [("项目", 2, 1), ("金额", 1, 2)],
        [("上年", 1, 1), ("本年", 1, 1)],
        [("教育", 1, 1), ("1.00", 1, 1), ("2.00", 1, 1)],
    ]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_of_figures_is_told_with_and_without_lines(
    pages: PdfPages, read: Importer, *, ruled: bool
) -> None:
    if ruled:
        pages.grid(LEFTS, (100, 120, 140, 160, 180))
    write(pages, ROWS)
    pages.text(60, 300, "以上数字单位为万元。")

    imported = read(pages.data(), "a.pdf")

    table = imported.blocks[0]
    assert isinstance(table, Table)
    assert [tuple(text for text, _, _ in row) for row in cells(table)] == [*ROWS]
    assert (table.header_rows, table.numeric_columns, table.total_rows) == (
        1,
        (1, 2),
        (3,),
    )
    assert texts(imported.blocks[1:]) == ["以上数字单位为万元。"]


def test_a_table_goes_on_over_a_page_with_its_head_once(
    pages: PdfPages, read: Importer
) -> None:
    for _ in range(2):
        pages.grid(LEFTS, (100, 120, 140))
        write(pages, ROWS[:2])
        pages.end_page()

    imported = read(pages.data(), "a.pdf")

    assert texts(imported.blocks) == [
        "项目 上年 本年" + 2 * "\n农林水 48,250 51,000.50"
    ]
    assert [part.blocks for part in imported.parts] == [(0,), (0,)]


def test_a_line_between_a_word_and_a_figure_keeps_them_apart(
    pages: PdfPages, read: Importer
) -> None:
    pages.grid((60, 96.5, 200), (100, 120, 140))
    for top, (word, figure) in (
        (115, ("农林水", "48,250")),
        (135, ("教育类", "1,250")),
    ):
        pages.text(60, top, word)
        pages.text(97, top, figure)

    imported = read(pages.data(), "a.pdf")

    assert texts(imported.blocks) == ["农林水 48,250\n教育类 1,250"]


def test_a_figure_that_stands_clear_of_a_word_is_parted_from_it(
    pages: PdfPages, read: Importer
) -> None:
    pages.text(60, 100, "农林水")
    pages.text(102, 100, "48,250")

    assert texts(read(pages.data(), "a.pdf").blocks) == ["农林水 48,250"]


@pytest.mark.parametrize(
    ("set_wide", "meant"),
    [
        ("截至1 2 月", "截至12月"),
        ("2 0 2 6 年 1 1 月 3 日", "2026年 11月 3 日"),
        ("第 3 4 两条", "第 3 4 两条"),
        ("甲 1 2 5 0 元", "甲 1250元"),
        ("机 密 文 件", "机密文件"),
    ],
)
def test_what_was_only_set_wide_is_mended_where_that_is_certain(
    pages: PdfPages, read: Importer, set_wide: str, meant: str
) -> None:
    pages.text(60, 100, set_wide)

    assert texts(read(pages.data(), "a.pdf").blocks) == [meant]


def test_two_columns_are_read_one_after_the_other(
    pages: PdfPages, read: Importer
) -> None:
    for column in (0, 1):
        for row in range(6):
            end = "。" if row == 5 else "接着"
            words = f"栏{column}行{row}是一段连续的文字要一直读{end}"
            pages.text(60 + 250 * column, 100 + 18 * row, words)

    first, second = texts(read(pages.data(), "a.pdf").blocks)

    assert first.startswith("栏0行0")
    assert first.endswith("栏0行5是一段连续的文字要一直读。")
    assert second.startswith("栏1行0")


def test_a_column_at_the_right_may_begin_higher_and_end_sooner(
    pages: PdfPages, read: Importer
) -> None:
    for row in range(3):
        end = "。" if row == 2 else "接着"
        pages.text(310, 82 + 18 * row, f"右行{row}是一段连续的文字要一直读{end}")
    for row in range(5):
        end = "。" if row == 4 else "接着"
        pages.text(60, 100 + 18 * row, f"左行{row}是一段连续的文字要一直读{end}")

    first, second = texts(read(pages.data(), "a.pdf").blocks)

    assert first.startswith("左行0")
    assert first.endswith("左行4是一段连续的文字要一直读。")
    assert second.startswith("右行0")
    assert second.endswith("右行2是一段连续的文字要一直读。")


def test_short_texts_side_by_side_are_no_columns_of_prose(
    pages: PdfPages, read: Importer
) -> None:
    left = ("办理低保的材料清单", "证件", "户口簿原件和复印件各一份", "表格")
    right = ("在镇政府一楼大厅办理", "三天内答复", "周一到周五", "免费")
    for row, (one, other) in enumerate(zip(left, right, strict=True)):
        pages.text(60, 100 + 18 * row, one)
        pages.text(300, 100 + 18 * row, other)

    imported = read(pages.data(), "a.pdf")

    assert imported.title == "办理低保的材料清单 在镇政府一楼大厅办理"
    assert texts(imported.blocks) == [
        "证件 三天内答复",
        "户口簿原件和复印件各一份 周一到周五",
        "表格 免费",
    ]


def test_a_counted_folio_goes_also_on_a_page_alone(
    pages: PdfPages, read: Importer
) -> None:
    pages.lines(60, 100, "正文。")
    pages.text(250, 800, "第 1 页 共 1 页", size=9)

    assert texts(read(pages.data(), "a.pdf").blocks) == ["正文。"]


def test_rows_that_may_be_no_table_stay_lines(pages: PdfPages, read: Importer) -> None:
    write(pages, [("甲方", "乙方"), ("丙方", "丁方"), ("戊方", "己方")])

    imported = read(pages.data(), "a.pdf")

    assert imported.title == "甲方 乙方"
    assert texts(imported.blocks) == ["丙方 丁方", "戊方 己方"]


def test_a_scan_keeps_the_words_that_a_machine_read_for_a_person_to_check(
    pages: PdfPages, read: Importer
) -> None:
    pages.scan()
    pages.text(60, 100, "机器认的字")
    pages.end_page()
    pages.scan(width=200, height=100)
    pages.text(60, 100, "印好的字")

    scanned, printed, photo = read(pages.data(), "a.pdf").blocks

    assert isinstance(scanned, PageImageBlock)
    assert scanned.words == "机器认的字"
    assert printed == Paragraph(text="印好的字")
    assert isinstance(photo, Figure)
    assert (photo.width, photo.height) == (8, 8)


def test_a_small_picture_among_text_is_an_ornament(
    pages: PdfPages, read: Importer
) -> None:
    pages.scan(width=20, height=20)
    pages.text(60, 100, "印好的字")

    imported = read(pages.data(), "a.pdf")

    assert imported.blocks == (Paragraph(text="印好的字"),)
    assert imported.report.lost == ("文字页上的小图",)


def test_rare_characters_come_through_whole(pages: PdfPages, read: Importer) -> None:
    pages.text(60, 100, "㛃𬭎䶮三位")

    assert texts(read(pages.data(), "a.pdf").blocks) == ["㛃𬭎䶮三位"]


def test_letters_printed_twice_to_look_bold_are_read_once(
    pages: PdfPages, read: Importer
) -> None:
    pages.text(60, 100, "公示")
    pages.text(60.4, 100, "公示")

    assert texts(read(pages.data(), "a.pdf").blocks) == ["公示"]
