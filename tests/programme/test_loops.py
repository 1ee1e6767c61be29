"""F31 and REQ-30: loops go on through changes, days and pauses, the same everywhere."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from programme.gaps import gaps_of, stands
from programme.hours import DayHours, OpenSpan
from programme.loops import loops_between
from programme.show import Loop, Show, Shown
from programme.window import Window
from tests.fakes.shows import HOURS, at, loops, obliged, show, shown


def order(played: list[Loop], upto: int) -> list[tuple[int, int, int]]:
    """Return items and pages with the seconds at which they begin."""
    return [
        (stand.item, stand.page, int((stand.from_at - at(0)).total_seconds()))
        for stand in stands(played)
        if stand.from_at < at(upto)
    ]


def test_a_day_of_service_begins_with_the_newest_item() -> None:
    scene = show(shown(0, 20, from_s=-200), shown(1, 20, from_s=-100))

    assert order(loops(scene, 0, 60), 60) == [(1, 0, 0), (0, 0, 20), (1, 0, 40)]


def test_what_is_new_comes_when_the_slide_that_stands_has_ended() -> None:
    scene = show(shown(0, 20), shown(1, 20), shown(2, 15, from_s=30))

    assert order(loops(scene, 0, 100), 90) == [
        (0, 0, 0),
        (1, 0, 20),
        (2, 0, 40),
        (0, 0, 55),
        (1, 0, 75),
    ]


def test_what_is_new_comes_when_the_turn_that_runs_is_whole() -> None:
    """Only a whole turn counts as an exposure: nothing that comes costs anybody one."""
    scene = show(shown(0, 20, 20, 20), shown(1, 15, from_s=5))

    assert [(item, page) for item, page, _ in order(loops(scene, 0, 110), 80)] == [
        (0, 0),
        (0, 1),
        (0, 2),
        (1, 0),
        (0, 0),
    ]


def test_what_is_new_at_the_very_end_of_a_turn_comes_at_once() -> None:
    scene = show(shown(0, 20), shown(1, 15, from_s=20), shown(2, 15, from_s=35))

    assert order(loops(scene, 0, 80), 60) == [
        (0, 0, 0),
        (1, 0, 20),
        (2, 0, 35),
        (0, 0, 50),
    ]


def test_an_item_that_ends_leaves_on_its_second_and_the_next_comes() -> None:
    scene = show(shown(0, 20, to_s=45), shown(1, 20), shown(2, 20))

    assert order(loops(scene, 0, 150), 100) == [
        (0, 0, 0),
        (1, 0, 20),
        (2, 0, 40),
        (1, 0, 60),
        (2, 0, 80),
    ]


def test_an_item_that_ends_while_it_stands_leaves_the_glass() -> None:
    scene = show(shown(0, 20, to_s=10), shown(1, 20))

    assert order(loops(scene, 0, 60), 60) == [
        (0, 0, 0),
        (1, 0, 10),
        (1, 0, 30),
        (1, 0, 50),
    ]


def test_two_changes_during_one_slide_both_count() -> None:
    scene = show(
        shown(0, 40), shown(1, 40), shown(2, 20, from_s=10), shown(3, 20, from_s=20)
    )

    assert [item for item, _, _ in order(loops(scene, 0, 160), 130)] == [0, 3, 2, 1, 0]


# REQ-30
def test_something_new_every_few_seconds_keeps_no_old_item_away() -> None:
    old = [shown(number, 20) for number in range(5)]
    new = [
        shown(100 + number, 15, from_s=20 * number, to_s=20 * number + 60)
        for number in range(1, 150)
    ]
    scene = show(*old, *new, minutes=4)
    played = loops(scene, 0, 3600)

    standing = list(stands(played))
    waits = [
        gaps_of(standing, one.item, obliged(one, 3600), pages=1).seen for one in old
    ]
    assert max(waits) <= timedelta(minutes=4)
    assert len({stand.item for stand in standing}) > 120


def test_promotional_items_get_what_is_left_and_owed_ones_come_in_time() -> None:
    owed = [shown(number, 50) for number in range(10)]
    poster = shown(20, 40, 40, promotional=True)
    served = shown(21, 30, owed_s=-10)
    played = loops(show(*owed, poster, served, minutes=10), 0, 7200)

    standing = list(stands(played))
    for one in owed:
        gaps = gaps_of(standing, one.item, obliged(one, 7200), pages=1)
        assert gaps.seen <= timedelta(minutes=10)
    assert {stand.page for stand in standing if stand.item == 20} == {0, 1}
    assert any(stand.item == 21 for stand in standing)


def test_where_nothing_is_left_only_what_is_owed_comes() -> None:
    owed = [shown(number, 60) for number in range(12)]
    played = loops(show(*owed, shown(20, 12, promotional=True)), 0, 3600)

    assert {stand.item for stand in stands(played)} == set(range(12))


def test_what_ceases_to_be_owed_ends_its_turn_and_gives_way() -> None:
    owed = [shown(number, 60) for number in range(9)]
    scene = show(*owed, shown(20, 60, 60, owed_s=10, from_s=-1))

    played = order(loops(scene, 0, 700), 700)
    assert [(item, page) for item, page, _ in played[:3]] == [(20, 0), (20, 1), (0, 0)]
    assert [second for item, _, second in played if item == 0] == [120, 660]


def test_a_pause_by_plan_makes_nobody_wait_longer() -> None:
    pause = (at(30), at(330))
    scene = show(shown(0, 20), shown(1, 20), shown(2, 20, from_s=100), pauses=[pause])

    begins = [(item, second) for item, _, second in order(loops(scene, 0, 420), 390)]

    assert begins == [(0, 0), (1, 20), (2, 330), (0, 350), (1, 370)]


def test_a_pause_at_the_beginning_of_a_day_holds_its_first_turn_back() -> None:
    scene = show(shown(0, 20), shown(1, 20), pauses=[(at(-100), at(50))])

    played = loops(scene, 0, 120)

    assert played[-1].anchor_at == at(50)


def test_an_empty_day_has_empty_loops_pauses_or_not() -> None:
    scene = show(shown(0, from_s=300), pauses=[(at(10), at(20))])

    played = loops(scene, 0, 400)

    assert [bool(loop.slides) for loop in played] == [False] * (len(played) - 1) + [
        True
    ]
    assert all(one.to_at == two.from_at for one, two in pairwise(played))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 30_000), st.integers(0, 30_000))
def test_a_display_that_comes_later_finds_the_same_loop(early: int, late: int) -> None:
    scene = show(
        *[shown(number, 20, 35) for number in range(4)],
        shown(10, 15, from_s=500, to_s=9000),
        shown(11, 60, 60, from_s=7000),
        shown(12, 25, from_s=7013, owed_s=12_000),
        minutes=3,
    )
    first, second = sorted((early, late))

    whole = order(loops(scene, first, second + 600), second + 600)
    part = order(loops(scene, second, second + 600), second + 600)

    assert part[1:] == whole[len(whole) - len(part) + 1 :]


ZONES = {
    "spring": ("America/New_York", datetime(2026, 3, 8, 12, tzinfo=UTC)),
    "autumn": ("America/New_York", datetime(2026, 11, 1, 12, tzinfo=UTC)),
    "half an hour": ("Australia/Lord_Howe", datetime(2026, 4, 4, 12, tzinfo=UTC)),
    "leap day": ("Asia/Shanghai", datetime(2028, 2, 28, 20, tzinfo=UTC)),
    "year end": ("Asia/Shanghai", datetime(2026, 12, 31, 12, tzinfo=UTC)),
}


ODD_DAYS = timedelta(days=int(os.environ.get("MINGBAI_F31_DAYS", "2")))
"""Before and after the day in question; in full 30."""


# F31
@pytest.mark.parametrize("name", ZONES)
def test_no_item_is_early_late_or_missing_on_a_day_of_an_odd_length(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    zone_name, noon = ZONES[name]
    zone = ZoneInfo(zone_name)
    part = OpenSpan(from_time=time(9), to_time=time(17))
    daily = shown(0, 20, 30)
    daily = replace_window(daily, dayparts=(part,))
    scene = Show(
        shown=(daily, replace_window(shown(1, 15, 15))),
        service_hours=HOURS,
        most_minutes_between=10,
        zone=zone,
    )
    start, end = noon - ODD_DAYS, noon + ODD_DAYS

    standing = list(stands(loops_between(scene, start, end)))

    for stand in standing:
        local = stand.from_at.astimezone(zone).time()
        assert stand.item == 1 or time(9) <= local < time(17)
        ends = stand.to_at.astimezone(zone).time()
        assert stand.item == 1 or time(9) < ends <= time(17)
    assert all(one.to_at == two.from_at for one, two in pairwise(standing))
    days = {
        stand.from_at.astimezone(zone).date() for stand in standing if not stand.item
    }
    assert len(days) >= 2 * ODD_DAYS.days
    told = f"{name}: 0 of {len(standing)} showings early, late or missing"
    record_property("outcome", told)


def replace_window(one: Shown, dayparts: tuple[OpenSpan, ...] = ()) -> Shown:
    window = Window(
        starts_at=datetime(2026, 1, 1, tzinfo=UTC),
        end=one.window.end,
        dayparts=dayparts,
    )
    return replace(one, window=window)


def test_a_weekday_without_service_begins_at_midnight() -> None:
    scene = Show(
        shown=(shown(0, 20), shown(1, 20)),
        service_hours=(DayHours(weekday=1, spans=()),),
        most_minutes_between=10,
        zone=ZoneInfo("Asia/Shanghai"),
    )

    [first, second] = loops_between(scene, at(0), at(86_400))

    assert first.anchor_at == datetime(2026, 11, 22, 16, tzinfo=UTC)
    assert second.anchor_at == datetime(2026, 11, 23, 16, tzinfo=UTC)
