from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from config.calendar_data import shipped_calendar
from config.mandates import shipped_mandates
from programme.window import End, FixedEnd, OpenEnd, ProvisionalEnd, local_instant
from programme.workdays import Workdays
from publishing.schedule.limits import (
    Bounds,
    Floor,
    Hung,
    WindowStands,
    bounds_of,
    floors_of,
    last_day,
    moved_end,
)
from publishing.schedule.windows import WindowImpossible, mandated_end
from tests.fakes.hand_clock import NOON

ZONE = ZoneInfo("Asia/Shanghai")
WORKDAYS = Workdays(shipped_calendar().whole())
MANDATES = shipped_mandates()
DAY = timedelta(days=1)


def after(on: date, zone: ZoneInfo = ZONE) -> datetime:
    """Return the end that makes a day the last one."""
    return local_instant(on + DAY, time(0), zone)


def hung(
    name: str = "immediate",
    *,
    starts_at: datetime = NOON,
    last_on: date = date(2026, 12, 21),
    promised_on: date | None = date(2026, 12, 21),
    end: End | None = None,
) -> Hung:
    return Hung(
        starts_at=starts_at,
        end=end or FixedEnd(at=after(last_on)),
        mandate=MANDATES[name].mandate,
        promised_end_at=after(promised_on) if promised_on else None,
    )


def bounds(one: Hung, *, now: datetime = NOON) -> Bounds:
    return bounds_of(one, now=now, workdays=WORKDAYS, zone=ZONE)


# REQ-33
@pytest.mark.parametrize(
    ("one", "now", "least_on", "why"),
    [
        (hung(), NOON, date(2026, 12, 21), "规定至少展示 20 个工作日"),
        (
            hung(promised_on=date(2027, 1, 5), last_on=date(2027, 1, 5)),
            NOON,
            date(2027, 1, 5),
            "承诺",
        ),
        (
            hung("notice_7", promised_on=date(2026, 11, 30)),
            NOON,
            date(2026, 11, 30),
            "规定至少展示 7 日",
        ),
        (
            hung("none", promised_on=date(2026, 11, 25)),
            NOON,
            date(2026, 11, 25),
            "承诺",
        ),
        (
            hung("none", promised_on=None),
            NOON,
            date(2026, 11, 23),
            "今天还在展示",
        ),
        (
            hung("notice_7", promised_on=date(2026, 11, 30)),
            NOON + 10 * DAY,
            date(2026, 12, 3),
            "今天还在展示",
        ),
    ],
)
def test_an_end_goes_back_as_far_as_promise_rule_and_today_allow(
    one: Hung, now: datetime, least_on: date, why: str
) -> None:
    found = bounds(one, now=now)

    assert found.least_on == least_on
    assert why in found.why
    assert found.most_on > least_on + 3600 * DAY


def test_where_the_calendar_ends_the_promise_alone_holds() -> None:
    far = datetime(2099, 12, 20, 4, tzinfo=UTC)
    promised_on = date(2100, 1, 20)
    one = hung(starts_at=far, last_on=promised_on, promised_on=promised_on)

    found = bounds(one, now=far)

    assert (found.least_on, found.why[:2]) == (promised_on, "签发")
    end = moved_end(one, promised_on + DAY, now=far, workdays=WORKDAYS, zone=ZONE)
    assert end == FixedEnd(at=after(promised_on + DAY))


def test_an_open_end_and_one_that_is_over_stand() -> None:
    with pytest.raises(WindowStands, match="到有变化为止") as stands:
        bounds(hung("long_term", end=OpenEnd()))
    assert stands.value.code == "window_stands"
    with pytest.raises(WindowStands, match="展示完了"):
        bounds(hung(), now=after(date(2026, 12, 21)))


def test_a_provisional_end_that_has_passed_is_still_on_and_may_move() -> None:
    one = hung("periodic", end=ProvisionalEnd(at=NOON - DAY), promised_on=None)

    assert bounds(one).least_on > date(2026, 11, 23)


# REQ-33
def test_the_refusal_names_the_nearest_day_that_can_be() -> None:
    with pytest.raises(WindowImpossible) as early:
        moved_end(hung(), date(2026, 12, 2), now=NOON, workdays=WORKDAYS, zone=ZONE)
    assert "规定至少展示 20 个工作日，最早到 2026 年 12 月 21 日" in str(early.value)
    with pytest.raises(WindowImpossible, match="十年以后"):
        moved_end(hung(), date.max, now=NOON, workdays=WORKDAYS, zone=ZONE)


