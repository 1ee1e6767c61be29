from datetime import date

import pytest

from programme.service_day import (
    DayState,
    DisplayDay,
    GroupDay,
    Served,
    judge_day,
    owes,
    served,
)


def group(*displays: DisplayDay, least: int = 30) -> GroupDay:
    return GroupDay(group="g", least=least, displays=displays)


FULL = group(DisplayDay(exposures=30))
DARK = group()


# REQ-70: on at least one display of every assigned group.
@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (DisplayDay(), Served.NO),
        (DisplayDay(exposures=29), Served.NO),
        (DisplayDay(exposures=30), Served.YES),
        (DisplayDay(listed=True), Served.YES),
        (DisplayDay(exposures=30, contested=True), Served.PERHAPS),
        (DisplayDay(exposures=29, uncertain_exposures=1), Served.PERHAPS),
        (DisplayDay(uncertain_listed=True), Served.PERHAPS),
    ],
)
def test_a_group_served_as_far_as_its_best_display(
    display: DisplayDay, expected: Served
) -> None:
    assert served(group(display)) is expected
    assert served(group(DisplayDay(), display)) is expected


@pytest.mark.parametrize(
    ("least", "carried", "ruled", "expected"),
    [
        (Served.NO, False, None, DayState.SHORT),
        (Served.NO, False, True, DayState.SHORT),
        (Served.NO, True, None, DayState.CARRIED),
        (Served.YES, False, None, DayState.SHOWN),
        (Served.YES, True, None, DayState.SHOWN),
        (Served.PERHAPS, False, None, DayState.UNCERTAIN),
        (Served.PERHAPS, False, True, DayState.RULED),
        (Served.PERHAPS, False, False, DayState.SHORT),
        (Served.PERHAPS, True, None, DayState.CARRIED),
    ],
)
def test_a_day_counts_by_its_weakest_group_or_by_a_carrier(
    least: Served,
    carried: bool,
    ruled: bool | None,
    expected: DayState,
) -> None:
    assert judge_day(least, carried=carried, ruled=ruled) is expected


@pytest.mark.parametrize(
    ("day", "open_on", "working", "expected"),
    [
        (date(2026, 11, 27), (), True, True),
        (date(2026, 11, 28), (1, 2, 3, 4, 5), False, False),
        (date(2026, 11, 28), (1, 2, 3, 4, 5, 6), False, True),
        (date(2026, 10, 1), (1, 2, 3, 4, 5), False, False),
        (date(2026, 10, 1), (1, 2, 3, 4, 5, 6, 7), False, True),
    ],
)
def test_a_day_off_is_owed_by_those_who_serve_then(
    day: date,
    open_on: tuple[int, ...],
    working: bool,
    expected: bool,
) -> None:
    assert owes(day, open_on, working=working) is expected


def test_only_what_was_shown_carried_or_decided_counts() -> None:
    counting = {state for state in DayState if state.counts}

    assert counting == {DayState.SHOWN, DayState.CARRIED, DayState.RULED}
