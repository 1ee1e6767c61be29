"""The centre hears that the paper has run out before a visitor does (F: paper out)."""

from datetime import timedelta
from pathlib import Path

from kiosk.printing.office import PrintOffice
from kiosk.printing.printer import PrinterState
from kiosk.printing.watch import PrinterWatch
from programme.enrolment import PrinterTrouble
from sync_agent.layout import Layout
from sync_agent.printer import SAID_EVERY, printer_told
from tests.fakes.contract import NOON
from tests.fakes.moving_clock import MovingClock
from tests.fakes.printers import FakePrinter


def watch_of(
    printer: FakePrinter | None, root: Path, clock: MovingClock
) -> PrinterWatch:
    office = PrintOffice(printer, most_a_visit=8, most_a_day=300)
    return PrinterWatch(office, root, clock)


def test_each_trouble_is_said_when_it_comes_and_taken_back_when_it_goes(
    tmp_path: Path,
) -> None:
    clock, printer = MovingClock(NOON), FakePrinter()
    watch = watch_of(printer, tmp_path, clock)
    told = []
    for state in (
        PrinterState.READY,
        PrinterState.NO_PAPER,
        PrinterState.JAMMED,
        PrinterState.ABSENT,
        PrinterState.READY,
    ):
        printer.now = state
        watch.look()
        told.append(printer_told(tmp_path, now=clock.now()))

    trouble = PrinterTrouble
    assert told == [None, trouble.NO_PAPER, trouble.JAMMED, trouble.OFFLINE, None]


def test_what_lasts_is_said_anew_before_it_is_old_and_not_all_the_time(
    tmp_path: Path,
) -> None:
    clock = MovingClock(NOON)
    watch = watch_of(FakePrinter(now=PrinterState.NO_PAPER), tmp_path, clock)
    watch.look()
    file = Layout(tmp_path).printer
    first = file.read_bytes()

    clock.forward(timedelta(minutes=1))
    watch.look()
    soon = file.read_bytes()
    clock.forward(SAID_EVERY)
    watch.look()

    assert soon == first
    assert file.read_bytes() != first


def test_without_a_printer_nothing_is_said_and_no_thread_begins(tmp_path: Path) -> None:
    for printer in (None, FakePrinter(there=False)):
        with watch_of(printer, tmp_path, MovingClock(NOON)) as watch:
            watch.look()

    assert not Layout(tmp_path).printer.exists()


def test_the_thread_looks_at_once_and_a_disk_that_refuses_ends_it_not(
    tmp_path: Path,
) -> None:
    clock, printer = MovingClock(NOON), FakePrinter(now=PrinterState.JAMMED)

    Layout(tmp_path).printer.mkdir()
    with watch_of(printer, tmp_path, clock) as watch:
        watch.look()
    Layout(tmp_path).printer.rmdir()
    with watch_of(printer, tmp_path, clock):
        pass

    assert printer_told(tmp_path, now=NOON) is PrinterTrouble.JAMMED
