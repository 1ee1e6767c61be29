from datetime import time

import pytest

from programme.fairness import WHOLE_DAY_S, Demand, Want, demand_of, fit_of
from programme.hours import DayHours, OpenSpan
from programme.turns import turns_s

TEN_MINUTES = Demand(within_s=600, day_s=9 * 3600)


def owed(*dwells: int) -> Want:
    return Want(turns_s=turns_s(dwells), owed=True)


def free(*dwells: int) -> Want:
    return Want(turns_s=turns_s(dwells), owed=False)


# REQ-30
def test_few_items_come_often() -> None:
    fit = fit_of([owed(20, 20), free(15)], TEN_MINUTES)

    assert (fit.round_s, fit.rounds, fit.squeezed, fit.holds) == (55, 1, False, True)


def test_a_long_item_goes_on_in_its_next_turn() -> None:
    fit = fit_of([owed(*[60] * 6), owed(30)], TEN_MINUTES)

    assert (fit.round_s, fit.rounds, fit.holds) == (150, 3, True)


def test_what_is_not_owed_gets_what_is_left() -> None:
    fit = fit_of([*[owed(60)] * 8, *[free(60)] * 4], TEN_MINUTES)

    assert fit.squeezed
    assert (fit.left_s, fit.round_s, fit.holds) == (120, 600, True)


def test_what_is_not_owed_gets_nothing_where_there_is_too_much() -> None:
    fit = fit_of([*[owed(60)] * 12, free(12)], TEN_MINUTES)

    assert (fit.left_s, fit.round_s, fit.in_time) == (0, 720, False)
    assert not fit.holds


def test_a_day_too_short_for_every_page_is_said() -> None:
    fit = fit_of([owed(*[60] * 30)], Demand(within_s=600, day_s=600))

    assert (fit.in_time, fit.daily, fit.holds) == (True, False, False)


def test_time_left_in_a_round_never_costs_a_page_its_day() -> None:
    fit = fit_of([owed(*[60] * 10), *[free(60)] * 20], Demand(within_s=600, day_s=1250))

    assert fit.holds
    assert fit.rounds * fit.round_s <= 1250


@pytest.mark.parametrize("wants", [[], [free(60)] * 20, [owed()]])
def test_where_nothing_is_owed_nothing_is_short(wants: list[Want]) -> None:
    fit = fit_of(wants, TEN_MINUTES)

    assert (fit.squeezed, fit.holds) == (False, True)


def test_a_day_is_as_long_as_its_service_or_whole_without_any() -> None:
    morning = OpenSpan(from_time=time(8, 30), to_time=time(12))
    evening = OpenSpan(from_time=time(17), to_time=time(17, 0, 30))
    hours = (DayHours(weekday=1, spans=(morning, evening)),)

    # A turn that the break cuts comes again after it: 120 s are not sure.
    assert demand_of(10, hours, 1) == Demand(
        within_s=600, day_s=12_510, least_day_s=12_510
    )
    assert demand_of(5, hours, 2) == Demand(
        within_s=300, day_s=WHOLE_DAY_S, least_day_s=12_510
    )
    assert demand_of(5, (), 2).room_s == WHOLE_DAY_S
