from datetime import date

import pytest

from config.boards import preset_on
from programme.boards import Board


@pytest.mark.parametrize(
    ("day", "board", "in_village", "leader"),
    [
        (date(2012, 6, 1), Board.PARTY, False, "县委组织部"),
        (date(2023, 3, 15), Board.VILLAGE, True, "县民政局"),
        (date(2023, 3, 16), Board.VILLAGE, True, "县委社会工作部"),
        (date(2026, 11, 28), Board.PARTY, False, "县委办公室"),
        (date(2026, 11, 28), Board.GOV, False, "县政府办公室"),
        (date(2026, 11, 28), Board.FINANCE, False, "县财政局"),
        (date(2026, 11, 28), Board.FINANCE, True, "县农业农村局"),
        (date(1999, 1, 1), Board.PARTY, False, "县委组织部"),
    ],
)
def test_the_preset_of_the_day_says_who_leads_a_board(
    day: date, board: Board, leader: str, *, in_village: bool
) -> None:
    """REQ-1."""
    assert preset_on(day).leader_of(board, in_village=in_village) == leader


def test_every_preset_names_its_basis_and_its_supervision() -> None:
    for day in (date(2012, 6, 1), date(2026, 11, 28)):
        preset = preset_on(day)
        assert preset.basis
        assert preset.supervision == "县纪委、县审计局"
