"""Keep a test county's calendar as the centre's tick does; close single days."""

from datetime import date
from zoneinfo import ZoneInfo

from config.calendar_data import shipped_calendar
from programme.calendar import CalendarOverlay, NamedDay
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
