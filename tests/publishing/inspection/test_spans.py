from datetime import date

import pytest

from programme.period import Frequency
from publishing.errors import NotThere
from publishing.inspection.spans import (
    asked_period,
    offered_periods,
    parts_of,
    year_of,
)

TODAY = date(2026, 11, 28)
KNOWN = {
    Frequency.MONTHLY: (date(2025, 11, 1), date(2026, 2, 1)),
    Frequency.QUARTERLY: (date(2025, 10, 1), date(2026, 1, 1)),
}


# REQ-70
@pytest.mark.parametrize(
    ("name", "starts_on", "ends_on"),
    [
        ("", date(2026, 1, 1), date(2027, 1, 1)),
        ("2025", date(2025, 1, 1), date(2026, 1, 1)),
        ("2026-H2", date(2026, 7, 1), date(2027, 1, 1)),
        ("2025-Q4", date(2025, 10, 1), date(2026, 1, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
    ],
)
def test_an_address_names_a_period_and_without_a_name_this_year(
    name: str, starts_on: date, ends_on: date
) -> None:
    period = asked_period(name, TODAY)

    assert (period.starts_on, period.ends_on) == (starts_on, ends_on)


def test_what_is_no_period_is_refused_in_words() -> None:
    with pytest.raises(NotThere, match="“2026-13”这一期"):
        asked_period("2026-13", TODAY)


# REQ-70
def test_every_year_of_issues_is_offered_the_newest_first_then_its_parts() -> None:
    offered = offered_periods(KNOWN, TODAY)

    assert [one.name for one in offered] == [
        "2026",
        "2025",
        "2025-Q4",
        "2026-Q1",
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]
    last_year = year_of(date(2025, 12, 31))
    parts = parts_of(last_year, offered)
    assert [one.name for one in parts] == ["2025-Q4", "2025-11", "2025-12"]


def test_where_nothing_is_due_this_year_is_offered() -> None:
    offered = offered_periods({}, date(2026, 1, 1))

    assert [one.name for one in offered] == ["2026"]
    assert parts_of(offered[0], offered) == ()
