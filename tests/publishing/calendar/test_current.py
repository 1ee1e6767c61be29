from datetime import date

from config.calendar_data import shipped_calendar
from programme.calendar import CalendarOverlay, NamedDay, WorkingCalendar
from publishing.calendar.current import Calendars

FRIDAY = date(2026, 11, 27)


class Shelf:
    """Be where the calendar is read from."""

    def __init__(self) -> None:
        self.calendar = shipped_calendar()

    def read(self) -> WorkingCalendar:
        return self.calendar

    def close_on(self, on: date) -> None:
        overlay = CalendarOverlay(closed=(NamedDay(on=on, name="停电检修"),))
        self.calendar = self.calendar.model_copy(update={"overlay": overlay})


def test_new_data_take_effect_when_the_calendar_is_read_again() -> None:
    shelf = Shelf()
    calendars = Calendars(shelf.read)
    before = calendars.workdays
    shelf.close_on(FRIDAY)

    changed = calendars.refresh()

    assert changed
    assert before.is_working_day(FRIDAY)
    assert not calendars.workdays.is_working_day(FRIDAY)
    assert calendars.calendar == shelf.calendar


def test_the_same_data_change_nothing() -> None:
    calendars = Calendars(Shelf().read)
    before = calendars.workdays

    assert not calendars.refresh()
    assert calendars.workdays is before
