from media.pages.fonts import Fonts
from media.pages.picture_page import PictureSetter
from media.pages.pieces import Ink, Photo
from media.pages.sheet import Sheet, sheet_of
from programme.blocks import AssetRef, Figure, Paragraph
from programme.boards import Board
from programme.layout import Panel

_WORDS = (
    Paragraph(text="文化广场已经修好。12 月 1 日起每天开放。"),
    Paragraph(text="请不要在广场晒粮。"),
)


def figure(width: int = 1200, height: int = 900) -> Figure:
    image = AssetRef(sha256="0" * 64, length=1)
    return Figure(image=image, width=width, height=height, caption="广场东门")


def test_on_a_wide_panel_the_words_stand_beside_the_picture(
    sheet: Sheet, fonts: Fonts
) -> None:
    page = PictureSetter(sheet, fonts).page(figure(), _WORDS, 700)

    marks = page.strips[0].pieces[0].marks
    photo = next(mark for mark in marks if isinstance(mark, Photo))
    lines = [mark for mark in marks if isinstance(mark, Ink) and mark.text[0] in "文请"]
    assert page.left == ()
    assert lines[-1].text == "请不要在广场晒粮。"
    assert all(line.x > photo.x + photo.width for line in lines[1:])


def test_what_does_not_fit_follows_from_a_whole_paragraph_on(
    sheet: Sheet, fonts: Fonts
) -> None:
    more = (*_WORDS, Paragraph(text="开会用场地的，提前三天登记。" * 12))

    page = PictureSetter(sheet, fonts).page(figure(), more, 700)

    assert page.left == more[2:]


def test_one_long_paragraph_is_parted_after_a_sentence(
    sheet: Sheet, fonts: Fonts
) -> None:
    long = (Paragraph(text="开会用场地的，提前三天登记。" * 20),)

    page = PictureSetter(sheet, fonts).page(figure(), long, 700)

    beside = page.strips[0].pieces[0].words
    assert beside.endswith("登记。")
    assert page.left[0].text.startswith("开会用场地的")


def test_on_a_tall_panel_the_picture_leaves_room_for_its_words(
    portrait: Panel, fonts: Fonts
) -> None:
    tall = sheet_of(portrait, Board.GOV)

    page = PictureSetter(tall, fonts).page(figure(900, 1200), _WORDS, 800)

    assert page.strips[0].pieces[0].height < 800
    assert page.left == _WORDS


def test_a_picture_without_words_has_the_page(sheet: Sheet, fonts: Fonts) -> None:
    page = PictureSetter(sheet, fonts).page(figure(), (), 700)

    assert page.strips[0].pieces[0].height == 700
