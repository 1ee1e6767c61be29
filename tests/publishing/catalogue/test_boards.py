import pytest
from pydantic import ValidationError
from sqlalchemy import select

from programme.boards import Board
from publishing.catalogue.boards import BoardForm, BoardsForm, MergedForm
from publishing.errors import NotAllowed, NotThere
from publishing.oversight.journal import page
from publishing.release.sources import facts_of
from publishing.tables.disclosures import ManifestRow
from publishing.tables.release import ReleaseDue
from tests.fakes.desk import County

VILLAGE = "qinghe-liuwu"
JOINED = BoardsForm(
    merged=(
        MergedForm(lines=("党务村务", "公开"), boards=(Board.PARTY, Board.VILLAGE)),
    )
)


def test_a_unit_that_says_nothing_has_what_the_preset_says(county: County) -> None:
    """REQ-1."""
    seen = county.cases.boards.show(county.people["drafter"], VILLAGE)

    assert seen.leading[Board.VILLAGE] == "县委社会工作部"
    assert seen.leading[Board.FINANCE] == "县农业农村局"
    assert seen.supervision == "县纪委、县审计局"
    assert "2026-11-28 核对" in seen.basis


def test_a_unit_names_keeper_and_leader_of_a_board_and_who_supervises(
    county: County,
) -> None:
    form = BoardsForm(
        boards=(
            BoardForm(
                board=Board.FINANCE, keeper=county.people["drafter"], leading="镇财政所"
            ),
        ),
        supervision="镇纪委",
    )

    seen = county.cases.boards.change(county.people["admin"], VILLAGE, form)

    assert seen.leading[Board.FINANCE] == "镇财政所"
    assert seen.leading[Board.PARTY] == "县委办公室"
    assert seen.supervision == "镇纪委"
    assert county.cases.boards.show(county.people["drafter"], VILLAGE) == seen
    with county.database.reading() as session:
        [line] = page(session, subject=VILLAGE)[:1]
    assert line.act == "boards.changed"


def test_a_merged_board_reaches_every_programme_and_changes_nothing_that_is_signed(
    county: County,
) -> None:
    """REQ-17."""
    county.approved()
    with county.database.reading() as session:
        signed = set(session.scalars(select(ManifestRow.body)))

    county.cases.boards.change(county.people["admin"], VILLAGE, JOINED)

    with county.database.reading() as session:
        facts = facts_of(session, "qinghe-hall-screen")
        assert set(session.scalars(select(ManifestRow.body))) == signed
        due = set(session.scalars(select(ReleaseDue.target)))
    assert facts is not None
    [merged] = facts.merged_boards
    assert (merged.unit, merged.name) == (VILLAGE, "党务村务公开")
    assert "programmes/qinghe-hall-kiosk.json" in due


def test_a_board_stands_on_one_merged_board_only() -> None:
    [one] = JOINED.merged

    with pytest.raises(ValidationError, match="一个栏目只能合并到一处"):
        BoardsForm(merged=(one, one))
    with pytest.raises(ValidationError, match="写了两次"):
        BoardsForm(boards=(BoardForm(board=Board.GOV), BoardForm(board=Board.GOV)))


def test_only_an_administrator_changes_boards_and_every_keeper_has_an_account(
    county: County,
) -> None:
    nobody = BoardsForm(boards=(BoardForm(board=Board.GOV, keeper="nobody"),))

    with pytest.raises(NotAllowed):
        county.cases.boards.change(county.people["drafter"], VILLAGE, JOINED)
    with pytest.raises(NotThere):
        county.cases.boards.change(county.people["admin"], VILLAGE, nobody)
    with pytest.raises(NotThere):
        county.cases.boards.show(county.people["admin"], "qinghe-none")
