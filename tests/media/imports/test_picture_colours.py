import pytest
from PIL import Image

from media.imports.result import Imported
from tests.fakes.colour_files import (
    deep_png,
    grey_profile,
    ink_jpeg,
    ink_profile,
    plain_tiff,
    wide_rgb_profile,
    with_adobe_transform,
    without_adobe,
)
from tests.fakes.imported_pictures import Importer, saved, shown

Colour = tuple[int, int, int]
DEEP = "图片的 16 位颜色换成了 8 位"
PRINTED = "图片的印刷颜色换成了屏幕颜色，颜色会稍有不同"
WORDLESS = "图片里的文字认不出来，请补上文字"


def colour(imported: Imported) -> Colour:
    found = shown(imported).getpixel((1, 1))
    assert isinstance(found, tuple)
    red, green, blue = found[:3]
    return int(red), int(green), int(blue)


def near(found: Colour, wanted: Colour, *, within: int = 3) -> bool:
    return all(abs(a - b) <= within for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("colour_type", "pixel", "wanted"),
    [
        (0, (0,), (0, 0, 0)),
        (0, (0x8080,), (128, 128, 128)),
        (0, (65_535,), (255, 255, 255)),
        (2, (65_535, 0x8080, 0), (255, 128, 0)),
        (4, (0, 0x8080), (127, 127, 127)),
        (4, (0, 0), (255, 255, 255)),
        (6, (65_535, 0, 0, 65_535), (255, 0, 0)),
        (6, (65_535, 0, 0, 0), (255, 255, 255)),
    ],
)
def test_a_png_of_sixteen_bits_keeps_its_colours(
    read: Importer, colour_type: int, pixel: tuple[int, ...], wanted: Colour
) -> None:
    imported = read(deep_png(colour_type, pixel), "a.png")

    assert colour(imported) == wanted
    assert DEEP in imported.report.simplified


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("photometric", "pixel", "wanted"),
    [
        (1, (0x8080,), (128, 128, 128)),
        (1, (65_535,), (255, 255, 255)),
        (2, (0, 0x8080, 65_535), (0, 128, 255)),
        (5, (0, 65_535, 65_535, 0), (255, 0, 0)),
    ],
)
def test_a_tiff_of_sixteen_bits_keeps_its_colours(
    read: Importer,
    order: str,
    photometric: int,
    pixel: tuple[int, ...],
    wanted: Colour,
) -> None:
    imported = read(plain_tiff(photometric, 16, pixel, order=order), "a.tiff")

    assert colour(imported) == wanted
    assert DEEP in imported.report.simplified
    assert imported.report.lost == ()


@pytest.mark.parametrize(("bits", "most"), [(8, 255), (16, 65_535)])
def test_a_tiff_that_counts_ink_is_not_shown_as_its_negative(
    read: Importer, bits: int, most: int
) -> None:
    black = read(plain_tiff(0, bits, (most,)), "a.tiff")
    white = read(plain_tiff(0, bits, (0,)), "a.tiff")

    assert (colour(black), colour(white)) == ((0, 0, 0), (255, 255, 255))


@pytest.mark.parametrize(("value", "wanted"), [(0, 0), (32_896, 128), (65_535, 255)])
def test_whole_numbers_of_sixteen_bits_are_not_stretched(
    read: Importer, value: int, wanted: int
) -> None:
    picture = Image.new("I", (4, 4), value)

    imported = read(saved(picture, "TIFF"), "a.tiff")

    assert near(colour(imported), (wanted, wanted, wanted), within=1)
    assert DEEP in imported.report.simplified


def test_broken_numbers_are_stretched_from_black_to_white(read: Importer) -> None:
    picture = Image.new("F", (4, 4), 0.25)
    picture.putpixel((1, 1), 0.75)

    imported = read(saved(picture, "TIFF"), "a.tiff")

    assert colour(imported) == (255, 255, 255)
    assert shown(imported).getpixel((0, 0)) == (0, 0, 0)


def test_lab_without_a_profile_is_lab(read: Importer) -> None:
    white, grey = (plain_tiff(8, 8, (light, 0, 0)) for light in (255, 137))

    assert near(colour(read(white, "a.tiff")), (255, 255, 255))
    # L* 53.7 is the middle grey of sRGB.
    assert near(colour(read(grey, "a.tiff")), (128, 128, 128))


