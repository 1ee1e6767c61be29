import io

import openpyxl
import pytest
from openpyxl.drawing.image import Image as SheetImage

from media.imports.errors import Damaged, TooManyPixels
from programme.blocks import Table
from tests.fakes.files import book_bytes, book_of, png_of_size, with_members
from tests.fakes.sheet_drawings import (
    BLUE,
    BOOK,
    GREEN,
    MEDIA,
    RED,
    ROWS,
    Importer,
    anchored,
    colours,
    picture_xml,
    png,
    with_drawing,
)

AFTER = "表里的图片放在表格后面"


def test_pictures_follow_the_table_in_the_order_of_their_places(
    read: Importer,
) -> None:
    data = with_drawing(
        BOOK,
        anchored((9, 1, 12, 2), picture_xml(1)),
        anchored((2, 5, 4, 6), picture_xml(2)),
        anchored((2, 3, 4, 4), picture_xml(3)),
        media=MEDIA,
    )

    imported = read(data, "a.xlsx")

    assert isinstance(imported.blocks[0], Table)
    assert colours(imported) == [BLUE, GREEN, RED]
    assert imported.report.simplified == (f"{AFTER}（3 处）",)
    assert imported.report.lost == ()
    assert imported.parts[0].blocks == (0, 1, 2, 3)
    assert imported.parts[0].shown.endswith("桥 ｜ 20\n［图片］\n［图片］\n［图片］")


def test_pictures_that_a_library_puts_there_are_kept_each_on_its_sheet(
    read: Importer,
) -> None:
    book = openpyxl.Workbook()
    for name, colour in (("一", "red"), ("二", "blue")):
        sheet = book.create_sheet(name)
        sheet.append(["名称", "数量"])
        sheet.append(["甲", 1])
        sheet.add_image(SheetImage(io.BytesIO(png(colour))), "D2")

    imported = read(book_bytes(book), "a.xlsx")

    kinds = [block.kind for block in imported.blocks]
    assert kinds == ["heading", "table", "figure"] * 2
    assert colours(imported) == [RED, BLUE]


def test_a_picture_without_a_cell_comes_last_and_one_in_a_group_is_kept(
    read: Importer,
) -> None:
    group = f"<xdr:grpSp>{picture_xml(2)}</xdr:grpSp>"
    data = with_drawing(
        BOOK,
        f"<xdr:absoluteAnchor>{picture_xml(1)}</xdr:absoluteAnchor>",
        anchored((1, 1, 2, 2), group),
        media=MEDIA,
    )

    assert colours(read(data, "a.xlsx")) == [GREEN, RED]


def test_what_only_old_programs_would_show_is_not_shown_twice(read: Importer) -> None:
    both = (
        f"<mc:AlternateContent><mc:Choice>{picture_xml(1)}</mc:Choice>"
        f"<mc:Fallback>{picture_xml(1)}</mc:Fallback></mc:AlternateContent>"
    )

    imported = read(
        with_drawing(BOOK, anchored((1, 1, 2, 2), both), media=MEDIA), "a.xlsx"
    )

    assert colours(imported) == [RED]


def test_a_sheet_of_nothing_but_a_picture_is_a_page_that_needs_its_words(
    read: Importer,
) -> None:
    data = with_drawing(
        book_of(()), anchored((1, 1, 9, 9), picture_xml(1)), media=MEDIA
    )

    imported = read(data, "盖章页.xlsx")

    assert [block.kind for block in imported.blocks] == ["page_image"]
    assert imported.report.simplified == ("只有图片的工作表按整页图片收下，请补上文字",)
    assert imported.report.unread == ("图片里的密级标志机器看不出，请人看一遍",)


# REQ-16
def test_pictures_on_what_is_hidden_or_not_printed_stay_away_and_are_said(
    read: Importer,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in ROWS:
        sheet.append(row)
    sheet.row_dimensions[5].hidden = sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["H"].hidden = True
    sheet.print_area = "A1:H9"
    data = with_drawing(
        book_bytes(book),
        anchored((5, 1, 6, 2), picture_xml(1)),
        anchored((2, 8, 4, 8), picture_xml(2)),
        anchored((20, 1, 22, 2), picture_xml(3)),
        anchored((2, 3, 4, 4), picture_xml(1, told='hidden="1"')),
        media=MEDIA,
    )

    imported = read(data, "a.xlsx")

    assert colours(imported) == []
    assert imported.images == {}
    assert set(imported.report.lost) == {
        "“Sheet”里隐藏的行和列上的图片（2 处）",
        "“Sheet”打印区域以外的图片",
        "“Sheet”里隐藏的图片",
        "“Sheet”里隐藏的行",
        "“Sheet”里隐藏的列",
    }


def test_a_picture_that_is_partly_on_what_is_shown_stays(read: Importer) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in ROWS:
        sheet.append(row)
    sheet.row_dimensions[5].hidden = True
    data = with_drawing(
        book_bytes(book), anchored((5, 1, 6, 2), picture_xml(1)), media=MEDIA
    )

    assert colours(read(data, "a.xlsx")) == [RED]


def test_charts_shapes_and_what_cannot_be_opened_are_lost_and_said(
    read: Importer,
) -> None:
    chart = (
        "<xdr:graphicFrame><a:graphic><a:graphicData><c:chart xmlns:c="
        '"http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphicData>'
        "</a:graphic></xdr:graphicFrame>"
    )
    words = "<a:p><a:r><a:t>以此为准</a:t></a:r></a:p>"
    box = f"<xdr:sp><xdr:txBody>{words}</xdr:txBody></xdr:sp>"
    data = with_drawing(
        BOOK,
        anchored((1, 1, 2, 2), chart),
        anchored((1, 1, 2, 2), box),
        anchored((1, 1, 2, 2), "<xdr:sp/>"),
        anchored((1, 1, 2, 2), picture_xml(1)),
        anchored((1, 1, 2, 2), picture_xml(2)),
        anchored((1, 1, 2, 2), picture_xml(7)),
        media={"a.emf": b"\x01\x00\x00\x00 EMF"},
        outside="http://example.invalid/a.png",
    )

    imported = read(data, "a.xlsx")

    assert [block.kind for block in imported.blocks] == ["table"]
    assert set(imported.report.lost) == {
        "“Sheet”里的图表",
        "“Sheet”里文本框的文字：以此为准",
        "“Sheet”里画的图形",
        "打不开的图片（多半是 EMF、WMF 格式）",
        "不在文件里的图片（2 处）",
    }


def test_a_bomb_among_the_pictures_is_refused(read: Importer) -> None:
    data = with_drawing(
        BOOK,
        anchored((1, 1, 2, 2), picture_xml(1)),
        media={"a.png": png_of_size(13_000, 13_000)},
    )

    with pytest.raises(TooManyPixels):
        read(data, "a.xlsx")


def test_a_drawing_that_is_broken_is_named_damaged(read: Importer) -> None:
    data = with_drawing(BOOK, media=MEDIA)

    with pytest.raises(Damaged, match="drawing1"):
        read(with_members(data, {"xl/drawings/drawing1.xml": b"<a"}), "a.xlsx")
