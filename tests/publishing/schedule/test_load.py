from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from programme.blocks import AssetRef
from programme.fairness import Want
from programme.hours import DayHours, OpenSpan
from programme.manifest import PageImage
from programme.window import End, FixedEnd, OpenEnd, Window, local_instant
from publishing.schedule.load import (
    day_loads,
    heaviest,
    load_at,
    load_of,
    turns_s_of,
)
from publishing.schedule.shares import Load, Promise, Share

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)
SATURDAY = date(2026, 11, 28)
DAY = timedelta(days=1)
HOURS = tuple(
    DayHours(weekday=day, spans=(OpenSpan(from_time=time(8), to_time=time(18)),))
    for day in range(1, 6)
)
ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
PROMISE = Promise(hours=HOURS)
DEMAND = PROMISE.on(MONDAY)


def loop_of(turns: Iterable[tuple[int, ...]]) -> Load:
    return load_of([Want(turns_s=one, owed=True) for one in turns], DEMAND)


def at(on: date, hour: int = 0) -> datetime:
    return local_instant(on, time(hour), ZONE)


def share(
    name: str,
    *turns_s: int,
    starts_at: datetime = ALWAYS,
    end: End | None = None,
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7),
    parts: tuple[tuple[int, int], ...] = (),
) -> Share:
    dayparts = tuple(
        OpenSpan(from_time=time(begin), to_time=time(until)) for begin, until in parts
    )
    window = Window(
        starts_at=starts_at,
        end=end or OpenEnd(),
        weekdays=weekdays,
        dayparts=dayparts,
    )
    return Share(disclosure=name, window=window, turns_s=turns_s)


def page(dwell_s: int) -> PageImage:
    return PageImage(
        asset=AssetRef(sha256="a" * 64, length=1),
        pixels_sha256="b" * 64,
        width=1920,
        height=1080,
        dwell_s=dwell_s,
        words="",
    )


@pytest.mark.parametrize(
    ("turns", "items", "loop_s", "rounds", "per_hour"),
    [
        ([], 0, 0, 0, 0),
        ([()], 0, 0, 0, 0),
        ([(12,)], 1, 12, 1, 300),
        ([(46,), (54,)], 2, 100, 1, 36),
        # Of two turns and one: the one comes on in both rounds.
        ([(100, 60), (40,)], 2, 240, 2, 30),
        ([(10, 20, 30), (5, 7)], 2, 77, 3, 140),
        ([(3700,)], 1, 3700, 1, 0),
    ],
)
def test_a_loop_is_as_long_as_its_turns_and_shows_each_item_once_a_round(
    turns: list[tuple[int, ...]], items: int, loop_s: int, rounds: int, per_hour: int
) -> None:
    load = loop_of(turns)

    assert (load.items, load.loop_s, load.rounds) == (items, loop_s, rounds)
    assert load.per_hour == per_hour


@pytest.mark.parametrize(
    ("load", "least", "below"),
    [
        (Load(), 4, False),
        (Load(items=1, loop_s=900, rounds=1), 4, False),
        (Load(items=1, loop_s=901, rounds=1), 4, True),
    ],
)
def test_an_empty_loop_is_never_too_full(
    load: Load, least: int, *, below: bool
) -> None:
    assert load.below(least) is below


def test_turns_are_those_of_the_player() -> None:
    assert turns_s_of([page(60), page(60), page(30)]) == (120, 30)


def test_a_loop_at_an_instant_holds_what_is_open_then() -> None:
    shares = [share("a", 30), share("b", 20, end=FixedEnd(at=at(MONDAY, 9)))]

    assert load_at(shares, at(MONDAY, 8), DEMAND, ZONE).loop_s == 50
    assert load_at(shares, at(MONDAY, 9), DEMAND, ZONE).loop_s == 30


