"""Months end at the county's midnight, on every last day that there is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from publishing.monthly.spans import due_months, month_of, month_so_far

CHINA = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("day", "report", "first", "after"),
    [
        (date(2026, 11, 30), "2026-11", date(2026, 11, 1), date(2026, 12, 1)),
        (date(2026, 12, 31), "2026-12", date(2026, 12, 1), date(2027, 1, 1)),
        (date(2028, 2, 29), "2028-02", date(2028, 2, 1), date(2028, 3, 1)),
        (date(2027, 1, 1), "2027-01", date(2027, 1, 1), date(2027, 2, 1)),
    ],
)
def test_a_month_is_whole(day: date, report: str, first: date, after: date) -> None:
    span = month_of(day)

    assert (span.report, span.from_on, span.to_on) == (report, first, after)
    assert span.is_whole


def test_the_month_so_far_holds_today() -> None:
    span = month_so_far(date(2026, 12, 31))

    assert (span.report, span.to_on) == ("2026-12-31", date(2027, 1, 1))
    assert not span.is_whole
    assert span.instants(CHINA) == (
        datetime(2026, 11, 30, 16, tzinfo=UTC),
        datetime(2026, 12, 31, 16, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 11, 30, 15, 59, tzinfo=UTC), []),
        (datetime(2026, 11, 30, 21, 59, tzinfo=UTC), []),
        (datetime(2026, 11, 30, 22, tzinfo=UTC), ["2026-11"]),
        (datetime(2027, 1, 31, tzinfo=UTC), ["2026-11", "2026-12"]),
        (datetime(2026, 3, 1, tzinfo=UTC), []),
    ],
)
def test_a_month_s_report_is_due_in_the_morning_after_it(
    now: datetime, due: list[str]
) -> None:
    found = due_months(date(2026, 11, 23), now, CHINA)

    assert [one.report for one in found] == due
