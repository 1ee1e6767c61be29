"""A sheet goes the whole way through a machine's own CUPS and leaves nothing."""

import os
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import pytest

from kiosk.printing.office import Outcome, PrintOffice
from kiosk.printing.printer import CupsPrinter, PrinterState
from kiosk.printing.sheets import LineKind, SheetLine
from tests.fakes.real_cups import RealCups, daemon, real_cups

WHY_NOT = "" if daemon() else "not run: CUPS (cupsd, lp, lpadmin) is not installed"
if not WHY_NOT and os.geteuid() != 0:
    WHY_NOT = "not run: a print system of one's own needs root"

pytestmark = [
    pytest.mark.fault,
    pytest.mark.enable_socket,
    pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT),
]
CARD = (
    SheetLine(kind=LineKind.TITLE, text="身份证丢了、坏了，补办"),
    SheetLine(kind=LineKind.TICKED, text="户口簿 原件 1 份"),
    SheetLine(kind=LineKind.BOX, text="旧身份证 原件 1 份"),
)


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[RealCups]:
    """Give a print system of a test's own."""
    # Its helpers are another user's: a test's own folder is shut to them.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with real_cups(Path(folder) / "cups", monkeypatch) as running:
            yield running


def test_a_card_comes_out_as_it_was_set_and_nothing_of_it_stays(cups: RealCups) -> None:
    printer = CupsPrinter(name="hall")
    office = PrintOffice(printer, most_a_visit=4, most_a_day=6)

    before = printer.state()
    printed = office.print(CARD, of_visit=0, on=date(2026, 11, 23))
    paper = cups.paper()
    for _ in range(100):
        if not cups.spooled():
            break
        Event().wait(0.1)

    assert before is PrinterState.READY
    assert printed.outcome is Outcome.PRINTED
    assert paper.startswith(b"%PDF-")
    assert paper.rstrip().endswith(b"%%EOF")
    assert cups.spooled() == []


def test_a_stopped_and_an_unknown_printer_are_told_apart(cups: RealCups) -> None:
    subprocess.run(["cupsdisable", "hall"], check=True)  # noqa: S607 - as its keeper types it

    states = [CupsPrinter(name=name).state() for name in ("hall", "none")]

    assert cups.spooled() == []
    assert states == [PrinterState.OFFLINE, PrinterState.ABSENT]