@pytest.mark.parametrize(
    ("inks", "wanted"),
    [
        ((0, 0, 0, 0), (255, 255, 255)),
        ((255, 0, 0, 0), (0, 255, 255)),
        ((0, 255, 255, 0), (255, 0, 0)),
        ((0, 0, 0, 255), (0, 0, 0)),
    ],
)
def test_inks_without_a_profile_are_not_a_negative(
    read: Importer, inks: tuple[int, ...], wanted: Colour
) -> None:
    adobe = ink_jpeg(inks)
    assert b"Adobe" in adobe

    for data, name in (
        (adobe, "a.jpg"),
        (plain_tiff(5, 8, inks), "a.tiff"),
    ):
        imported = read(data, name)

        assert near(colour(imported), wanted)
        assert imported.report.simplified == (PRINTED, WORDLESS)


def test_inks_told_as_light_and_tint_are_the_same_inks(read: Importer) -> None:
    # Y 179, Cb 171, Cr 0 are cyan: stored inverted, red.
    told = with_adobe_transform(ink_jpeg((76, 84, 255, 0)), 2)

    assert near(colour(read(told, "a.jpg")), (255, 0, 0))


def test_inks_without_the_mark_are_to_be_looked_at(read: Importer) -> None:
    bare = without_adobe(ink_jpeg((0, 255, 255, 0)))

    said = read(bare, "a.jpg").report.simplified

    assert "图片没说清印刷颜色是正片还是负片，颜色请照原件核对" in said


@pytest.mark.parametrize(
    ("inks", "wanted"),
    [
        ((0, 0, 0, 0), (255, 255, 255)),
        # Lab 55 -37 -50, which lies just outside of what a screen shows.
        ((255, 0, 0, 0), (0, 151, 218)),
        ((0, 0, 0, 255), (0, 0, 0)),
    ],
)
def test_the_profile_says_what_the_inks_are(
    read: Importer, inks: tuple[int, ...], wanted: Colour
) -> None:
    profile = ink_profile()
    tiff = saved(Image.new("CMYK", (8, 8), inks), "TIFF", profile)

    for data, name in ((ink_jpeg(inks, profile=profile), "a.jpg"), (tiff, "a.tif")):
        assert near(colour(read(data, name)), wanted, within=5)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF"])
def test_a_wide_gamut_becomes_that_of_the_screen(read: Importer, kind: str) -> None:
    picture = Image.new("RGB", (16, 16), (200, 100, 50))

    imported = read(saved(picture, kind, wide_rgb_profile()), f"a.{kind.lower()}")

    # Adobe RGB 200 100 50 by its own matrix: linear 0.587 0.128 0.028 times it.
    assert near(colour(imported), (227, 100, 42), within=6)
    assert "icc_profile" not in shown(imported).info


@pytest.mark.parametrize("mode", ["P", "RGBA", "PA"])
def test_the_profile_also_counts_where_something_is_transparent(
    read: Importer, mode: str
) -> None:
    picture = Image.new("RGBA", (8, 8), (200, 100, 50, 255))
    if mode == "PA":
        picture.putpixel((7, 7), (0, 0, 0, 0))
    picture = picture.convert("RGB").quantize() if mode == "P" else picture
    if mode == "PA":
        picture = picture.quantize()

    imported = read(saved(picture, "PNG", wide_rgb_profile()), "a.png")

    assert near(colour(imported), (227, 100, 42), within=3)
    if mode == "PA":
        assert shown(imported).getpixel((7, 7)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "LA"])
def test_grey_has_a_profile_of_its_own(read: Importer, mode: str) -> None:
    picture = Image.new("L", (8, 8), 55).convert(mode)

    imported = read(saved(picture, "PNG", grey_profile(1.0)), "a.png")

    # 55 of 255 in linear light is 128 on the screen.
    assert near(colour(imported), (128, 128, 128), within=1)


def test_a_profile_of_other_colours_says_nothing(read: Importer) -> None:
    picture = Image.new("RGB", (8, 8), (10, 200, 30))

    wrong = read(saved(picture, "PNG", ink_profile()), "a.png")
    broken = read(saved(picture, "PNG", b"no profile at all"), "b.png")

    assert colour(wrong) == colour(broken) == (10, 200, 30)
