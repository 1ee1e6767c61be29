"""Keep a test county's calendar as the centre's tick does; close single days."""

from datetime import date
from zoneinfo import ZoneInfo

from config.calendar_data import shipped_calendar
from programme.calendar import (
    CalendarOverlay,
    CalendarYear,
    NamedDay,
    Notice,
    WorkingCalendar,
)
from programme.calendar_slice import YearState
from programme.workdays import Workdays
from publishing.calendar.current import Calendars
from publishing.county_days.keeping import CalendarKeeper
from publishing.county_days.recomputing import Rules
from tests.fakes.desk import County


def rules_of(county: County) -> Rules:
    """Return what dates of a county are computed by."""
    return Rules(
        mandates=county.services.mandates, zone=ZoneInfo(county.services.time_zone)
    )


def keeper_of(county: County, calendars: Calendars | None = None) -> CalendarKeeper:
    """Return what keeps a county's calendar."""
    return CalendarKeeper(
        database=county.database,
        calendars=calendars or county.services.calendars,
        rules=rules_of(county),
        clock=county.clock,
    )


def closed_on(*days: date) -> Workdays:
    """Return the shipped working days with some closed by the county."""
    overlay = CalendarOverlay(
        closed=tuple(NamedDay(on=on, name="停电检修") for on in sorted(days))
    )
    closed = shipped_calendar().model_copy(update={"overlay": overlay})
    return Workdays(closed.whole())


def with_official_2027() -> WorkingCalendar:
    """Return the shipped calendar with an invented notice for 2027."""
    off = [date(2027, 1, day) for day in (1, 2, 3)]
    year = CalendarYear(
        year=2027,
        state=YearState.OFFICIAL,
        version=2,
        source=(Notice(title="2027 年放假通知（测试用）"),),
        closed=tuple(NamedDay(on=on, name="元旦") for on in off),
    )
    years = tuple(one for one in shipped_calendar().years if one.year != year.year)
    return WorkingCalendar(years=(*years, year))


def official_2027() -> Workdays:
    """Return its working days."""
    return Workdays(with_official_2027().whole())
