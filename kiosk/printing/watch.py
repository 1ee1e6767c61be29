"""Look how the printer is and let the centre know; print nothing.

Who finds out first that the paper has run out must not be a visitor.
"""

import logging
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.again import Again
from kiosk.printing.office import PrintOffice
from kiosk.printing.printer import PrinterState
from programme.clock import Clock
from programme.enrolment import PrinterTrouble
from sync_agent.disk import DiskRefused
from sync_agent.printer import SAID_EVERY, tell_printer

LOOK_S = 30.0
_TROUBLES = {
    PrinterState.READY: None,
    PrinterState.NO_PAPER: PrinterTrouble.NO_PAPER,
    PrinterState.JAMMED: PrinterTrouble.JAMMED,
    PrinterState.OFFLINE: PrinterTrouble.OFFLINE,
    PrinterState.ABSENT: PrinterTrouble.OFFLINE,
}
_log = logging.getLogger(__name__)


class PrinterWatch:
    """Be the thread that looks at the printer; without one it says nothing."""

    def __init__(self, office: PrintOffice, root: Path, clock: Clock) -> None:
        self._office = office
        self._root = root
        self._clock = clock
        self._told: tuple[PrinterTrouble | None, datetime] | None = None
        self._again = Again(self.look, every_s=LOOK_S, name="printer", at_once=True)

    def look(self) -> None:
        """Say how the printer is, where that is new or was said long ago."""
        state = self._office.state()
        if state is None:
            return
        trouble, now = _TROUBLES[state], self._clock.now()
        if self._told is not None:
            before, at = self._told
            if before is trouble and abs(now - at) < SAID_EVERY:
                return
        try:
            tell_printer(self._root, trouble, at=now)
        except DiskRefused as error:
            _log.warning("printer: %s", error)
            return
        self._told = (trouble, now)

    def __enter__(self) -> Self:
        if self._office.offers:
            self._again.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._again.stop()
