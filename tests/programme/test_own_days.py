"""A display knows which days it served, by the rule by which the centre counts."""

from datetime import date

import pytest

from programme.legal_clock import Counted
from programme.own_days import own_rule, served_on, with_own
from programme.records import Record
from tests.fakes.own_days import LEAST, SHEET, STOCK, listed, played
from tests.fakes.showing import CHINA, TUESDAY, chain

RULE = own_rule(STOCK.programme(), [SHEET.item()])
MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 28)
MORE = played(TUESDAY, LEAST + 1)
POSTED = date(2026, 11, 5)


@pytest.mark.parametrize(
    ("records", "names"),
    [
        (played(TUESDAY), {"a"}),
        (played(TUESDAY, LEAST - 1), set()),
        (played(MONDAY), set()),
        (played(TUESDAY, sure=False), set()),
        ([listed(TUESDAY)], {"a"}),
        ([listed(TUESDAY, hour=20)], set()),
        ([], set()),
        # What came between claims an earlier day, and has no room: a clock ran ahead.
        ([*MORE[:-1], *played(MONDAY, 3), MORE[-1]], set()),
    ],
)
def test_a_day_is_served_by_enough_showings_or_a_kiosk_in_service(
    records: list[Record], names: set[str]
) -> None:
    assert served_on(TUESDAY, chain(records), RULE) == names


def test_the_centre_s_count_stays_and_its_own_days_stand_beside_it() -> None:
    centre = Counted(shown_on=frozenset({MONDAY}), as_of=TUESDAY)
    items = [SHEET.item()]

    both = with_own({"a": centre}, {TUESDAY: {"a"}}, items, CHINA)
    alone = with_own({}, {TUESDAY: {"a"}, MONDAY: {"a", "b"}}, items, CHINA)

    assert both["a"] == Counted(
        shown_on=frozenset({MONDAY}), as_of=TUESDAY, own_on=frozenset({TUESDAY})
    )
    assert alone["a"] == Counted(
        shown_on=frozenset(), as_of=POSTED, own_on=frozenset({TUESDAY, MONDAY})
    )
    assert set(alone) == {"a"}
    assert with_own({"a": centre}, {TUESDAY: {"b"}}, items, CHINA) == {"a": centre}
