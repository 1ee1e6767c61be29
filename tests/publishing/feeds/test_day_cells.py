"""The cells that are signed by hand on the paper board (公示格, REQ-35)."""

import pytest

from media.pages.fonts import Fonts, find_fonts
from publishing.feeds.day_cells import MOST_CELLS, day_cells
from publishing.feeds.stacking import Part


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(find_fonts())


def drawn(count: int, fonts: Fonts) -> Part:
    return day_cells(count, "每天一格", width=1654, margin=86, fonts=fonts)


@pytest.mark.parametrize(
    ("count", "rows"), [(1, 1), (10, 1), (11, 2), (20, 2), (30, 3)]
)
def test_there_is_a_numbered_cell_for_each_day_ten_to_a_row(
    count: int, rows: int, fonts: Fonts
) -> None:
    made = drawn(count, fonts)

    words, *numbers = made.written
    assert words.text == "每天一格"
    assert [line.text for line in numbers] == [str(n) for n in range(1, count + 1)]
    assert len({line.baseline for line in numbers}) == rows
    assert all(line.x + line.width < 1654 - 86 for line in made.written)


def test_a_cell_is_framed_empty_and_large_enough_for_a_hand(fonts: Fonts) -> None:
    made = drawn(5, fonts)

    first, second = made.written[1:3]
    middle = (first.x + 60, first.baseline + 30)
    frame = second.x - 10
    assert made.picture.getpixel(middle) == 255
    assert made.picture.getpixel((frame, first.baseline + 30)) == 0
    # At 200 dots an inch, in millimetres.
    assert (second.x - first.x) / 200 * 25.4 > 16


def test_a_year_of_days_does_not_fill_the_wall(fonts: Fonts) -> None:
    assert len(drawn(365, fonts).written) == 1 + MOST_CELLS
