"""Read the county's calendar: shipped years, its own folder, its own days.

A notice that came out after the product did lies as a file in the centre's folder
`calendars/`. A folder that cannot be used leaves the calendar as it was, and says so.
"""

import logging
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.calendar_data import (
    CalendarDataRefused,
    merged_calendar,
    read_calendar,
    shipped_calendar,
)
from programme.calendar import CalendarOverlay, NamedDay, WorkingCalendar
from publishing.database import Database
from publishing.tables.calendar import CountyDay, CountyDayKind

_log = logging.getLogger(__name__)


class CountyCalendar:
    """Read the whole calendar; it is asked again whenever it may have changed."""

    def __init__(self, *, database: Database, folder: Path | None = None) -> None:
        self._database = database
        self._folder = folder
        self._shipped = shipped_calendar()
        self._years = self._shipped
        self._problem = ""

    @property
    def problem(self) -> str:
        """Return what is wrong with the county's own folder; empty: nothing."""
        return self._problem

    def read(self) -> WorkingCalendar:
        """Return the calendar as files and table stand."""
        self._read_folder()
        with self._database.reading() as session:
            return with_overlay(session, self._years)

    def _read_folder(self) -> None:
        if self._folder is None or not self._folder.is_dir():
            self._years, self._problem = self._shipped, ""
            return
        if not any(self._folder.glob("*.json")):
            self._years, self._problem = self._shipped, ""
            return
        try:
            self._years = merged_calendar(self._shipped, read_calendar(self._folder))
            self._problem = ""
        except CalendarDataRefused as refusal:
            if str(refusal) != self._problem:
                _log.error("%s not used: %s", self._folder, refusal)
            self._problem = str(refusal)


def with_overlay(session: Session, calendar: WorkingCalendar) -> WorkingCalendar:
    """Return a calendar with the county's own days of this transaction."""
    query = select(CountyDay).where(CountyDay.revoked_at.is_(None))
    rows = session.scalars(query.order_by(CountyDay.day)).all()
    days: dict[CountyDayKind, tuple[NamedDay, ...]] = {
        kind: tuple(
            NamedDay(on=row.day, name=row.reason) for row in rows if row.kind is kind
        )
        for kind in CountyDayKind
    }
    overlay = CalendarOverlay(
        closed=days[CountyDayKind.CLOSED], make_up=days[CountyDayKind.MAKE_UP]
    )
    return calendar.model_copy(update={"overlay": overlay})
