import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from programme.calendar import (
    CalendarOverlay,
    CalendarYear,
    NamedDay,
    Notice,
    WorkingCalendar,
    reach_of_notice,
)
from programme.calendar_slice import (
    CalendarSlice,
    DateSpan,
    OutsideCalendar,
    SpanReversed,
    YearState,
    YearVersion,
)
from programme.canonical import canonical_bytes
from programme.errors import DocumentMalformed

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors/calendar/years.json").read_text("utf-8")
)


def named(*texts: str, name: str = "元旦") -> tuple[NamedDay, ...]:
    return tuple(NamedDay(on=date.fromisoformat(text), name=name) for text in texts)


def official(
    year: int,
    *,
    closed: tuple[NamedDay, ...] = (),
    make_up: tuple[NamedDay, ...] = (),
    version: int = 1,
) -> CalendarYear:
    return CalendarYear(
        year=year,
        state=YearState.OFFICIAL,
        version=version,
        source=(Notice(title=f"{year} 年的通知"),),
        closed=closed or named(f"{year}-01-01"),
        make_up=make_up,
    )


@pytest.mark.parametrize(
    "vector",
    [vector for vector in VECTORS if vector["verdict"] == "accepted"],
    ids=lambda vector: vector["why"],
)
def test_a_good_year_is_read_as_it_was_written(vector: dict[str, Any]) -> None:
    data = canonical_bytes(vector["document"])

    year = CalendarYear.parse(data)

    assert year.canonical() == data


@pytest.mark.parametrize(
    "vector",
    [vector for vector in VECTORS if vector["verdict"] == "refused"],
    ids=lambda vector: vector["why"],
)
def test_a_year_that_contradicts_itself_is_refused_with_the_reason(
    vector: dict[str, Any],
) -> None:
    data = canonical_bytes(vector["document"])

    with pytest.raises(DocumentMalformed) as refused:
        CalendarYear.parse(data)

    assert vector["says"] in refused.value.reason


def test_a_notice_reaches_from_28_december_to_the_end_of_its_year() -> None:
    reach = reach_of_notice(2019)

    assert reach == DateSpan(from_on=date(2018, 12, 28), to_on=date(2020, 1, 1))


def test_a_year_without_data_is_missing() -> None:
    calendar = WorkingCalendar(years=(official(2026),))

    known = calendar.year(2031)

    assert known.named_version == YearVersion(
        year=2031, state=YearState.MISSING, version=0
    )


def test_a_known_year_is_given_back() -> None:
    calendar = WorkingCalendar(years=(official(2026), official(2027)))

    assert calendar.year(2027) == official(2027)


@pytest.mark.parametrize("year", [1999, 2100, -1, 123456])
def test_a_year_outside_the_calendar_is_refused(year: int) -> None:
    calendar = WorkingCalendar(years=())

    with pytest.raises(OutsideCalendar) as refused:
        calendar.year(year)

    assert refused.value.code == "outside_calendar"
    assert "2000-01-01" in str(refused.value)


def test_years_out_of_order_are_refused() -> None:
    with pytest.raises(ValidationError, match="年份没有按先后各写一次"):
        WorkingCalendar(years=(official(2027), official(2026)))


def test_the_later_notice_goes_before_the_earlier_one_in_late_december() -> None:
    earlier = official(2026, closed=named("2026-01-01", "2026-12-31", name="周年"))
    later = official(2027, closed=named("2027-01-01"), make_up=named("2026-12-31"))

    days = WorkingCalendar(years=(earlier, later)).special_days(
        date(2026, 12, 28), date(2027, 1, 1)
    )

    assert [(day.on, day.works, day.name) for day in days] == [
        (date(2026, 12, 31), True, "元旦")
    ]


def test_the_county_goes_before_every_notice() -> None:
    overlay = CalendarOverlay(
        closed=named("2026-11-10", name="暴雪停工"),
        make_up=named("2026-01-01", "2026-11-14", name="补班"),
    )
    calendar = WorkingCalendar(years=(official(2026),), overlay=overlay)

    cut = calendar.slice(date(2026, 1, 1), date(2026, 12, 1))

    assert cut.closed == (date(2026, 11, 10),)
    assert cut.make_up == (date(2026, 11, 14),)


@pytest.mark.parametrize(
    ("closed", "make_up", "says"),
    [
        (("2026-11-10",), ("2026-11-10",), "同一天写了两次"),
        (("1999-12-31",), (), "有日期不在工作日历里"),
        ((), ("2100-01-01",), "有日期不在工作日历里"),
    ],
)
def test_an_impossible_overlay_is_refused(
    closed: tuple[str, ...], make_up: tuple[str, ...], says: str
) -> None:
    with pytest.raises(ValidationError, match=says):
        CalendarOverlay(closed=named(*closed), make_up=named(*make_up))


