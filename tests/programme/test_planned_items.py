"""What a plan says of each of its items."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from programme.boards import Board
from programme.legal_clock import Counted
from programme.merged_boards import MergedBoard
from programme.planner import make_plan
from tests.fakes.planning import MONDAY_NOON, basis_of, plan_of
from tests.fakes.screens import (
    Sheet,
)

CHINA = ZoneInfo("Asia/Shanghai")


def test_an_item_bears_its_units_name_of_a_merged_board() -> None:
    """REQ-17: what was signed names one board and stays."""
    basis = basis_of(Sheet(disclosure="a"))
    [item] = basis.items
    joined = MergedBoard(
        unit=item.manifest.unit,
        lines=("党务村务", "公开"),
        boards=(item.manifest.board, other_board(item.manifest.board)),
    )
    programme = basis.programme.model_copy(update={"merged_boards": (joined,)})

    [shown] = make_plan(replace(basis, programme=programme), MONDAY_NOON).items
    [plain] = make_plan(basis, MONDAY_NOON).items

    assert shown.board_lines == ("党务村务", "公开")
    assert plain.board_lines == ()
    assert shown.manifest == plain.manifest


def other_board(board: Board) -> Board:
    return next(one for one in Board if one is not board)


def test_an_item_carries_the_local_date_of_publication() -> None:
    late = Sheet(disclosure="a", published_at=datetime(2026, 11, 5, 16, tzinfo=UTC))

    assert plan_of(late).items[0].published_on == date(2026, 11, 6)


# REQ-9
def test_what_hung_before_the_product_came_says_so_and_nothing_else_does() -> None:
    taken_over = Sheet(disclosure="a", hung_since=date(2026, 11, 10))

    [old, new] = plan_of(taken_over, Sheet(disclosure="b")).items

    assert old.hung_since == date(2026, 11, 10)
    assert new.hung_since is None
    assert b"hung_since" not in new.canonical()


def test_a_code_opens_the_target_where_there_is_one() -> None:
    sheet = Sheet(disclosure="a", qr_target="https://county.example/a")

    assert plan_of(sheet).items[0].code_text == "https://county.example/a"


def test_a_code_carries_the_short_text_itself_where_nothing_can_be_opened() -> None:
    item = plan_of(Sheet(disclosure="a")).items[0]

    assert item.code_text.splitlines() == [
        "村道硬化工程中标结果",
        "云溪镇柳坞村村委会",
        "柳坞村 2026-0147",
        "2026-11-05",
        f"SHA-256 {item.manifest[:16]}",
    ]


def test_each_span_has_the_legal_clock_of_its_day() -> None:
    counted = {
        "a": Counted(shown_on=frozenset({date(2026, 11, 20)}), as_of=date(2026, 11, 23))
    }
    sheet = Sheet(disclosure="a")

    plan = make_plan(basis_of(sheet, counted=counted), MONDAY_NOON)

    days = {
        span.from_at.astimezone(CHINA).date(): span.faces[0].days_shown
        for span in plan.spans
    }
    assert days[date(2026, 11, 23)] == 1
    assert days[date(2026, 11, 24)] == 2
    assert days[date(2026, 11, 28)] == days[date(2026, 11, 29)] == 6
