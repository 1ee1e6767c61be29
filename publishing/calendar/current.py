"""Give the working days of this moment; who changed them is not said here.

A program asks `Calendars` each time it counts, so that new data take effect without a
restart.
"""

from collections.abc import Callable
from dataclasses import dataclass

from programme.calendar import WorkingCalendar
from programme.workdays import Workdays


@dataclass(frozen=True, slots=True, kw_only=True)
class _Current:
    """Be one calendar with its counter; replaced as a whole."""

    calendar: WorkingCalendar
    workdays: Workdays


class Calendars:
    """Be asked for the calendar; every thread gets one whole state of it."""

    def __init__(self, read: Callable[[], WorkingCalendar]) -> None:
        self._read = read
        self._current: _Current | None = None

    @property
    def calendar(self) -> WorkingCalendar:
        """Return the calendar that holds now."""
        return self._held().calendar

    @property
    def workdays(self) -> Workdays:
        """Return the counter of working days that holds now."""
        return self._held().workdays

    def refresh(self) -> bool:
        """Read the calendar again; say whether it has become another."""
        calendar = self._read()
        before = self._current
        if before is not None and before.calendar == calendar:
            return False
        self._current = _Current(calendar=calendar, workdays=Workdays(calendar.whole()))
        return True

    def _held(self) -> _Current:
        if self._current is None:
            self.refresh()
        if self._current is None:  # pragma: no cover - refresh has just set it
            raise AssertionError
        return self._current
