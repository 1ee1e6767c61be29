from datetime import UTC, datetime

import pytest

from programme.errors import DocumentMalformed
from programme.plan import Plan
from programme.planner import PlanBasis, make_plan
from tests.fakes.screens import Sheet, Stock

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


def plan() -> Plan:
    stock = Stock(sheets=(Sheet(disclosure="a"),))
    basis = PlanBasis(
        programme=stock.programme(),
        items=[sheet.item() for sheet in stock.sheets],
        counted={},
        withdrawn=(),
    )
    return make_plan(basis, NOON)


def test_a_plan_comes_back_from_its_canonical_bytes() -> None:
    assert Plan.parse(plan().canonical()) == plan()


def test_a_plan_without_spans_is_refused() -> None:
    with pytest.raises(DocumentMalformed):
        Plan.parse(plan().model_copy(update={"spans": ()}).canonical())


def test_the_same_programme_and_instant_make_the_same_bytes() -> None:
    assert plan().canonical() == plan().canonical()
