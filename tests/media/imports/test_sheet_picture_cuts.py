import io

import pytest
from PIL import Image

from tests.fakes.sheet_drawings import (
    BLUE,
    BOOK,
    RED,
    Importer,
    anchored,
    picture_xml,
    shown,
    with_drawing,
)

CUT = "图片按文件里裁剪的样子收下，裁掉的部分没有保留"


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
