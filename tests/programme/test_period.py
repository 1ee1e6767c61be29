from datetime import date

import pytest
from hypothesis import given, strategies as st

from programme.calendar_slice import OutsideCalendar, SpanReversed
from programme.period import (
    Frequency,
    Period,
    PeriodUnknown,
    period_named,
    period_of,
    periods,
)

REGULAR = [one for one in Frequency if one.months is not None]
DATES = st.dates(date(2000, 1, 1), date(2099, 12, 31))


# REQ-7
@pytest.mark.parametrize(
    ("frequency", "on", "starts_on", "ends_on", "names"),
    [
        (
            "monthly",
            "2026-02-28",
            "2026-02-01",
            "2026-03-01",
            ("2026-02", "2026 年 2 月"),
        ),
        (
            "monthly",
            "2028-02-29",
            "2028-02-01",
            "2028-03-01",
            ("2028-02", "2028 年 2 月"),
        ),
        (
            "monthly",
            "2026-12-31",
            "2026-12-01",
            "2027-01-01",
            ("2026-12", "2026 年 12 月"),
        ),
        (
            "quarterly",
            "2026-07-01",
            "2026-07-01",
            "2026-10-01",
            ("2026-Q3", "2026 年第 3 季度"),
        ),
        (
            "quarterly",
            "2026-12-31",
            "2026-10-01",
            "2027-01-01",
            ("2026-Q4", "2026 年第 4 季度"),
        ),
        (
            "half_yearly",
            "2026-06-30",
            "2026-01-01",
            "2026-07-01",
            ("2026-H1", "2026 年上半年"),
        ),
        (
            "half_yearly",
            "2026-07-01",
            "2026-07-01",
            "2027-01-01",
            ("2026-H2", "2026 年下半年"),
        ),
        ("yearly", "2026-12-31", "2026-01-01", "2027-01-01", ("2026", "2026 年")),
    ],
)
def test_a_day_lies_in_the_period_that_the_calendar_gives(
    frequency: str, on: str, starts_on: str, ends_on: str, names: tuple[str, str]
) -> None:
    found = period_of(Frequency(frequency), date.fromisoformat(on))

    assert found == Period(
        starts_on=date.fromisoformat(starts_on), ends_on=date.fromisoformat(ends_on)
    )
    assert (found.name, found.label) == names
    assert found.frequency == frequency


def test_a_span_is_cut_into_every_period_that_it_touches() -> None:
    found = periods(Frequency.QUARTERLY, date(2026, 3, 31), date(2026, 10, 1))

    assert [one.name for one in found] == ["2026-Q1", "2026-Q2", "2026-Q3"]


def test_a_span_without_a_day_touches_no_period() -> None:
    assert periods(Frequency.MONTHLY, date(2026, 5, 1), date(2026, 5, 1)) == ()


@pytest.mark.parametrize("frequency", [Frequency.ONCE, Frequency.AS_NEEDED])
def test_what_does_not_come_regularly_has_no_periods(frequency: Frequency) -> None:
    on = date(2026, 5, 1)

    assert period_of(frequency, on) is None
    assert periods(frequency, on, date(2027, 1, 1)) == ()


def test_a_reversed_span_has_no_periods_but_an_error() -> None:
    with pytest.raises(SpanReversed):
        periods(Frequency.MONTHLY, date(2026, 5, 2), date(2026, 5, 1))


@pytest.mark.parametrize("on", [date(1999, 12, 31), date(2100, 1, 1)])
def test_a_day_beyond_the_calendar_lies_in_no_period(on: date) -> None:
    with pytest.raises(OutsideCalendar):
        period_of(Frequency.YEARLY, on)


@given(on=DATES, frequency=st.sampled_from(REGULAR))
def test_a_period_holds_its_day_and_is_found_again_by_its_name(
    on: date, frequency: Frequency
) -> None:
    found = period_of(frequency, on)

    assert found is not None
    assert found.starts_on <= on <= found.last_on < found.ends_on
    assert period_named(found.name) == found


@given(days=st.lists(DATES, min_size=2, max_size=2).map(sorted))
def test_periods_follow_each_other_without_a_gap(days: list[date]) -> None:
    found = periods(Frequency.MONTHLY, *days)

    assert all(one.ends_on == two.starts_on for one, two in zip(found, found[1:]))  # noqa: B905, RUF007 - pairs of neighbours


@pytest.mark.parametrize(
    "name",
    [
        "",
        "2026-13",
        "2026-Q5",
        "2026-q3",
        "2026-7",
        "02026",
        "1999",
        "２０２６",
        "x-Q1",
    ],
)
def test_a_name_of_no_period_is_refused_with_an_example(name: str) -> None:
    with pytest.raises(PeriodUnknown, match="2026-Q3"):
        period_named(name)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 1, 2), date(2026, 2, 1)),
        (date(2026, 1, 1), date(2026, 3, 1)),
        (date(2026, 2, 1), date(2026, 5, 1)),
        (date(2026, 7, 1), date(2026, 4, 1)),
    ],
)
def test_a_span_that_is_no_period_cannot_be_made(
    starts_on: date, ends_on: date
) -> None:
    with pytest.raises(PeriodUnknown):
        Period(starts_on=starts_on, ends_on=ends_on)


def test_every_frequency_has_a_name_that_staff_read() -> None:
    assert [one.label for one in Frequency] == [
        "一次",
        "随时",
        "每月",
        "每季度",
        "每半年",
        "每年",
    ]
