"""Decide whether a sheet may be printed, and hand it over; it sets no words.

It counts pages of a day in memory and those of a visit with the visit: paper that one
person takes is missing for the next.
"""

import logging
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from threading import Lock

from kiosk.printing.pdf import pdf_of
from kiosk.printing.printer import Printer, PrinterState, PrintingFailed
from kiosk.printing.setting import pages_of
from kiosk.printing.sheets import Sheet

_log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """Say what became of a sheet."""

    PRINTED = "printed"
    NO_PAPER = "no_paper"
    JAMMED = "jammed"
    OFFLINE = "offline"
    TOO_LONG = "too_long"
    """It has more pages than one visit may have."""
    VISIT_FULL = "visit_full"
    DAY_FULL = "day_full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Be what became of a sheet, and how many pages it took."""

    outcome: Outcome
    pages: int = 0


class PrintOffice:
    """Print for visitors, within limits; any thread may.

    Args:
        printer: Where sheets come out; None where there is none.
        most_a_visit: Pages of one visit.
        most_a_day: Pages of one day, of all visits.
    """

    def __init__(
        self, printer: Printer | None, *, most_a_visit: int, most_a_day: int
    ) -> None:
        self._printer = printer
        self.most_a_visit = most_a_visit
        self._most_a_day = most_a_day
        self._lock = Lock()
        self._day: date | None = None
        self._of_day = 0

    @property
    def offers(self) -> bool:
        """Say whether there is anything to print with."""
        return self._printer is not None and self._printer.exists()

    def state(self) -> PrinterState | None:
        """Return how the printer is now; None where there is none to print with."""
        if self._printer is None or not self._printer.exists():
            return None
        return self._printer.state()

    def print(self, sheet: Sheet, *, of_visit: int, on: date) -> Printed:
        """Print a sheet unless something hinders.

        Args:
            sheet: What stands on it.
            of_visit: The pages that this visit has had.
            on: The local day.
        """
        if self._printer is None:
            return Printed(outcome=Outcome.OFFLINE)
        pages = pages_of(sheet)
        with self._lock:
            hindered = self._limit(len(pages), of_visit, on) or self._hindrance()
            if hindered is not None:
                return Printed(outcome=hindered)
            try:
                self._printer.send(pdf_of(pages))
            except PrintingFailed as error:
                _log.warning("%s", error)
                return Printed(outcome=Outcome.OFFLINE)
            self._of_day += len(pages)
        return Printed(outcome=Outcome.PRINTED, pages=len(pages))

    def _limit(self, pages: int, of_visit: int, on: date) -> Outcome | None:
        if on != self._day:
            self._day, self._of_day = on, 0
        if pages > self.most_a_visit:
            return Outcome.TOO_LONG
        if of_visit + pages > self.most_a_visit:
            return Outcome.VISIT_FULL
        return Outcome.DAY_FULL if self._of_day + pages > self._most_a_day else None

    def _hindrance(self) -> Outcome | None:
        state = self._printer.state() if self._printer else PrinterState.ABSENT
        if state is not PrinterState.READY:
            _log.warning("the printer is %s", state.value)
        return _OUTCOMES[state]


_OUTCOMES = {
    PrinterState.READY: None,
    PrinterState.NO_PAPER: Outcome.NO_PAPER,
    PrinterState.JAMMED: Outcome.JAMMED,
    PrinterState.OFFLINE: Outcome.OFFLINE,
    PrinterState.ABSENT: Outcome.OFFLINE,
}
