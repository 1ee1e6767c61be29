import io
from collections.abc import Callable

import pytest
from PIL import Image

from media.imports.errors import Damaged, TooManyPixels
from media.imports.result import Imported
from programme.blocks import PageImageBlock
from tests.fakes.files import picture, png_of_size

Importer = Callable[[bytes, str], Imported]


def page_of(imported: Imported) -> PageImageBlock:
    block = imported.blocks[0]
    assert isinstance(block, PageImageBlock)
    return block


def opened(imported: Imported) -> Image.Image:
    return Image.open(io.BytesIO(imported.images[page_of(imported).image.sha256]))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "TIFF"])
def test_each_kind_becomes_a_page_that_needs_words(read: Importer, kind: str) -> None:
    imported = read(picture(kind), f"公示.{kind.lower()}")

    assert imported.title == "公示"
    assert (page_of(imported).width, page_of(imported).height) == (40, 20)
    assert imported.report.simplified == ("图片里的文字认不出来，请补上文字",)


def test_a_turned_photograph_stands_upright_and_forgets_where_it_was(
    read: Importer,
) -> None:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20)).save(file, "JPEG", exif=exif)

    imported = read(file.getvalue(), "a.jpg")

    assert opened(imported).size == (20, 40)
    assert not opened(imported).getexif()
    assert imported.report.lost == ("图片里的拍摄信息（时间、地点等）",)


def test_what_was_transparent_is_white(read: Importer) -> None:
    file = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(file, "PNG")

    assert opened(read(file.getvalue(), "a.png")).getcolors() == [
        (100, (255, 255, 255))
    ]


def test_every_page_of_a_tiff_is_kept(read: Importer) -> None:
    file = io.BytesIO()
    pages = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue")]
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:])

    assert len(read(file.getvalue(), "a.tiff").blocks) == 2


def test_of_a_moving_picture_the_first_is_kept(read: Importer) -> None:
    file = io.BytesIO()
    pages = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue")]
    pages[0].save(file, "PNG", save_all=True, append_images=pages[1:])

    imported = read(file.getvalue(), "a.png")

    assert imported.report.lost == ("动图只留第一张",)


def test_a_large_picture_is_made_smaller(read: Importer) -> None:
    imported = read(png_of_size(5_000, 1_000), "a.png")

    assert page_of(imported).width == 3_840
    assert "图片缩小到 3840 像素以内" in imported.report.simplified


# B1, B2
@pytest.mark.parametrize("side", [13_000, 30_000])
def test_a_bomb_is_refused_from_its_header(read: Importer, side: int) -> None:
    bomb = png_of_size(side, 1)[:16] + side.to_bytes(4, "big") * 2
    bomb += png_of_size(side, 1)[24:29]
    data = bomb + png_of_size(side, 1)[29:]

    with pytest.raises((TooManyPixels, Damaged)):
        read(data, "a.png")


# B1
def test_a_whole_bomb_is_refused_with_its_size(read: Importer) -> None:
    with pytest.raises(TooManyPixels, match="13000×13000"):
        read(png_of_size(13_000, 13_000), "a.png")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "TIFF"])
def test_a_picture_cut_short_is_damaged(read: Importer, kind: str) -> None:
    data = picture(kind, (200, 200))

    with pytest.raises(Damaged):
        read(data[: len(data) // 3], f"a.{kind.lower()}")
