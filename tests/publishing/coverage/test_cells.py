from dataclasses import replace
from datetime import date, timedelta

import pytest

from programme.service_day import DayState
from publishing.coverage.cells import CellKind, Strip, cells_of

TODAY = date(2026, 11, 26)
STRIP = Strip(
    past={
        date(2026, 11, 23): DayState.SHOWN,
        date(2026, 11, 24): DayState.SHORT,
        date(2026, 11, 25): DayState.SHORT,
    },
    waiting={date(2026, 11, 25)},
    today=TODAY,
    due_today=True,
    at_risk=False,
    first_on=date(2026, 11, 23),
    last_on=date(2026, 12, 1),
    promised_on=date(2026, 11, 30),
    weekdays=(1, 2, 3, 4, 5),
)


def cell(day: date, strip: Strip = STRIP) -> CellKind:
    return cells_of(strip, [day])[0]


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 11, 20), CellKind.BLANK),
        (date(2026, 11, 23), CellKind.SHOWN),
        (date(2026, 11, 24), CellKind.SHORT),
        (date(2026, 11, 25), CellKind.WAITING),
        (TODAY, CellKind.TODAY),
        (date(2026, 11, 27), CellKind.DUE),
        (date(2026, 11, 28), CellKind.BLANK),
        (date(2026, 12, 1), CellKind.CURE),
        (date(2026, 12, 2), CellKind.BLANK),
    ],
)
def test_a_cell_shows_what_became_or_is_to_become_of_its_day(
    day: date, kind: CellKind
) -> None:
    assert cell(day) is kind


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (DayState.CARRIED, CellKind.CARRIED),
        (DayState.RULED, CellKind.SHOWN),
        (DayState.UNCERTAIN, CellKind.UNCERTAIN),
    ],
)
def test_a_carrier_a_ruling_and_a_doubt_have_cells_of_their_own(
    state: DayState, kind: CellKind
) -> None:
    past = {date(2026, 11, 23): state}

    assert cell(date(2026, 11, 23), replace(STRIP, past=past)) is kind


def test_today_shows_its_risk_and_nothing_where_nothing_is_due() -> None:
    assert cell(TODAY, replace(STRIP, at_risk=True)) is CellKind.RISK
    assert cell(TODAY, replace(STRIP, due_today=False)) is CellKind.BLANK


def test_what_has_no_end_promises_no_days_to_come() -> None:
    open_end = replace(STRIP, last_on=None, promised_on=None)

    assert cell(TODAY + timedelta(days=1), open_end) is CellKind.BLANK


def test_days_of_an_unofficial_year_are_provisional() -> None:
    day = date(2026, 11, 27)

    assert cell(day, replace(STRIP, provisional={day})) is CellKind.PROVISIONAL
