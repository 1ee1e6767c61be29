from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from config.calendar_data import shipped_calendar
from programme.boards import KindOfAct
from programme.mandate import EndRule
from programme.window import FixedEnd, OpenEnd
from programme.workdays import Workdays
from publishing.schedule.owing import Owing, owed_until
from tests.fakes.screens import CALENDAR_DAYS, LONG_TERM, MANDATE

ZONE = ZoneInfo("Asia/Shanghai")
WORKDAYS = Workdays(shipped_calendar().whole())
MONDAY = datetime(2026, 11, 2, 1, tzinfo=UTC)
SERVED_AT = datetime(2026, 11, 30, 16, tzinfo=UTC)
"""20 working days after Monday, 2 November, the last is Monday, 30 November."""


def owing(**changed: Any) -> Owing:  # noqa: ANN401 - any field
    fields: dict[str, Any] = {
        "mandate": MANDATE,
        "kind_of_act": KindOfAct.DISCLOSURE,
        "starts_at": MONDAY,
        "end": OpenEnd(),
    }
    return Owing(**(fields | changed))


# REQ-33
def test_an_item_is_owed_until_its_mandated_days_are_over() -> None:
    assert owed_until(owing(), WORKDAYS, ZONE) == SERVED_AT
    longer = owing(end=FixedEnd(at=SERVED_AT + timedelta(days=9)))
    assert owed_until(longer, WORKDAYS, ZONE) == SERVED_AT


@pytest.mark.parametrize(
    "changed",
    [
        {"end": FixedEnd(at=SERVED_AT)},
        {"kind_of_act": KindOfAct.PUBLIC_NOTICE},
        {"fell_short": True},
        {"mandate": LONG_TERM},
        {"mandate": MANDATE.model_copy(update={"end_rule": EndRule.UNTIL_REPLACED})},
        {"starts_at": datetime(2026, 12, 28, 1, tzinfo=UTC)},
        {"starts_at": datetime(2120, 1, 1, tzinfo=UTC)},
    ],
    ids=["ends then", "notice", "short", "long", "until replaced", "unsure", "far"],
)
def test_in_doubt_it_is_owed_until_its_window_ends(changed: dict[str, Any]) -> None:
    assert owed_until(owing(**changed), WORKDAYS, ZONE) is None


def test_calendar_days_are_counted_as_the_mandate_says() -> None:
    ends_at = datetime(2026, 11, 22, 16, tzinfo=UTC)

    assert owed_until(owing(mandate=CALENDAR_DAYS), WORKDAYS, ZONE) == ends_at
