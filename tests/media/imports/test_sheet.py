from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.styles import Font

from media.imports.errors import (
    Damaged,
    DoctypeFound,
    EmptyDocument,
    TooManyColumns,
    TooManyRows,
)
from media.imports.result import Imported
from programme.blocks import Cell, Heading, Paragraph, Table
from tests.fakes.files import book_bytes, book_of, member, tall_book, with_members

Importer = Callable[[bytes, str], Imported]


def table_of(imported: Imported) -> Table:
    return next(block for block in imported.blocks if isinstance(block, Table))


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def finance() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["2026 年三季度收支"])
    sheet.merge_cells("A1:C1")
    sheet.append(["单位：元"])
    sheet.append(["项目", "收入", "支出"])
    sheet.append(["土地流转服务费", 42000, None])
    sheet.append(["光伏发电收益", 18630.55, None])
    sheet.append(["路灯维修", None, 0.1 + 0.2])
    sheet.append(["合计", 60630.55, 0.3])
    sheet.append(["注：账目经监委会审核。"])
    for row in sheet.iter_rows(min_row=4, max_row=7, min_col=2, max_col=3):
        for cell in row:
            cell.number_format = "#,##0.00"
    return book


# REQ-18
def test_a_finance_sheet_becomes_a_table_exact_to_the_fen(read: Importer) -> None:
    imported = read(book_bytes(finance()), "收支.xlsx")

    table = table_of(imported)
    assert imported.title == "2026 年三季度收支"
    assert table.unit_note == "元"
    assert (table.header_rows, table.numeric_columns) == (1, (1, 2))
    assert table.total_rows == (4,)
    assert texts(table)[2:] == [
        ["光伏发电收益", "18,630.55", ""],
        ["路灯维修", "", "0.30"],
        ["合计", "60,630.55", "0.30"],
    ]
    assert imported.blocks[-1] == Paragraph(text="注：账目经监委会审核。")
    assert imported.report.kept == ("段落 1 段", "表格 1 张")


def test_merged_heads_keep_their_spans(read: Importer) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["村", "补助", None])
    sheet.append([None, "低保", "取暖"])
    sheet.append(["柳坞村", 1, 2])
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")

    table = table_of(read(book_bytes(book), "a.xlsx"))

    assert table.header_rows == 2
    assert table.rows[0] == (Cell(text="村", rowspan=2), Cell(text="补助", colspan=2))
    assert table.rows[1] == (Cell(text="低保"), Cell(text="取暖"))


def test_each_visible_sheet_has_a_heading_and_hidden_ones_are_lost(
    read: Importer,
) -> None:
    book = finance()
    book.create_sheet("第二张").append(["甲", "乙"])
    hidden = book.create_sheet("底稿")
    hidden.append(["不该看到", 1])
    hidden.sheet_state = "hidden"

    imported = read(book_bytes(book), "a.xlsx")

    assert imported.title == "a"
    assert imported.blocks[0] == Heading(level=1, text="Sheet")
    assert Heading(level=1, text="第二张") in imported.blocks
    assert "隐藏的工作表“底稿”" in imported.report.lost
    assert "不该看到" not in str(imported.blocks)


def test_hidden_rows_and_columns_are_lost_and_said(read: Importer) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["户", "证号", "元"], ["甲", "3411", 1], ["乙", "3412", 2]):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True

    imported = read(book_bytes(book), "a.xlsx")

    assert texts(table_of(imported)) == [["户", "元"], ["甲", "1"]]
    assert imported.report.lost == ("“Sheet”里隐藏的行", "“Sheet”里隐藏的列")


def test_a_formula_without_a_value_is_named(read: Importer) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["项目", "元"])
    for _ in range(7):
        sheet.append(["合计", "=SUM(1,2)"])

    imported = read(book_bytes(book), "a.xlsx")

    assert any("B2 的公式没有算出的值" in words for words in imported.report.lost)
    assert "“Sheet”里另有 2 个公式没有算出的值" in imported.report.lost


# B8, B14
@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "<script>x</script>"])
def test_texts_that_look_like_formulas_or_code_stay_text(
    read: Importer, text: str
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["甲", "乙"])
    sheet["B2"] = text
    sheet["B2"].data_type = "s"
    sheet["A2"] = "x"

    assert texts(table_of(read(book_bytes(book), "a.xlsx")))[1] == ["x", text]


def test_an_error_value_is_named(read: Importer) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["甲", "乙"])
    sheet.append(["x", "#DIV/0!"])
    sheet["B2"].data_type = "e"

    imported = read(book_bytes(book), "a.xlsx")

    assert imported.report.lost == ("B2 的公式算错了（#DIV/0!）",)


