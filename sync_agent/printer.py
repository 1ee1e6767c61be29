"""Let a kiosk say how its printer is, for the agent to tell the centre; print nothing.

The kiosk says it anew all the time: what is old is not believed, because the program
that would take it back may have ended.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar, Literal

from programme.document import Document, Instant
from programme.enrolment import PrinterTrouble
from programme.errors import ContractError
from sync_agent.disk import replace_file
from sync_agent.layout import Layout

SAID_EVERY = timedelta(minutes=10)
"""How often it is said anew at the latest."""
BELIEVED_FOR = 3 * SAID_EVERY


class PrinterReport(Document):
    """Be what a kiosk says of its printer."""

    kind_name: ClassVar[str] = "打印机状态"

    format: Literal["mingbai.printer/1"] = "mingbai.printer/1"
    trouble: PrinterTrouble | None
    said_at: Instant


def tell_printer(root: Path, trouble: PrinterTrouble | None, *, at: datetime) -> None:
    """Say how the printer is.

    Raises:
        DiskRefused: The disk refused; what was said before stays.
    """
    report = PrinterReport(trouble=trouble, said_at=at)
    replace_file(Layout(root).printer, report.canonical())


def printer_told(root: Path, *, now: datetime) -> PrinterTrouble | None:
    """Return what is the matter with the printer; None: nothing that is known."""
    try:
        report = PrinterReport.parse(Layout(root).printer.read_bytes())
    except (OSError, ContractError):
        return None
    fresh = abs(now - report.said_at) <= BELIEVED_FOR
    return report.trouble if fresh else None
