import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest
from hypothesis import given, strategies as st

from config.calendar_data import shipped_calendar
from programme.calendar import CalendarOverlay, NamedDay, WorkingCalendar
from programme.calendar_slice import OutsideCalendar, SpanReversed
from programme.workdays import (
    MOST_DAYS,
    CountedSpan,
    CountState,
    DayCountRefused,
    Workdays,
)

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors/calendar/counts.json").read_text("utf-8")
)
ONE_DAY = timedelta(days=1)
DATES = st.dates(date(2010, 1, 1), date(2026, 12, 31))
COUNTS = st.integers(0, 300)


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return shipped_calendar()


@pytest.fixture(scope="module")
def workdays(calendar: WorkingCalendar) -> Workdays:
    return Workdays(calendar.whole())


def nth_by_walking(
    is_worked: Callable[[date], bool], on: date, days: int, step: timedelta = ONE_DAY
) -> date:
    while days:
        on += step
        days -= is_worked(on)
    return on


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["why"])
def test_a_count_ends_where_the_rule_says(
    workdays: Workdays, vector: dict[str, Any]
) -> None:
    end = workdays.nth_after(
        date.fromisoformat(vector["from"]),
        vector["days"],
        posting_day_counts=vector["posting_day_counts"],
    )

    assert end.on == date.fromisoformat(vector["on"])
    assert end.state == vector["state"]
    assert list(end.years) == vector["years"]


@given(on=DATES, days=st.integers(0, 120))
def test_a_count_is_what_walking_day_by_day_with_a_library_gives(
    workdays: Workdays, on: date, days: int
) -> None:
    last = date(2026, 12, 31)
    days = min(days, workdays.between(min(on + ONE_DAY, last), last).days)

    end = workdays.nth_after(on, days)

    assert end.on == nth_by_walking(chinese_calendar.is_workday, on, days)


@given(on=st.dates(date(2000, 1, 1), date(2090, 1, 1)), days=st.integers(0, 90))
def test_a_count_is_what_walking_day_by_day_gives_in_every_year(
    workdays: Workdays, on: date, days: int
) -> None:
    end = workdays.nth_after(on, days)

    assert end.on == nth_by_walking(workdays.is_working_day, on, days)


@given(on=DATES, later=DATES, days=COUNTS)
def test_who_was_asked_before_answers_like_one_who_was_not(
    workdays: Workdays, on: date, later: date, days: int
) -> None:
    on, later = sorted((on, later))
    fresh = Workdays(workdays.calendar)

    assert workdays.nth_after(on, days) == fresh.nth_after(on, days)
    assert workdays.between(on, later) == fresh.between(on, later)


@given(on=DATES, fewer=COUNTS, more=COUNTS)
def test_more_days_never_end_earlier(
    workdays: Workdays, on: date, fewer: int, more: int
) -> None:
    fewer, more = sorted((fewer, more))

    earlier, later = workdays.nth_after(on, fewer), workdays.nth_after(on, more)

    assert (earlier.on < later.on) if fewer < more else (earlier == later)


@given(on=DATES, later=DATES, days=COUNTS)
def test_a_later_start_never_ends_earlier(
    workdays: Workdays, on: date, later: date, days: int
) -> None:
    on, later = sorted((on, later))

    assert workdays.nth_after(on, days).on <= workdays.nth_after(later, days).on


@given(on=DATES, days=st.integers(1, 300))
def test_the_span_up_to_the_end_of_a_count_holds_that_many_days(
    workdays: Workdays, on: date, days: int
) -> None:
    end = workdays.nth_after(on, days)

    held = workdays.between(on + ONE_DAY, end.on + ONE_DAY)

    assert workdays.is_working_day(end.on)
    assert held == CountedSpan(days=days, state=end.state, rests_on=end.rests_on)
    assert held.years == end.years


@given(days=st.lists(DATES, min_size=3, max_size=3).map(sorted))
def test_two_spans_that_touch_hold_what_their_union_holds(
    workdays: Workdays, days: list[date]
) -> None:
    first, middle, last = days

    union = workdays.between(first, last).days

    parts = workdays.between(first, middle).days + workdays.between(middle, last).days
    assert union == parts


@given(on=DATES, first=st.integers(1, 150), then=st.integers(0, 150))
def test_counting_on_from_an_end_is_counting_all_at_once(
    workdays: Workdays, on: date, first: int, then: int
) -> None:
    stop = workdays.nth_after(on, first).on

    assert workdays.nth_after(stop, then).on == workdays.nth_after(on, first + then).on


@given(on=DATES, days=st.integers(1, 300))
def test_a_rest_day_counts_as_the_working_day_before_it(
    workdays: Workdays, on: date, days: int
) -> None:
    worked = on
    while not workdays.is_working_day(worked):
        worked -= ONE_DAY

    assert workdays.nth_after(on, days).on == workdays.nth_after(worked, days).on


@given(on=DATES, days=st.integers(1, 300))
def test_a_posting_day_that_counts_saves_a_day_only_if_it_is_worked(
    workdays: Workdays, on: date, days: int
) -> None:
    saved = 1 if workdays.is_working_day(on) else 0

    end = workdays.nth_after(on, days, posting_day_counts=True)

    assert end.on == workdays.nth_after(on, days - saved).on


