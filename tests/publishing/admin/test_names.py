import re
from enum import Enum
from pathlib import Path

import pytest

import publishing
from programme.approval import Role
from programme.boards import Attribute, Audience, Board, DisplayKind, KindOfAct
from programme.override import StopCause
from programme.programme import WithdrawalCause
from publishing.admin.names import choices, name_of, names_of
from publishing.desk.published import Showing
from publishing.duties.days import Mark
from publishing.duties.duty import DutyKind
from publishing.inspection.condition import Condition
from publishing.oversight.journal import Flaw
from publishing.removing.saying import PlaceKind
from publishing.tables.disclosures import DraftState, WithdrawalState
from publishing.tables.filings import FilingState, Ground
from publishing.tables.people import StaffState
from publishing.tables.reminders import Occasion
from publishing.tables.removals import RemovalState
from publishing.tables.screen_orders import OrderState
from publishing.tables.secrecy import SecrecyResult
from publishing.tables.units import UnitLevel

KINDS = {
    "board": Board,
    "seal": Board,
    "kind_of_act": KindOfAct,
    "attribute": Attribute,
    "audience": Audience,
    "display_kind": DisplayKind,
    "unit_level": UnitLevel,
    "draft_state": DraftState,
    "cause": WithdrawalCause,
    "staff_state": StaffState,
    "role": Role,
    "flaw": Flaw,
    "showing": Showing,
    "condition": Condition,
    "withdrawal_state": WithdrawalState,
    "duty": DutyKind,
    "filing_state": FilingState,
    "ground": Ground,
    "secrecy_result": SecrecyResult,
    "duty_act": DutyKind,
    "occasion": Occasion,
    "day_mark": Mark,
    "stop_cause": StopCause,
    "order_state": OrderState,
    "named_place": PlaceKind,
    "removal_state": RemovalState,
}


@pytest.mark.parametrize(("kind", "values"), KINDS.items())
def test_every_fixed_kind_has_a_name_for_each_of_its_values(
    kind: str, values: type[Enum]
) -> None:
    assert set(names_of(kind)) == {value.value for value in values}


def test_what_has_no_name_shows_itself() -> None:
    assert name_of("act", "something.new") == "something.new"


def test_a_choice_offers_values_by_their_names() -> None:
    assert choices("board", [Board.PARTY]) == {"party": "党务"}


def test_every_act_that_may_be_refused_has_a_name() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(publishing.__path__[0]).rglob("*.py")
    )
    acts = set(re.findall(r'\.(?:act|look)\(\s*\w+,\s*"([\w.]+)"', source))

    assert acts
    assert acts <= set(names_of("attempt"))


def test_every_act_of_the_journal_has_a_name() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(publishing.__path__[0]).rglob("*.py")
    )
    acts = set(re.findall(r'act="(\w+\.\w+)"', source))
    acts |= set(re.findall(r'journal\(\s*\w+,\s*[\w.]+,\s*"([\w.]+)"', source))

    assert acts
    assert acts <= set(names_of("act"))
