"""What a day cannot hold comes day by day, and nothing owed is left out (REQ-30)."""

import random
from datetime import date, time

import pytest
from hypothesis import given, strategies as st

from programme.day_order import day_order, service_day_number
from programme.hours import DayHours, OpenSpan
from tests.fakes.shows import DAY, MONDAY


def ages(*lasts: int) -> list[tuple[str, int]]:
    return [(f"d{number:03}", one) for number, one in enumerate(lasts)]


def test_each_day_begins_with_another_part_the_newest_first() -> None:
    orders = [day_order(ages(*[100] * 6), 300, day) for day in range(4)]

    first = [
        [key for key, _ in ages(*[0] * 6) if one.comes_first(key)] for one in orders
    ]
    assert orders[0].parts == 3
    assert first == [
        ["d000", "d001"],
        ["d004", "d005"],
        ["d002", "d003"],
        ["d000", "d001"],
    ]


def test_what_came_after_the_day_began_is_in_no_part() -> None:
    order = day_order(ages(100, 100), 150, 7)

    assert order.place("new") == order.parts
    assert not order.comes_first("new")


def test_an_item_begins_with_its_next_turn_when_its_part_comes_again() -> None:
    turns = [day_order(ages(100, 100), 200, day).first_turn(3) for day in range(8)]

    assert turns == [0, 0, 1, 1, 2, 2, 0, 0]


@given(st.lists(st.integers(1, 120), min_size=1, max_size=40), st.integers(120, 900))
def test_a_day_holds_each_part_whole(lasts: list[int], room_s: int) -> None:
    order = day_order(ages(*lasts), room_s, 0)
    loads = [0] * order.parts
    for key, lasting in ages(*lasts):
        loads[order.part_of[key]] += lasting

    assert max(loads) <= room_s
    assert order.parts <= sum(lasts)


@pytest.mark.parametrize("seed", range(60))
def test_what_stays_comes_first_in_time_whatever_goes_and_comes(seed: int) -> None:
    """Who moves ahead because older ones go waits at most twice as long, less a day."""
    chance = random.Random(seed)  # noqa: S311 - the same days each run
    there = [f"{number:04}" for number in range(chance.randint(1, 14))]
    born = len(there)
    waited: dict[str, int] = {}
    for day in range(seed, seed + 80):
        # As many come as go, so the number of parts stays.
        order = day_order([(key, 100) for key in there], 350, day)
        waited = {
            key: 0 if order.comes_first(key) else waited.get(key, 0) + 1
            for key in there
        }
        assert max(waited.values()) <= 2 * order.parts - 2
        gone = set(chance.sample(there, min(len(there), chance.randint(0, 2))))
        there = [key for key in there if key not in gone]
        there += [f"{born + number:04}" for number in range(len(gone))]
        born += len(gone)


@pytest.mark.parametrize("served", [(1, 2, 3, 4, 5), (1, 3, 6), (1, 2, 3, 4, 5, 6, 7)])
def test_days_of_service_are_counted_without_a_gap(served: tuple[int, ...]) -> None:
    """Over the turn of a year and the leap day of 2028 too (F31)."""
    span = (OpenSpan(from_time=time(9), to_time=time(17)),)
    hours = tuple(DayHours(weekday=day, spans=span) for day in served)
    for begins in (date(2026, 12, 20), date(2028, 2, 20)):
        days = [begins + number * DAY for number in range(30)]
        numbers = [
            service_day_number(day, hours) for day in days if day.isoweekday() in served
        ]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_a_group_without_hours_counts_every_day() -> None:
    assert service_day_number(MONDAY + DAY, ()) == service_day_number(MONDAY, ()) + 1
