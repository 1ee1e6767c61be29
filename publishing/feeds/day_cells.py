"""Draw the cells of a sheet for the paper board: one for each day that it hangs.

Whoever looks after the board signs a cell a day by hand, so that the sheet itself says
how long it hung. It is the 公示格 of paper, five to a group; it counts nothing.
"""

from typing import Final

from PIL import Image, ImageDraw

from media.pages.fonts import Fonts, Style
from media.pages.written import Written, line_of
from publishing.feeds.stacking import Part

MOST_CELLS: Final = 60
_A_GROUP, _A_ROW = 5, 10
_WIDTH, _HEIGHT, _GAP = 132, 110, 12
"""17 by 14 millimetres on A4: a short signature."""
_BETWEEN_GROUPS = 50
_HEAD, _BELOW = 84, 20
_TEXT, _NUMBER = Style(40), Style(39)
_BLACK, _WHITE = 0, 255


def day_cells(count: int, words: str, *, width: int, margin: int, fonts: Fonts) -> Part:
    """Return empty cells with their numbers, as wide as a sheet.

    Args:
        count: How many days; above `MOST_CELLS` the rest goes on the next print.
        words: What stands above them.
        width: Pixels of the sheet.
        margin: Pixels that stay blank at the left.
        fonts: The faces.
    """
    cells = min(count, MOST_CELLS)
    rows = -(-cells // _A_ROW)
    height = _HEAD + rows * (_HEIGHT + _GAP) + _BELOW
    picture = Image.new("L", (width, height), _WHITE)
    draw = ImageDraw.Draw(picture)
    written: list[Written] = []

    def write(text: str, x: int, baseline: int, style: Style) -> None:
        face = fonts.face(style)
        draw.text((x, baseline), text, font=face, fill=_BLACK, anchor="ls")
        written.append(line_of(text, (x, baseline), style, fonts))

    write(words, margin, 56, _TEXT)
    for number in range(cells):
        row, place = divmod(number, _A_ROW)
        group = place // _A_GROUP
        left = margin + place * (_WIDTH + _GAP) + group * _BETWEEN_GROUPS
        top = _HEAD + row * (_HEIGHT + _GAP)
        box = (left, top, left + _WIDTH, top + _HEIGHT)
        draw.rectangle(box, outline=_BLACK, width=3)
        write(str(number + 1), left + 10, top + 42, _NUMBER)
    return Part(picture=picture, written=tuple(written))
