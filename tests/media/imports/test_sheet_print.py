from collections.abc import Callable

import openpyxl
import pytest

from media.imports.result import Imported
from media.imports.sheet_print import Area, Printing, printing_of
from programme.blocks import Table, text_of
from tests.fakes.files import book_bytes, member, with_members

Importer = Callable[[bytes, str], Imported]


@pytest.mark.parametrize(
    ("said", "areas"),
    [
        ("Sheet1!$A$1:$C$9", ((1, 1, 9, 3),)),
        ("'收支 ''26'!$B$2:$C$9,'收支 ''26'!$E$1", ((2, 2, 9, 3), (1, 5, 1, 5))),
        ("Sheet1!$A:$B", ((1, 1, 1_048_576, 2),)),
        ("#REF!", ()),
        ("OFFSET(Sheet1!$A$1,0,0,9,3)", ()),
    ],
)
def test_print_areas_are_read_where_they_say_cells(
    said: str, areas: tuple[Area, ...]
) -> None:
    assert printing_of({"_xlnm.Print_Area": said}) == Printing(areas=areas)


def test_only_the_print_area_comes_along_and_the_rest_is_named(
    read: Importer,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("项目", "金额", "草稿"), ("道路", 10, "核对"), ("桥", 20, None)):
        sheet.append(row)
    sheet["A9"] = "算稿"
    sheet.print_area = "A1:B3"

    imported = read(book_bytes(book), "a.xlsx")

    assert [text_of(b) for b in imported.blocks] == ["项目 金额\n道路 10\n桥 20"]
    assert imported.report.lost == ("“Sheet”打印区域以外的行和列（3 处）",)
    assert "“Sheet”打印区域以外：算稿" in imported.report.hidden


def test_rows_that_print_on_every_page_are_the_head(read: Importer) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("项目", "说明"), ("类", "款"), ("道路", "硬化"), ("桥", "加固")):
        sheet.append(row)
    sheet.print_title_rows = "1:2"

    table = read(book_bytes(book), "a.xlsx").blocks[0]

    assert isinstance(table, Table)
    assert table.header_rows == 2


def test_a_day_in_a_format_that_only_chinese_excel_knows_is_no_number(
    read: Importer,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(("日期", "金额"))
    sheet.append((46_329, 12.5))
    data = book_bytes(book)
    from_excel = _with_format_31(data)

    imported = read(from_excel, "a.xlsx")

    assert text_of(imported.blocks[0]) == "日期 金额\n2026年11月3日 12.5"


def _with_format_31(data: bytes) -> bytes:
    styles = member(data, "xl/styles.xml").replace(
        b'<cellXfs count="1">',
        b'<cellXfs count="2"><xf numFmtId="31" fontId="0" fillId="0" borderId="0"/>',
    )
    sheet = member(data, "xl/worksheets/sheet1.xml")
    marked = sheet.replace(b'<c r="A2"', b'<c r="A2" s="0"', 1).replace(
        b'<c r="B2"', b'<c r="B2" s="1"', 1
    )
    return with_members(
        data, {"xl/styles.xml": styles, "xl/worksheets/sheet1.xml": marked}
    )