def test_a_day_is_cut_where_dayparts_and_windows_begin_and_end() -> None:
    shares = [
        share("all day", 60),
        share("mornings", 60, parts=((6, 12),)),
        share("from ten", 60, starts_at=at(MONDAY, 10)),
        share("until three", 60, end=FixedEnd(at=at(MONDAY, 15))),
        share("no pages for this panel"),
        share("weekends", 60, weekdays=(6, 7)),
        share("over", 60, end=FixedEnd(at=at(MONDAY))),
        share("tomorrow", 60, starts_at=at(MONDAY + DAY)),
    ]

    parts = day_loads(shares, MONDAY, PROMISE, ZONE)

    assert [(part.from_time.hour, part.load.items) for part in parts] == [
        (8, 3),
        (10, 4),
        (12, 3),
        (15, 2),
    ]
    assert parts[-1].to_time == time(18)


def test_a_day_without_service_has_no_loop() -> None:
    assert day_loads([share("a", 60)], SATURDAY, PROMISE, ZONE) == ()


def test_the_heaviest_part_of_a_run_is_the_one_with_the_longest_loop() -> None:
    later = MONDAY + 30 * DAY
    shares = [
        share("a", 60),
        share("fridays", 60, weekdays=(5,)),
        share("later", 60, starts_at=at(later), parts=((14, 15),)),
        share("too late", 600, starts_at=at(later + 60 * DAY)),
    ]

    soon = heaviest(shares, MONDAY, MONDAY + 7 * DAY, promise=PROMISE, zone=ZONE)
    far = heaviest(shares, MONDAY, MONDAY + 40 * DAY, promise=PROMISE, zone=ZONE)

    assert soon is not None
    assert (soon.on.isoweekday(), soon.load.loop_s) == (5, 120)
    assert far is not None
    assert (far.on, far.from_time, far.load.loop_s) == (
        date(2026, 12, 25),
        time(14),
        180,
    )


def test_without_service_nothing_is_heaviest_and_an_empty_loop_is_told() -> None:
    assert heaviest([], SATURDAY, SATURDAY + DAY, promise=PROMISE, zone=ZONE) is None
    empty = heaviest([], MONDAY, MONDAY + DAY, promise=PROMISE, zone=ZONE)
    assert empty is not None
    assert empty.load == Load()


@given(
    turns=st.lists(
        st.lists(st.integers(1, 120), min_size=1, max_size=5).map(tuple), max_size=20
    ),
    more=st.lists(st.integers(1, 120), min_size=1, max_size=5).map(tuple),
)
def test_one_more_item_makes_a_loop_longer(
    turns: list[tuple[int, ...]], more: tuple[int, ...]
) -> None:
    before, after = loop_of(turns), loop_of([*turns, more])

    assert after.items == before.items + 1
    assert after.loop_s > before.loop_s


@given(st.lists(st.lists(st.integers(1, 60), min_size=1, max_size=4), max_size=8))
def test_the_loop_is_the_sum_over_rounds_as_the_player_makes_it(
    turns: list[list[int]],
) -> None:
    rounds = max(map(len, turns), default=0)
    played = [of[number % len(of)] for number in range(rounds) for of in turns]

    assert loop_of(map(tuple, turns)).loop_s == sum(played)


# REQ-30, REQ-33
def test_too_much_of_what_is_owed_for_one_loop_is_said_with_its_figures() -> None:
    load = loop_of([(110,)] * 7)

    assert (load.owed, load.longest_s, load.in_time, load.too_much) == (
        7,
        770,
        False,
        True,
    )
    assert not loop_of([(110,)] * 5).too_much


def test_pages_that_do_not_all_come_in_a_day_of_service_are_too_much() -> None:
    load = loop_of([(120,) * 320])

    assert (load.in_time, load.daily, load.too_much) == (True, False, True)


def test_beyond_the_mandate_and_promotional_a_share_wants_only_what_is_left() -> None:
    owed = [share(f"d{number}", 100) for number in range(5)]
    served = replace(share("served", 90), owed_until=at(MONDAY, 9))
    poster = replace(share("poster", 90), promotional=True)

    before, after = (
        load_at([*owed, served, poster], at(MONDAY, hour), DEMAND, ZONE)
        for hour in (8, 9)
    )

    assert (before.owed, before.squeezed, before.longest_s) == (6, True, 600)
    assert (after.owed, after.squeezed, after.loop_s) == (5, True, 600)