@given(on=DATES, days=COUNTS, more=st.integers(1, 400))
def test_a_device_with_a_slice_counts_as_the_centre_does(
    calendar: WorkingCalendar, workdays: Workdays, on: date, days: int, more: int
) -> None:
    end = workdays.nth_after(on, days)
    cut = calendar.slice(on, end.on + timedelta(days=more))

    assert Workdays(cut).nth_after(on, days) == end


@given(on=st.dates(date(2025, 6, 1), date(2027, 6, 1)), days=st.integers(1, 300))
def test_an_end_is_provisional_exactly_if_a_day_on_the_way_is(
    workdays: Workdays, on: date, days: int
) -> None:
    end = workdays.nth_after(on, days)

    passed = (on + ONE_DAY * n for n in range(1, (end.on - on).days + 1))
    touched = any(workdays.is_provisional(day) for day in passed)
    assert (end.state is CountState.PROVISIONAL) is touched


def test_the_versions_that_a_result_rests_on_are_named(workdays: Workdays) -> None:
    end = workdays.nth_after(date(2018, 12, 20), 30)

    assert [(entry.year, entry.version) for entry in end.rests_on] == [
        (2018, 1),
        (2019, 2),
    ]


def test_a_correction_in_mid_year_changes_what_rests_on_it(
    calendar: WorkingCalendar,
) -> None:
    notice = calendar.year(2026)
    closed = (*notice.closed, NamedDay(on=date(2026, 11, 30), name="新增"))
    corrected = notice.model_copy(
        update={"version": 2, "closed": tuple(sorted(closed, key=lambda d: d.on))}
    )
    years = tuple(corrected if y.year == 2026 else y for y in calendar.years)

    end = Workdays(WorkingCalendar(years=years).whole()).nth_after(
        date(2026, 11, 5), 20
    )

    assert end.on == date(2026, 12, 4)
    assert [entry.version for entry in end.rests_on] == [2]


def test_a_closure_of_the_county_moves_the_end_by_a_day(
    calendar: WorkingCalendar,
) -> None:
    closure = CalendarOverlay(closed=(NamedDay(on=date(2026, 11, 12), name="停电"),))
    county = calendar.model_copy(update={"overlay": closure})

    end = Workdays(county.whole()).nth_after(date(2026, 11, 5), 20)

    assert end.on == date(2026, 12, 4)
    assert end.state is CountState.FIXED


def test_a_make_up_day_of_the_county_brings_the_end_forward(
    calendar: WorkingCalendar,
) -> None:
    worked = CalendarOverlay(make_up=(NamedDay(on=date(2026, 11, 14), name="补班"),))
    county = calendar.model_copy(update={"overlay": worked})

    end = Workdays(county.whole()).nth_after(date(2026, 11, 5), 20)

    assert end.on == date(2026, 12, 2)


def test_an_empty_span_holds_nothing_and_rests_on_nothing(workdays: Workdays) -> None:
    on = date(2027, 3, 1)

    held = workdays.between(on, on)

    assert held == CountedSpan(days=0, state=CountState.FIXED, rests_on=())


def test_the_calendar_can_be_counted_to_its_very_end(
    calendar: WorkingCalendar,
) -> None:
    cut = calendar.slice(date(2026, 12, 1), date(2026, 12, 28))
    workdays = Workdays(cut)

    held = workdays.between(cut.from_on, cut.to_on)
    end = workdays.nth_after(cut.from_on, 18)

    assert (held.days, held.state) == (19, CountState.FIXED)
    assert end.on == date(2026, 12, 25)


@pytest.mark.parametrize("days", [-1, MOST_DAYS + 1])
def test_a_senseless_number_of_days_is_refused(workdays: Workdays, days: int) -> None:
    with pytest.raises(DayCountRefused) as refused:
        workdays.nth_after(date(2026, 11, 5), days)

    assert refused.value.days == days
    assert refused.value.code == "day_count_refused"


def test_a_reversed_span_is_refused(workdays: Workdays) -> None:
    with pytest.raises(SpanReversed) as refused:
        workdays.between(date(2026, 11, 6), date(2026, 11, 5))

    assert "2026-11-06" in str(refused.value)


def test_what_lies_outside_a_slice_is_refused(calendar: WorkingCalendar) -> None:
    workdays = Workdays(calendar.slice(date(2026, 12, 1), date(2027, 1, 1)))
    before, end = date(2026, 11, 30), date(2027, 1, 1)
    inside = date(2026, 12, 15)

    questions: list[Callable[[], object]] = [
        lambda: workdays.is_working_day(before),
        lambda: workdays.is_working_day(end),
        lambda: workdays.is_provisional(end),
        lambda: workdays.nth_after(before, 1),
        lambda: workdays.nth_after(end, 0),
        lambda: workdays.nth_after(date(2026, 12, 31), 1),
        lambda: workdays.nth_after(inside, 13),
        lambda: workdays.between(before, inside),
        lambda: workdays.between(inside, end + ONE_DAY),
    ]

    for question in questions:
        with pytest.raises(OutsideCalendar):
            question()
