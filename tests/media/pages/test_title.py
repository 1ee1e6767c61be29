import pytest

from media.pages.fonts import Fonts
from media.pages.sheet import Sheet, sheet_of
from media.pages.title import set_title, title_piece
from programme.boards import Board
from programme.layout import Panel


def test_a_short_title_is_one_line_of_the_full_size(sheet: Sheet, fonts: Fonts) -> None:
    title = set_title("城乡公交 3 路线路调整", sheet, fonts)

    assert title.lines == ("城乡公交 3 路线路调整",)
    assert title.style == (88, True)


def test_two_lines_are_even_and_break_at_a_word(portrait: Panel, fonts: Fonts) -> None:
    sheet = sheet_of(portrait, Board.FINANCE)

    title = set_title("2026 年三季度村集体财务收支", sheet, fonts)

    assert title.lines == ("2026 年三季度", "村集体财务收支")
    assert title.style.size == 92


def test_a_long_title_is_set_smaller_but_in_two_lines(
    sheet: Sheet, fonts: Fonts
) -> None:
    title = set_title(
        "关于清禾县农村低保和特困人员救助供养对象名单的公示" * 2, sheet, fonts
    )

    assert len(title.lines) == 3 or title.style.size > sheet.body
    assert title.style.size >= sheet.body


@pytest.mark.parametrize("length", [1, 30, 60, 120])
def test_no_character_of_a_title_is_lost(
    sheet: Sheet, fonts: Fonts, length: int
) -> None:
    text = ("关于清禾县农村低保对象名单的公示" * 8)[:length]

    title = set_title(text, sheet, fonts)

    assert "".join(title.lines) == text
    assert all(fonts.width(line, title.style) <= sheet.inner for line in title.lines)


def test_a_title_takes_room_for_each_of_its_lines(sheet: Sheet, fonts: Fonts) -> None:
    one = title_piece(set_title("公示", sheet, fonts), sheet)
    two = title_piece(
        set_title("清禾县村道硬化工程中标结果及资金拨付公示", sheet, fonts), sheet
    )

    assert two.height - one.height == pytest.approx(1.2 * sheet.title, abs=1)
