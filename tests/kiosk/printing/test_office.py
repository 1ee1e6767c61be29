from datetime import date, timedelta

import pytest

from kiosk.printing.office import Outcome, Printed, PrintOffice
from kiosk.printing.printer import PrinterState
from kiosk.printing.sheets import LineKind, SheetLine
from tests.fakes.printers import FakePrinter

TODAY = date(2026, 11, 23)


def sheet(pages: int) -> tuple[SheetLine, ...]:
    """Return lines that fill so many pages."""
    return tuple(
        SheetLine(kind=LineKind.BODY, text="一行") for _ in range(28 * pages - 1)
    )


def office(printer: FakePrinter | None) -> PrintOffice:
    return PrintOffice(printer, most_a_visit=4, most_a_day=6)


def printed(
    one: PrintOffice, pages: int, of_visit: int = 0, on: date = TODAY
) -> Outcome:
    return one.print(sheet(pages), of_visit=of_visit, on=on).outcome


def test_a_sheet_is_handed_over_and_its_pages_are_counted() -> None:
    printer = FakePrinter()

    done = office(printer).print(sheet(2), of_visit=0, on=TODAY)

    assert done == Printed(outcome=Outcome.PRINTED, pages=2)
    assert len(printer.sheets) == 1


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (PrinterState.NO_PAPER, Outcome.NO_PAPER),
        (PrinterState.JAMMED, Outcome.JAMMED),
        (PrinterState.OFFLINE, Outcome.OFFLINE),
        (PrinterState.ABSENT, Outcome.OFFLINE),
    ],
)
def test_a_printer_that_would_not_print_gets_no_sheet(
    state: PrinterState, outcome: Outcome
) -> None:
    printer = FakePrinter(now=state)

    assert printed(office(printer), 1) is outcome
    assert printer.sheets == []


def test_a_visit_and_a_day_have_so_much_paper_and_no_more() -> None:
    one = office(FakePrinter())

    assert printed(one, 5) is Outcome.TOO_LONG
    assert printed(one, 3, of_visit=2) is Outcome.VISIT_FULL
    assert printed(one, 4) is Outcome.PRINTED
    assert printed(one, 3) is Outcome.DAY_FULL
    assert printed(one, 3, on=TODAY + timedelta(days=1)) is Outcome.PRINTED


def test_what_was_not_taken_takes_no_paper_of_the_day() -> None:
    printer = FakePrinter(takes=False)
    one = office(printer)

    refused = [printed(one, 4) for _ in range(3)]
    printer.takes = True

    assert refused == [Outcome.OFFLINE] * 3
    assert printed(one, 4) is Outcome.PRINTED


def test_without_a_printer_nothing_is_offered_or_printed() -> None:
    assert not office(None).offers
    assert not office(FakePrinter(there=False)).offers
    assert office(FakePrinter()).offers
    assert printed(office(None), 1) is Outcome.OFFLINE
