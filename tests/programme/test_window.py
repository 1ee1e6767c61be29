from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st
from pydantic import ValidationError

from programme.hours import DayHours, OpenSpan, spans_on
from programme.window import (
    FixedEnd,
    OpenEnd,
    ProvisionalEnd,
    Window,
    changes,
    days_between,
    end_at,
    is_open,
    local_instant,
)

CHINA = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 11, 5, 1, 0, tzinfo=UTC)
END = datetime(2026, 12, 3, 16, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MORNING = OpenSpan(from_time=time(8, 30), to_time=time(12))


def window(**changed: object) -> Window:
    return Window.model_validate(
        {"starts_at": START, "end": FixedEnd(at=END), **changed}
    )


def test_a_window_opens_on_its_first_instant_and_is_closed_on_its_end() -> None:
    assert not is_open(window(), START - SECOND, CHINA)
    assert is_open(window(), START, CHINA)
    assert is_open(window(), END - SECOND, CHINA)
    assert not is_open(window(), END, CHINA)


def test_a_provisional_end_does_not_close_a_window() -> None:
    later = END + timedelta(days=400)

    assert is_open(window(end=ProvisionalEnd(at=END)), later, CHINA)
    assert end_at(window(end=ProvisionalEnd(at=END))) == END


def test_an_open_end_never_closes_a_window() -> None:
    later = END + timedelta(days=4000)

    assert is_open(window(end=OpenEnd()), later, CHINA)
    assert end_at(window(end=OpenEnd())) is None


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValidationError, match="结束不晚于开始"):
        window(end=FixedEnd(at=START))


def test_a_window_without_a_weekday_is_refused() -> None:
    with pytest.raises(ValidationError, match="一周里没有一天"):
        window(weekdays=())


def test_a_span_of_a_day_must_end_after_it_begins() -> None:
    with pytest.raises(ValidationError):
        OpenSpan(from_time=time(9), to_time=time(9))


def test_weekdays_are_local() -> None:
    only_friday = window(weekdays=(5,))
    friday = datetime(2026, 11, 6, tzinfo=CHINA)

    assert is_open(only_friday, friday.astimezone(UTC), CHINA)
    assert not is_open(only_friday, (friday - SECOND).astimezone(UTC), CHINA)


def test_dayparts_are_half_open() -> None:
    mornings = window(dayparts=(MORNING,))
    opens = local_instant(date(2026, 11, 6), time(8, 30), CHINA)
    closes = local_instant(date(2026, 11, 6), time(12), CHINA)

    assert not is_open(mornings, opens - SECOND, CHINA)
    assert is_open(mornings, opens, CHINA)
    assert not is_open(mornings, closes, CHINA)


def test_changes_are_the_first_instants_of_the_new_state() -> None:
    mornings = window(dayparts=(MORNING,), weekdays=(5,))
    week = (START, START + timedelta(days=7))

    assert changes(mornings, *week, CHINA) == (
        local_instant(date(2026, 11, 6), time(8, 30), CHINA),
        local_instant(date(2026, 11, 6), time(12), CHINA),
    )


def test_a_window_without_weekdays_and_dayparts_changes_at_its_ends() -> None:
    before, after = START - timedelta(days=1), END + timedelta(days=1)

    assert changes(window(), before, after, CHINA) == (START, END)
    assert changes(window(end=OpenEnd()), before, after, CHINA) == (START,)


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001
    st.integers(1, 400),
    st.lists(st.integers(1, 7), min_size=1, unique=True),
    st.booleans(),
)
def test_between_two_changes_nothing_changes(
    start: datetime, hours: int, weekdays: list[int], in_parts: bool
) -> None:
    from_at = start.replace(tzinfo=UTC, microsecond=0)
    to_at = from_at + timedelta(hours=hours)
    shown = Window(
        starts_at=from_at + timedelta(hours=5),
        end=FixedEnd(at=from_at + timedelta(hours=200)),
        weekdays=tuple(sorted(weekdays)),
        dayparts=(MORNING,) if in_parts else (),
    )
    moments = changes(shown, from_at, to_at, BERLIN)

    state = is_open(shown, from_at, BERLIN)
    for moment in moments:
        assert is_open(shown, moment - SECOND, BERLIN) == state
        state = not state
        assert is_open(shown, moment, BERLIN) == state
    assert is_open(shown, to_at - SECOND, BERLIN) == state or to_at in moments


@pytest.mark.parametrize(
    ("day", "at", "instant"),
    [
        (date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2028, 2, 29), time(0), datetime(2028, 2, 28, 23, tzinfo=UTC)),
        (date(2026, 12, 31), time(23, 59), datetime(2026, 12, 31, 22, 59, tzinfo=UTC)),
    ],
    ids=["skipped", "twice", "29 February", "31 December"],
)
def test_local_times_have_one_instant(day: date, at: time, instant: datetime) -> None:
    assert local_instant(day, at, BERLIN) == instant


def test_days_between_hold_both_ends_and_the_day_after() -> None:
    night = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)

    assert list(days_between(night, night + timedelta(minutes=2), CHINA)) == [
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 1, 2),
    ]


def test_spans_of_a_weekday_come_in_order() -> None:
    afternoon = OpenSpan(from_time=time(14), to_time=time(17, 30))
    hours = (
        DayHours(weekday=1, spans=(afternoon, MORNING)),
        DayHours(weekday=2, spans=()),
    )

    assert spans_on(hours, 1) == (MORNING, afternoon)
    assert spans_on(hours, 2) == ()
