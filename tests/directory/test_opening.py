from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from directory.opening import Opening, OpeningState, opening_at
from programme.calendar_slice import CalendarSlice
from programme.workdays import Workdays
from tests.fakes.hall import made_counter

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = Workdays(
    CalendarSlice(
        from_on=date(2026, 1, 1),
        to_on=date(2027, 1, 1),
        closed=tuple(date(2026, 10, day) for day in (1, 2, 5, 6, 7)),
        make_up=(date(2026, 9, 20), date(2026, 10, 10)),
        provisional=(),
        years=(),
    )
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("instant", "state", "until", "left"),
    [
        ("2026-11-24T08:30", OpeningState.OPEN, "2026-11-24T12:00", 210),
        ("2026-11-24T11:30", OpeningState.CLOSING, "2026-11-24T12:00", 30),
        ("2026-11-24T17:29:01", OpeningState.CLOSING, "2026-11-24T17:30", 1),
        ("2026-09-20T09:00", OpeningState.OPEN, "2026-09-20T12:00", 180),
    ],
)
def test_an_open_counter_says_until_when(
    instant: str, state: OpeningState, until: str, left: int
) -> None:
    opening = opening_at(made_counter(), at(instant), CALENDAR)

    assert opening == Opening(state=state, until=at(until), minutes_left=left)


@pytest.mark.parametrize(
    ("instant", "opens"),
    [
        ("2026-11-24T12:00", "2026-11-24T13:30"),
        ("2026-11-24T17:30", "2026-11-25T08:30"),
        ("2026-11-27T18:00", "2026-11-30T08:30"),
        ("2026-09-30T18:00", "2026-10-08T08:30"),
        ("2026-10-09T18:00", "2026-10-10T08:30"),
        ("2026-12-31T18:00", "2027-01-01T08:30"),
    ],
)
def test_a_closed_counter_says_when_it_opens(instant: str, opens: str) -> None:
    opening = opening_at(made_counter(), at(instant), CALENDAR)

    assert opening == Opening(state=OpeningState.CLOSED, opens=at(opens))


def test_a_saturday_inside_a_holiday_is_closed_and_another_is_not() -> None:
    counter = made_counter(saturday=True)

    on_holiday = opening_at(counter, at("2026-10-03T09:00"), CALENDAR)
    ordinary = opening_at(counter, at("2026-10-17T09:00"), CALENDAR)
    worked = opening_at(counter, at("2026-10-10T14:00"), CALENDAR)

    assert on_holiday.opens == at("2026-10-08T08:30")
    assert ordinary.state is OpeningState.OPEN
    assert worked.until == at("2026-10-10T17:30")


def test_some_counters_and_unknown_calendars_go_by_their_hours() -> None:
    day = at("2026-10-01T09:00")

    assert opening_at(made_counter(), day, None).state is OpeningState.OPEN
    always = made_counter(on_holidays=True)
    assert opening_at(always, day, CALENDAR).state is OpeningState.OPEN


def test_a_counter_without_hours_never_opens() -> None:
    counter = made_counter().model_copy(update={"hours": ()})

    opening = opening_at(counter, at("2026-11-24T09:00"), CALENDAR)

    assert opening == Opening(state=OpeningState.UNKNOWN)
