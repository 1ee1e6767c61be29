from collections.abc import Sequence
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from programme.hours import DayHours, OpenSpan
from programme.open_times import (
    WHOLE_DAYS,
    DisplayHours,
    OpenTimes,
    Silence,
    at,
    to_ms,
)
from tests.fakes.showing import CHINA, HALL, WORKDAYS, local

HOUR_MS = 3_600_000


def times(zone: ZoneInfo = CHINA, silences: Sequence[Silence] = ()) -> OpenTimes:
    hours = DisplayHours(
        service_hours=HALL,
        zone=zone,
        workdays=WORKDAYS,
        silences=tuple(silences),
    )
    return OpenTimes(hours)


def open_ms(day: date, found: OpenTimes) -> int:
    return sum(span.length for span in found.on(day, WHOLE_DAYS))


def test_a_worked_weekend_day_has_the_hours_of_a_weekday() -> None:
    assert open_ms(date(2026, 2, 14), times()) == 9 * HOUR_MS
    assert open_ms(date(2026, 11, 28), times()) == 0


def test_a_weekend_day_beyond_the_calendar_keeps_its_own_hours() -> None:
    assert open_ms(date(2101, 1, 1), times()) == 0


def test_a_silence_in_the_middle_leaves_both_ends() -> None:
    stop = Silence(from_at=local(hour=10), to_at=local(hour=11))

    found = times(silences=(stop,))

    assert open_ms(date(2026, 11, 24), found) == 8 * HOUR_MS
    pieces = found.pieces(to_ms(local(hour=9)), to_ms(local(hour=12)), WHOLE_DAYS)
    assert [piece.length for piece in pieces] == [HOUR_MS, HOUR_MS]


def test_hours_are_those_of_the_wall_clock_also_when_it_is_changed() -> None:
    night = DayHours(weekday=7, spans=(OpenSpan(from_time=time(1), to_time=time(4)),))
    new_york = DisplayHours(
        service_hours=(night,), zone=ZoneInfo("America/New_York"), workdays=WORKDAYS
    )

    found = OpenTimes(new_york)

    assert open_ms(date(2026, 3, 8), found) == 2 * HOUR_MS
    assert open_ms(date(2026, 11, 1), found) == 4 * HOUR_MS


def test_a_span_that_claims_years_is_no_showing() -> None:
    start = local()

    pieces = times().pieces(
        to_ms(start), to_ms(start + timedelta(days=500)), WHOLE_DAYS
    )

    assert list(pieces) == []


def test_an_instant_survives_as_milliseconds() -> None:
    assert at(to_ms(local())) == local()
