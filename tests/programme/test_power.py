from datetime import UTC, date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from programme.hours import DayHours, OpenSpan
from programme.power import (
    PowerSchedule,
    Resting,
    power_edges,
    resting_at,
    service_cut_by,
)

CHINA = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
MONDAY = date(2026, 11, 23)


def span(start: str, stop: str) -> OpenSpan:
    return OpenSpan(
        from_time=time.fromisoformat(start), to_time=time.fromisoformat(stop)
    )


def daily(*spans: OpenSpan) -> tuple[DayHours, ...]:
    return tuple(DayHours(weekday=day, spans=spans) for day in range(1, 8))


SERVICE = daily(span("08:30", "17:30"))


def power(*spans: OpenSpan, cuts_service: bool = False) -> PowerSchedule:
    return PowerSchedule(
        on=daily(*spans), resting=Resting.OFF, cuts_service=cuts_service
    )


def local(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=CHINA).astimezone(UTC)


@pytest.mark.parametrize(
    ("hour", "resting"),
    [(6, Resting.OFF), (7, None), (12, None), (17, None), (20, Resting.OFF)],
)
def test_a_panel_rests_outside_its_hours(hour: int, resting: Resting | None) -> None:
    found = resting_at(power(span("07:00", "20:00")), SERVICE, local(hour), CHINA)

    assert found is resting


def test_a_panel_without_a_plan_never_rests() -> None:
    assert resting_at(None, SERVICE, local(3), CHINA) is None
    assert power_edges(None, SERVICE, MONDAY, CHINA) == ()


def test_hours_of_service_are_served_unless_somebody_gave_them_up() -> None:
    short = power(span("09:00", "16:00"))
    given_up = power(span("09:00", "16:00"), cuts_service=True)

    assert resting_at(short, SERVICE, local(8, 45), CHINA) is None
    assert resting_at(given_up, SERVICE, local(8, 45), CHINA) is Resting.OFF


def begins_and_ends(
    plan: PowerSchedule, service: tuple[DayHours, ...], day: date, zone: ZoneInfo
) -> list[tuple[datetime, Resting | None]]:
    """Return when on a day the panel goes another way, and which."""
    edges = power_edges(plan, service, day, zone)
    found = [(at, resting_at(plan, service, at, zone)) for at in edges]
    return found[:1] + [two for one, two in pairwise(found) if one[1] != two[1]]


def test_a_day_says_when_the_panel_rests() -> None:
    plan = power(span("07:00", "20:00"))

    assert begins_and_ends(plan, SERVICE, MONDAY, CHINA) == [
        (datetime(2026, 11, 22, 16, tzinfo=UTC), Resting.OFF),
        (local(7), None),
        (local(20), Resting.OFF),
    ]


# F31
def test_a_panel_wakes_at_its_local_hour_on_the_days_of_both_clock_changes() -> None:
    plan = power(span("06:00", "22:00"))

    wakes = [
        begins_and_ends(plan, (), day, NEW_YORK)[1][0]
        for day in (date(2026, 3, 8), date(2026, 11, 1))
    ]

    assert wakes == [
        datetime(2026, 3, 8, 10, tzinfo=UTC),
        datetime(2026, 11, 1, 11, tzinfo=UTC),
    ]


def test_service_that_a_plan_would_cut_is_named() -> None:
    wanted = (
        DayHours(weekday=1, spans=(span("08:30", "12:00"), span("14:00", "18:00"))),
    )
    on = daily(span("08:00", "10:00"), span("10:00", "17:00"))

    assert service_cut_by(on, wanted) == ((1, span("14:00", "18:00")),)
