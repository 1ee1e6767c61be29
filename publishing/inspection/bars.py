"""Hold what the schedule page shows: days, windows, groups; it reads nothing."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from programme.boards import Board, DisplayKind
from programme.hours import DayHours, OpenSpan
from programme.power import PowerSchedule
from publishing.schedule.limits import Bounds, Floor
from publishing.schedule.shares import Load, PartLoad
from publishing.tables.schedule import EndKind


class DayKind(StrEnum):
    """Say what a day is to who works."""

    WORKED = "worked"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    """A weekday that is closed."""
    MAKE_UP = "make_up"
    """A weekend day that is worked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMark:
    """Be one column."""

    on: date
    kind: DayKind
    provisional: bool
    """A coming notice may still change it."""


class BarState(StrEnum):
    """Say how a window stands."""

    DRAFTING = "drafting"
    WAITING = "waiting"
    """Submitted or reviewed: signatures are on it."""
    SCHEDULED = "scheduled"
    SHOWING = "showing"
    ENDED = "ended"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Be one window in whole days, on every group that has it."""

    disclosure: str
    draft: str
    """The version that asks for it or opened it; empty where it is gone."""
    edition: int
    title: str
    board: Board
    unit: str
    unit_name: str
    register_number: str
    groups: tuple[str, ...]
    state: BarState
    first_on: date
    last_on: date | None
    """None where the end is open."""
    must_until_on: date | None
    """The last day that the mandate demands; None where it names none."""
    end_kind: EndKind
    removed_on: date | None = None
    weekdays: tuple[int, ...]
    dayparts: tuple[OpenSpan, ...]
    bounds: Bounds | None = None
    """How far its end may move; None: not at all, or as `rule` says."""
    rule: str = ""
    """Of a draft that may be moved: the rule whose floors hold."""
    floor: Floor | None = None
    """Of a draft: how short its window may be."""
    stands: str = ""
    """Why it cannot be moved here, in words."""
    retimes: bool = False
    """Whether the person may begin a version with other weekdays and times."""
    by_rule: bool = False
    """Whether a draft names no end of its own, so that it moves with its start."""
    wrong: str = ""
    """Why a draft cannot be published with this window, in words."""
    short_days: int = 0
    """How many days a draft's window lacks."""
    promotional: bool = False
    """Whether it gets only the time that others leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """Be one display group with how full its loop is."""

    group: str
    name: str
    unit: str
    kind: DisplayKind
    now: Load
    tightest: PartLoad | None
    """The part of the next week's hours in which items come on least often."""
    least_per_hour: int
    most_minutes_between: int
    service_hours: tuple[DayHours, ...] = ()
    power: PowerSchedule | None = None
    """When its panels are on; None: always."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Be what drafts that may be moved keep: a mandate, since when, on which days."""

    name: str
    words: str
    """What it demands; empty where it names no days."""
    floors: tuple[int, ...]
    """The least days from start to last day, for starts from today on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Be the whole of what the schedule page shows."""

    days: tuple[DayMark, ...]
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    rules: tuple[Rule, ...]
    today: date
