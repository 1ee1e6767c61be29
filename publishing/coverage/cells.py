"""Decide what each cell of a coverage strip shows; one cell is a working day; pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from programme.service_day import DayState


class CellKind(StrEnum):
    """Say what became, or is to become, of a day."""

    BLANK = "blank"
    """It does not hang, or owes nothing."""
    SHOWN = "shown"
    CARRIED = "carried"
    SHORT = "short"
    WAITING = "waiting"
    """Its records may still come."""
    UNCERTAIN = "uncertain"
    TODAY = "today"
    RISK = "risk"
    """Today, and it falls short as it looks now."""
    DUE = "due"
    CURE = "cure"
    """A day that was added."""
    PROVISIONAL = "provisional"
    """To come, and its calendar is not official yet."""


_PAST: Mapping[DayState, CellKind] = {
    DayState.SHOWN: CellKind.SHOWN,
    DayState.RULED: CellKind.SHOWN,
    DayState.CARRIED: CellKind.CARRIED,
    DayState.UNCERTAIN: CellKind.UNCERTAIN,
    DayState.SHORT: CellKind.SHORT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Be what decides the cells of one disclosure."""

    past: Mapping[date, DayState]
    waiting: Collection[date]
    today: date
    due_today: bool
    at_risk: bool
    first_on: date
    """The first day that may count."""
    last_on: date | None
    """The last day on which it hangs; None: it has no end."""
    promised_on: date | None
    """The last day before anything was added."""
    weekdays: tuple[int, ...]
    provisional: Collection[date] = ()


def cells_of(strip: Strip, days: Sequence[date]) -> tuple[CellKind, ...]:
    """Return the cell of each of some working days."""
    return tuple(_cell(strip, day) for day in days)


def _cell(strip: Strip, day: date) -> CellKind:
    if day in strip.past:
        state = strip.past[day]
        waits = state is DayState.SHORT and day in strip.waiting
        return CellKind.WAITING if waits else _PAST[state]
    if day == strip.today and strip.due_today:
        return CellKind.RISK if strip.at_risk else CellKind.TODAY
    return _to_come(strip, day)


def _to_come(strip: Strip, day: date) -> CellKind:
    ends = strip.last_on is not None and day <= strip.last_on
    hangs = day.isoweekday() in strip.weekdays and day >= strip.first_on
    if day <= strip.today or not (ends and hangs):
        return CellKind.BLANK
    if strip.promised_on is not None and day > strip.promised_on:
        return CellKind.CURE
    return CellKind.PROVISIONAL if day in strip.provisional else CellKind.DUE
