import pytest
from pydantic import ValidationError

from programme.boards import Board
from programme.merged_boards import MergedBoard, merged_board
from tests.fakes.screens import Stock

JOINED = MergedBoard(
    unit="qinghe-yunxi", lines=("党务政务", "公开"), boards=(Board.PARTY, Board.GOV)
)


@pytest.mark.parametrize(
    ("unit", "board", "found"),
    [
        ("qinghe-yunxi", Board.PARTY, JOINED),
        ("qinghe-yunxi", Board.GOV, JOINED),
        ("qinghe-yunxi", Board.FINANCE, None),
        ("qinghe-shiqiao", Board.GOV, None),
    ],
)
def test_a_board_is_found_on_the_merged_board_of_its_own_unit(
    unit: str, board: Board, found: MergedBoard | None
) -> None:
    """REQ-17."""
    assert merged_board([JOINED], unit, board) == found
    assert JOINED.name == "党务政务公开"


def test_a_merged_board_joins_two_different_boards_at_least() -> None:
    with pytest.raises(ValidationError, match="重复"):
        MergedBoard(unit="u", lines=("公开",), boards=(Board.GOV, Board.GOV))
    with pytest.raises(ValidationError):
        MergedBoard(unit="u", lines=("公开",), boards=(Board.GOV,))


def test_a_programme_without_merged_boards_keeps_its_bytes() -> None:
    programme = Stock().programme()

    merged = programme.model_copy(update={"merged_boards": (JOINED,)})

    assert b"merged_boards" not in programme.canonical()
    assert type(programme).parse(merged.canonical()) == merged
