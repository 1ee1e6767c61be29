from PIL import Image, ImageChops, ImageDraw

from media.pages.drawing import Painter
from media.pages.fonts import Fonts, Style
from media.pages.letters import Letters
from media.pages.pieces import Ink

STYLE = Style(48)
LINE = "柳坞村经县医院到政务服务中心，全程十八站。"
SIZE = (1400, 120)
GREY = 5
"""Half the step from one of a page's 33 greys to the next."""


def page(letters: Letters, text: str) -> Image.Image:
    ink = Ink(x=20, baseline=80, text=text, style=STYLE, colour="#000000")
    return Painter(letters, {}).paint(SIZE, [ink])


def test_letters_stand_where_the_whole_line_would_put_them(fonts: Fonts) -> None:
    whole = Image.new("L", SIZE, 255)
    ImageDraw.Draw(whole).text(
        (20, 80), LINE, fill=0, font=fonts.face(STYLE), anchor="ls", direction="ltr"
    )

    found = page(Letters(fonts), LINE).convert("L")

    # A page has fewer greys than the font; nothing is moved by even one pixel.
    moved = ImageChops.difference(found, whole).point(lambda n: max(0, n - GREY))
    assert moved.getbbox() is None


def test_an_amount_ends_where_its_width_says(fonts: Fonts) -> None:
    amount = "1,263.50"
    right = page(Letters(fonts), amount).convert("L").point(lambda n: 255 - n).getbbox()

    assert right is not None
    assert 0 <= 20 + fonts.width(amount, STYLE) - right[2] < STYLE.size / 12


def test_a_letter_that_comes_again_is_not_shaped_again(fonts: Fonts) -> None:
    letters = Letters(fonts)

    assert letters.letter("国", STYLE) is letters.letter("国", STYLE)


def test_letters_are_let_go_before_they_take_too_much_room(fonts: Fonts) -> None:
    letters = Letters(fonts, most_bytes=4000)
    first = letters.letter("国", STYLE)

    for other in "柳坞村经县医院":
        letters.letter(other, STYLE)

    again = letters.letter("国", STYLE)
    assert again is not first
    assert again.ink is not None
    assert first.ink is not None
    assert again.ink.tobytes() == first.ink.tobytes()


def test_a_blank_has_an_advance_and_no_ink(fonts: Fonts) -> None:
    blank = Letters(fonts).letter("\u3000", STYLE)

    assert blank.ink is None
    assert blank.advance == STYLE.size