def test_numbers_that_name_are_not_amounts(read: Importer) -> None:
    data = book_of(
        ("序号", "户主", "电话", "元"),
        (1, "甲", "05550101234", 12.5),
        (2, "乙", "05550101235", "—"),
    )

    assert table_of(read(data, "a.xlsx")).numeric_columns == (3,)


# B7
def test_a_cell_in_the_last_corner_is_read_without_the_empty_ones(
    read: Importer,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "头"
    sheet["XFD1048576"] = "尾"

    imported = read(book_bytes(book), "a.xlsx")

    assert "尾" in str(imported.blocks) + imported.title


# B7
def test_more_rows_than_allowed_are_refused_with_their_number(read: Importer) -> None:
    data = tall_book(50_001)

    with pytest.raises(TooManyRows, match="50001 行"):
        read(data, "a.xlsx")


# B7
def test_more_columns_than_allowed_are_refused_with_their_number(
    read: Importer,
) -> None:
    with pytest.raises(TooManyColumns, match="201 列"):
        read(book_of(range(201)), "a.xlsx")


def test_a_workbook_without_cells_is_empty(read: Importer) -> None:
    with pytest.raises(EmptyDocument, match="没有内容"):
        read(book_of(), "a.xlsx")


# B5, B6
def test_a_doctype_in_shared_strings_is_refused(read: Importer) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "x">]><sst/>'
    data = with_members(book_of(("甲",)), {"xl/sharedStrings.xml": bomb})

    with pytest.raises(DoctypeFound, match="sharedStrings"):
        read(data, "a.xlsx")


@pytest.mark.parametrize(
    "name",
    ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"],
)
def test_a_part_that_is_broken_is_named_damaged(read: Importer, name: str) -> None:
    data = book_of(("甲", "乙"))
    broken = with_members(data, {name: member(data, name)[:-20]})

    with pytest.raises(Damaged, match="损坏"):
        read(broken, "a.xlsx")


def test_a_part_that_is_absent_is_named_damaged(read: Importer) -> None:
    data = with_members(book_of(("甲",)), {}, without=("xl/workbook.xml",))

    with pytest.raises(Damaged, match=r"workbook\.xml"):
        read(data, "a.xlsx")


def test_macros_and_links_are_lost_and_said(read: Importer) -> None:
    extra = {
        "xl/vbaProject.bin": b"x",
        "xl/embeddings/a.bin": b"x",
        "xl/externalLinks/externalLink1.xml": b"<a/>",
        "xl/comments1.xml": b"<a/>",
    }

    imported = read(with_members(book_of(("甲", "乙")), extra), "a.xlsx")

    assert imported.report.lost == ("宏", "嵌入的文件", "指向别的文件的链接", "批注")


def test_bold_and_colours_do_not_matter(read: Importer) -> None:
    book = finance()
    book.worksheets[0]["A4"].font = Font(bold=True, color="FFFF0000")

    assert "土地流转服务费" in str(read(book_bytes(book), "a.xlsx").blocks)


def test_rows_and_columns_of_no_size_are_hidden_too(read: Importer) -> None:
    data = book_of(("甲", "乙", "丙"), ("底稿", 1, 2), ("丁", 3, 4))
    sheet = member(data, "xl/worksheets/sheet1.xml")
    flat = sheet.replace(b'<row r="2"', b'<row ht="0" customHeight="1" r="2"')
    flat = flat.replace(
        b"<sheetData>", b'<cols><col min="2" max="2" width="0"/></cols><sheetData>'
    )

    imported = read(with_members(data, {"xl/worksheets/sheet1.xml": flat}), "a.xlsx")

    assert texts(table_of(imported)) == [["甲", "丙"], ["丁", "4"]]
    assert imported.report.lost == ("“Sheet”里隐藏的行", "“Sheet”里隐藏的列")
    assert "“Sheet”里隐藏的行：底稿" in imported.report.hidden


def test_what_a_format_hides_is_not_published_and_said(read: Importer) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("甲", "乙"), ("丙", 4321), ("丁", 5)):
        sheet.append(row)
    sheet["B2"].number_format = ";;;"

    imported = read(book_bytes(book), "a.xlsx")

    assert texts(table_of(imported)) == [["甲", "乙"], ["丙", ""], ["丁", "5"]]
    assert imported.report.lost == ("“Sheet”里用格式隐藏的内容",)
    assert "“Sheet”里用格式隐藏的内容：4321" in imported.report.hidden
