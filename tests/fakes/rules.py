"""Name rules of days for tests of them."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from config.calendar_data import shipped_calendar
from programme.boards import Term
from programme.mandate import Mandate
from programme.workdays import Workdays

WORKDAYS = Workdays(shipped_calendar().whole())


ONE_DAY = timedelta(days=1)


DATES = st.dates(date(2010, 1, 1), date(2026, 9, 30))


def rule_of(**more: Any) -> Mandate:  # noqa: ANN401 - any field
    values: dict[str, Any] = {
        "term": Term.IMMEDIATE,
        "publish_target_days": 5,
        "publish_legal_days": 20,
        "show_at_least_days": 20,
        "basis": "测试用规则",
        "basis_checked_on": date(2026, 11, 1),
    }
    return Mandate(**(values | more))
