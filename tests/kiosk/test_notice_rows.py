from datetime import date

from kiosk.notice_rows import notice_row
from kiosk.words import read_words
from programme.boards import Board
from programme.merged_boards import MergedBoard
from tests.fakes.screens import Sheet

CHINESE = read_words()["zh-CN"]
TODAY = date(2026, 11, 23)


def test_a_row_is_read_aloud_under_its_units_name_of_a_merged_board() -> None:
    """REQ-17."""
    item = Sheet(disclosure="a").item()
    board = item.manifest.board
    other = next(one for one in Board if one is not board)
    joined = MergedBoard(
        unit=item.manifest.unit, lines=("党务村务", "公开"), boards=(board, other)
    )

    row = notice_row(item, None, CHINESE, TODAY, merged=[joined])
    plain = notice_row(item, None, CHINESE, TODAY)

    assert row.spoken.startswith("党务村务公开")
    assert plain.spoken.startswith(CHINESE(f"board.{board.value}"))