@pytest.mark.parametrize(
    "zone", ["Asia/Shanghai", "Asia/Kathmandu", "Pacific/Kiritimati", "Africa/Cairo"]
)
def test_an_end_is_the_local_midnight_after_its_last_day_in_any_zone(
    zone: str,
) -> None:
    place = ZoneInfo(zone)
    last_on = date(2027, 4, 29)

    end = moved_end(hung(), last_on, now=NOON, workdays=WORKDAYS, zone=place)

    assert last_day(end.at, place) == last_on
    assert end.at == after(last_on, place)


def test_an_end_soon_after_a_provisional_mandate_is_provisional_too() -> None:
    one = hung("periodic", end=ProvisionalEnd(at=after(date(2027, 1, 5))))
    least_on = bounds(one).least_on

    soon, late = (
        moved_end(one, least_on + by * DAY, now=NOON, workdays=WORKDAYS, zone=ZONE)
        for by in (3, 60)
    )

    assert isinstance(soon, ProvisionalEnd)
    assert isinstance(late, FixedEnd)


# REQ-6 to REQ-9
@given(
    name=st.sampled_from(sorted(MANDATES)),
    started=st.integers(0, 60),
    by=st.integers(-400, 400),
)
def test_no_moved_end_is_before_the_mandate_the_promise_or_now(
    name: str, started: int, by: int
) -> None:
    starts_at = NOON - started * DAY
    mandated = mandated_end(
        MANDATES[name].mandate, starts_at, workdays=WORKDAYS, zone=ZONE
    )
    least = NOON if isinstance(mandated, OpenEnd) else mandated.at
    one = Hung(
        starts_at=starts_at,
        end=FixedEnd(at=max(least, NOON) + DAY),
        mandate=MANDATES[name].mandate,
        promised_end_at=least,
    )

    try:
        end = moved_end(
            one,
            last_day(least, ZONE) + by * DAY,
            now=NOON,
            workdays=WORKDAYS,
            zone=ZONE,
        )
    except WindowImpossible:
        return
    assert end.at >= max(least, NOON)


# REQ-8
def test_floors_tell_the_least_length_for_each_start() -> None:
    mandate = MANDATES["immediate"].mandate

    floors = floors_of(
        Floor(mandate=mandate), date(2026, 11, 23), 6, workdays=WORKDAYS, zone=ZONE
    )

    ends = [
        date(2026, 11, 23) + (at + length) * DAY for at, length in enumerate(floors)
    ]
    assert ends == [
        date(2026, 12, 21),
        date(2026, 12, 22),
        date(2026, 12, 23),
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 25),
    ]


def test_floors_stop_where_the_calendar_does_and_are_nothing_without_a_rule() -> None:
    short = floors_of(
        Floor(mandate=MANDATES["immediate"].mandate),
        date(2100, 12, 1),
        60,
        workdays=WORKDAYS,
        zone=ZONE,
    )
    none = floors_of(
        Floor(mandate=MANDATES["none"].mandate),
        date(2026, 11, 23),
        3,
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert len(short) < 60
    assert none == (0, 0, 0)


def test_of_what_hung_before_the_product_came_the_rule_counts_from_its_first_day() -> (
    None
):
    one = hung(promised_on=None, last_on=date(2026, 12, 31))
    before = replace(one, hung_since=date(2026, 11, 2))

    assert bounds(one).least_on == date(2026, 12, 21)
    assert bounds(before).least_on == date(2026, 11, 30)


# REQ-9: what is taken over counts from the day on which it was posted, so wherever its
# window begins it may end on the same day: 2 November and twenty working days.
def test_floors_of_what_hung_before_lead_to_one_day_and_never_before_the_start() -> (
    None
):
    rule = Floor(mandate=MANDATES["immediate"].mandate, hung_since=date(2026, 11, 2))

    floors = floors_of(rule, date(2026, 11, 27), 6, workdays=WORKDAYS, zone=ZONE)

    # Friday 27 November to Monday 30 November, and then the start itself.
    assert floors == (3, 2, 1, 0, 0, 0)


# REQ-8: a day on which the window stays shut is not shown, so it does not count.
@pytest.mark.parametrize(
    ("weekdays", "last_on"),
    [
        ((1, 2, 3, 4, 5, 6, 7), date(2026, 12, 21)),
        # Monday to Wednesday: the 24th and 25th, then three in each of six weeks.
        ((1, 2, 3), date(2027, 1, 6)),
        # Fridays alone, the first one on 27 November.
        ((5,), date(2027, 4, 9)),
    ],
)
def test_an_end_lies_no_earlier_than_the_days_on_which_the_window_opens_demand(
    weekdays: tuple[int, ...], last_on: date
) -> None:
    one = replace(hung(promised_on=None, last_on=date(2027, 12, 31)), weekdays=weekdays)

    assert bounds(one).least_on == last_on
    assert ("不展示的星期不算" in bounds(one).why) is (len(weekdays) < 7)
