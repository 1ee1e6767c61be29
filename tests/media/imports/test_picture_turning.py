import io

import pytest
from PIL import Image

from tests.fakes.imported_pictures import Importer, saved, shown

CORNERS = {"red": (0, 0), "green": (23, 0), "blue": (0, 15)}
"""Of a picture that stands upright, 24 wide and 16 high; the last corner is white."""


def turned(orientation: int) -> Image.Image:
    """Return the picture as a camera stores it that was held in a certain way."""
    upright = Image.new("RGB", (24, 16), "white")
    for name, (x, y) in CORNERS.items():
        left, top = min(x, 16), min(y, 8)
        upright.paste(name, (left, top, left + 8, top + 8))
    how = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    return upright if how is None else upright.transpose(how)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_to_hold_a_camera_gives_the_upright_picture(
    read: Importer, kind: str, orientation: int
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = io.BytesIO()
    turned(orientation).save(file, kind, exif=exif)

    upright = shown(read(file.getvalue(), f"a.{kind.lower()}"))

    assert upright.size == (24, 16)
    assert not upright.getexif()
    for name, (x, y) in CORNERS.items():
        wanted = Image.new("RGB", (1, 1), name).getpixel((0, 0))
        found = upright.getpixel((abs(x - 3), abs(y - 3)))
        assert isinstance(found, tuple)
        assert isinstance(wanted, tuple)
        assert all(abs(a - b) < 60 for a, b in zip(found, wanted, strict=True)), name


def test_an_orientation_that_there_is_not_turns_nothing(read: Importer) -> None:
    exif = Image.Exif()
    exif[0x0112] = 9
    file = io.BytesIO()
    turned(1).save(file, "PNG", exif=exif)

    assert shown(read(file.getvalue(), "a.png")).size == (24, 16)


def test_pages_of_a_tiff_are_turned_each_for_itself(read: Importer) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    file = io.BytesIO()
    first, second = turned(6), Image.new("RGB", (24, 16), "blue")
    first.encoderinfo, second.encoderinfo = {"exif": exif}, {}
    first.save(file, "TIFF", save_all=True, append_images=[second], exif=exif)

    imported = read(file.getvalue(), "a.tiff")

    assert shown(imported).size == (24, 16)


def test_a_tiff_that_only_says_how_its_pixels_lie_loses_nothing(
    read: Importer,
) -> None:
    plain = read(saved(Image.new("RGB", (8, 8)), "TIFF"), "a.tiff")
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "TIFF", tiffinfo={315: "A. Maker"})

    signed = read(file.getvalue(), "a.tiff")

    assert plain.report.lost == ()
    assert signed.report.lost == ("图片里的拍摄信息（时间、地点等）",)
    assert signed.report.hidden == ("图片里的作者：A. Maker",)


def test_words_that_a_camera_wrote_beside_the_picture_are_told_to_staff(
    read: Importer,
) -> None:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG", comment=b"by A. Maker")

    report = read(file.getvalue(), "a.jpg").report

    assert report.hidden == ("图片里附带的文字：by A. Maker",)
