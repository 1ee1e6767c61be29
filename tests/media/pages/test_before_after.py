import pytest

from media.pages.before_after import is_pair, pair_strip
from media.pages.fonts import Fonts
from media.pages.pieces import Photo
from media.pages.sheet import Sheet, sheet_of
from programme.blocks import AssetRef, Figure, Paragraph
from programme.boards import Board
from programme.layout import Panel


def figure(caption: str, width: int = 1200, height: int = 800) -> Figure:
    image = AssetRef(sha256="0" * 64, length=1)
    return Figure(image=image, width=width, height=height, caption=caption)


@pytest.mark.parametrize(
    ("first", "second", "pair"),
    [
        ("施工前：南墙", "施工后：南墙", True),
        ("沟渠整治前", "沟渠整治后", True),
        ("旧貌", "新貌", True),
        ("施工后", "施工前", False),
        ("施工前", "施工前的另一面", False),
        ("村口", "村尾", False),
    ],
)
def test_captions_tell_before_from_after(
    first: str,
    second: str,
    pair: bool,
) -> None:
    assert is_pair(figure(first), figure(second)) is pair


def test_a_picture_and_words_are_no_pair() -> None:
    assert not is_pair(figure("施工前"), Paragraph(text="施工后"))
    assert not is_pair(figure("施工前"), None)


def photos(sheet: Sheet, fonts: Fonts, *, wide: bool) -> list[Photo]:
    width = 2400 if wide else 1200
    pair = (figure("施工前", width), figure("施工后", width))
    strip = pair_strip(pair, sheet, fonts, 700)
    return [mark for mark in strip.pieces[0].marks if isinstance(mark, Photo)]


def test_before_and_after_stand_side_by_side(sheet: Sheet, fonts: Fonts) -> None:
    left, right = photos(sheet, fonts, wide=False)

    assert left.y == right.y
    assert left.x + left.width < right.x


def test_wide_pictures_stand_one_above_the_other(portrait: Panel, fonts: Fonts) -> None:
    upper, lower = photos(sheet_of(portrait, Board.GOV), fonts, wide=True)

    assert upper.y + upper.height < lower.y