def test_special_days_are_those_of_the_half_open_span() -> None:
    year = official(2026, closed=named("2026-01-01", "2026-01-02", "2026-01-03"))

    days = WorkingCalendar(years=(year,)).special_days(
        date(2026, 1, 2), date(2026, 1, 3)
    )

    assert [day.on for day in days] == [date(2026, 1, 2)]


def test_a_slice_holds_only_what_differs_from_monday_to_friday() -> None:
    year = official(
        2026,
        closed=named("2026-01-01", "2026-01-02", "2026-01-03"),
        make_up=named("2026-01-04"),
    )

    cut = WorkingCalendar(years=(year,)).slice(date(2026, 1, 1), date(2026, 2, 1))

    assert cut.closed == (date(2026, 1, 1), date(2026, 1, 2))
    assert cut.make_up == (date(2026, 1, 4),)
    assert cut.provisional == ()
    assert cut.years == (year.named_version,)


@pytest.mark.parametrize("to_on", [date(2026, 1, 1), date(2025, 12, 31)])
def test_a_slice_without_a_day_is_refused(to_on: date) -> None:
    calendar = WorkingCalendar(years=(official(2026),))

    with pytest.raises(SpanReversed) as refused:
        calendar.slice(date(2026, 1, 1), to_on)

    assert refused.value.code == "span_reversed"


@pytest.mark.parametrize(
    ("from_on", "to_on", "provisional"),
    [
        ("2026-01-01", "2026-12-28", []),
        ("2026-01-01", "2026-12-29", [("2026-12-28", "2026-12-29")]),
        ("2026-12-30", "2026-12-31", [("2026-12-30", "2026-12-31")]),
        ("2026-06-01", "2028-03-01", [("2026-12-28", "2028-03-01")]),
        (
            "2024-06-01",
            "2027-01-01",
            [("2024-06-01", "2025-01-01"), ("2026-12-28", "2027-01-01")],
        ),
        ("2025-12-28", "2026-01-01", []),
    ],
)
def test_what_a_coming_notice_may_move_is_provisional(
    from_on: str, to_on: str, provisional: list[tuple[str, str]]
) -> None:
    calendar = WorkingCalendar(years=(official(2025), official(2026)))

    cut = calendar.slice(date.fromisoformat(from_on), date.fromisoformat(to_on))

    assert [
        (span.from_on.isoformat(), span.to_on.isoformat()) for span in cut.provisional
    ] == provisional


def test_late_december_is_settled_once_the_next_notice_is_in() -> None:
    span = date(2026, 12, 1), date(2027, 2, 1)
    before = WorkingCalendar(years=(official(2026),))
    notice = official(2027, make_up=named("2026-12-31"))

    after = WorkingCalendar(years=(official(2026), notice))

    assert before.slice(*span).provisional == (
        DateSpan(from_on=date(2026, 12, 28), to_on=span[1]),
    )
    assert after.slice(*span).provisional == ()


def test_a_provisional_year_stays_provisional_though_it_names_days() -> None:
    draft = CalendarYear(
        year=2027,
        state=YearState.PROVISIONAL,
        version=1,
        closed=named("2027-01-01"),
    )
    calendar = WorkingCalendar(years=(official(2026), draft, official(2028)))

    cut = calendar.slice(date(2027, 1, 1), date(2028, 1, 1))

    assert cut.closed == (date(2027, 1, 1),)
    assert cut.provisional == (
        DateSpan(from_on=date(2027, 1, 1), to_on=date(2028, 1, 1)),
    )


def test_the_whole_calendar_is_a_slice_of_a_hundred_years() -> None:
    whole = WorkingCalendar(years=(official(2026), official(2027))).whole()

    assert (whole.from_on, whole.to_on) == (date(2000, 1, 1), date(2100, 1, 1))
    assert whole.provisional == (
        DateSpan(from_on=date(2000, 1, 1), to_on=date(2026, 1, 1)),
        DateSpan(from_on=date(2027, 12, 28), to_on=date(2100, 1, 1)),
    )


def test_a_slice_and_a_calendar_survive_the_journey_as_bytes() -> None:
    calendar = WorkingCalendar(
        years=(official(2026), official(2027)),
        overlay=CalendarOverlay(closed=named("2026-11-10", name="停工")),
    )

    again = WorkingCalendar.parse(calendar.canonical())

    assert again == calendar
    assert CalendarSlice.parse(calendar.whole().canonical()) == again.whole()
