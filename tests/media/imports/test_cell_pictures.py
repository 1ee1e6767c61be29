import re

from programme.blocks import Figure, text_of
from tests.fakes.files import book_of, member, with_members
from tests.fakes.sheet_drawings import (
    BLUE,
    GREEN,
    RED,
    Importer,
    colours,
    png,
    with_excel_pictures,
    with_wps_pictures,
)


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
