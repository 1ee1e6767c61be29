import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image

from media.imports.errors import Damaged, TooManyPixels
from media.imports.result import Imported
from programme.blocks import Block, Figure, PageImageBlock, Table, text_of
from tests.fakes.files import (
    book_bytes,
    book_of,
    member,
    png_of_size,
    with_members,
)
from tests.fakes.sheet_drawings import (
    anchored,
    picture_xml,
    with_drawing,
    with_excel_pictures,
    with_wps_pictures,
)

Importer = Callable[[bytes, str], Imported]
ROWS = (("项目", "金额"), ("道路", 10), ("桥", 20))
BOOK = book_of(*ROWS)
AFTER = "表里的图片放在表格后面"
CUT = "图片按文件里裁剪的样子收下，裁掉的部分没有保留"


def png(colour: str, size: tuple[int, int] = (60, 40)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


MEDIA = {"a.png": png("red"), "b.png": png("lime"), "c.png": png("blue")}


def colours(imported: Imported) -> list[object]:
    return [
        shown(imported, block).getpixel((5, 5))
        for block in imported.blocks
        if isinstance(block, Figure | PageImageBlock)
    ]


def shown(imported: Imported, block: Block) -> Image.Image:
    assert isinstance(block, Figure | PageImageBlock)
    return Image.open(io.BytesIO(imported.images[block.image.sha256]))


RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


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


def halves() -> bytes:
    """Return a picture that is red at the left and blue at the right."""
    picture = Image.new("RGB", (60, 40), "red")
    picture.paste("blue", (30, 0, 60, 40))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


# REQ-19
def test_what_was_cut_off_a_picture_never_comes_back(read: Importer) -> None:
    cut = '<a:srcRect l="50000" b="25000"/>'
    data = with_drawing(
        BOOK,
        anchored((1, 1, 2, 2), picture_xml(1, more=cut)),
        media={"a.png": halves()},
    )

    imported = read(data, "a.xlsx")

    kept = shown(imported, imported.blocks[1])
    assert kept.size == (30, 30)
    assert kept.convert("RGB").getcolors() == [(900, BLUE)]
    assert CUT in imported.report.simplified


@pytest.mark.parametrize(
    ("turn", "size"), [('rot="5400000"', (40, 60)), ('rot="x"', (60, 40))]
)
def test_a_picture_is_turned_as_the_sheet_turns_it(
    read: Importer, turn: str, size: tuple[int, int]
) -> None:
    data = with_drawing(
        BOOK,
        anchored((1, 1, 2, 2), picture_xml(1, turn=turn)),
        media={"a.png": halves()},
    )

    imported = read(data, "a.xlsx")

    kept = shown(imported, imported.blocks[1])
    assert kept.size == size
    assert kept.getpixel((5, 5)) == RED


def test_a_camera_and_its_sheet_do_not_turn_a_picture_twice(read: Importer) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    file = io.BytesIO()
    Image.open(io.BytesIO(halves())).save(file, "PNG", exif=exif)
    data = with_drawing(
        BOOK,
        anchored((1, 1, 2, 2), picture_xml(1, turn='rot="5400000"')),
        media={"a.png": file.getvalue()},
    )

    imported = read(data, "a.xlsx")

    kept = shown(imported, imported.blocks[1])
    assert (kept.size, kept.getpixel((5, 5))) == ((40, 60), RED)


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


def test_pictures_that_wps_puts_in_cells_are_marked_and_follow(
    read: Importer,
) -> None:
    book = book_of(
        ("户主", "现场照片"),
        ("甲户", '=DISPIMG("ID_B",1)'),
        ("乙户", '=DISPIMG("ID_Z",1)'),
        ("丙户", '=DISPIMG("ID_A",1)'),
    )
    answered = _answered(book)
    data = with_wps_pictures(answered, {"ID_A": png("red"), "ID_B": png("blue")})

    imported = read(data, "a.xlsx")

    text = text_of(imported.blocks[0])
    assert text == "户主 现场照片\n甲户 ［图 1］\n乙户 \n丙户 ［图 2］"
    assert colours(imported) == [BLUE, RED]
    captions = [b.caption for b in imported.blocks if isinstance(b, Figure)]
    assert captions == ["［图 1］", "［图 2］"]
    assert imported.report.lost == ("B3 里找不到的图片",)


def _answered(data: bytes) -> bytes:
    """Return a file whose formulas have their own text as value, as WPS writes it."""
    sheet = member(data, "xl/worksheets/sheet1.xml").decode()
    for name in ("A", "B", "Z"):
        formula = f'<f>DISPIMG("ID_{name}",1)</f>'
        assert formula in sheet
        value = f"<v>=DISPIMG(&quot;ID_{name}&quot;,1)</v>"
        empty = re.escape(formula) + r"<v\s*/>|" + re.escape(f"{formula}<v></v>")
        sheet = re.sub(empty, formula + value, sheet)
    sheet = sheet.replace('<c r="B', '<c t="str" r="B').replace(
        '<c t="str" r="B1"', '<c r="B1"'
    )
    return with_members(data, {"xl/worksheets/sheet1.xml": sheet.encode()})


def test_pictures_that_excel_puts_in_cells_are_marked_and_follow(
    read: Importer,
) -> None:
    book = book_of(("户主", "照片"), ("甲户", "x"), ("乙户", "x"))
    data = with_excel_pictures(book, {"B2": png("lime"), "B3": png("red")})

    imported = read(data, "a.xlsx")

    assert text_of(imported.blocks[0]) == "户主 照片\n甲户 ［图 1］\n乙户 ［图 2］"
    assert colours(imported) == [GREEN, RED]
    assert imported.report.lost == ()
