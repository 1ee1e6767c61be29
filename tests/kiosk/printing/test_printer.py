"""The printer by the commands of CUPS, as a stub of them behaves."""

from pathlib import Path

import pytest

from kiosk.printing.printer import CupsPrinter, PrinterState, PrintingFailed, state_of
from tests.fakes.printers import StubCups

SECRET = b"%PDF-1.5 what is printed"


@pytest.fixture
def cups(tmp_path: Path) -> StubCups:
    return StubCups(folder=tmp_path / "bin")


def printer(cups: StubCups, name: str = "hall") -> CupsPrinter:
    return CupsPrinter(name=name, path=cups.path)


@pytest.mark.parametrize(
    ("line", "alerts", "state"),
    [
        ("is idle.  enabled since", "none", PrinterState.READY),
        ("now printing hall-3.  enabled since", "none", PrinterState.READY),
        ("is idle.  enabled since", "media-low-warning", PrinterState.READY),
        ("is idle.  enabled since", "media-empty-warning", PrinterState.READY),
        ("is idle.  enabled since", "media-empty-error", PrinterState.NO_PAPER),
        ("disabled since", "media-needed", PrinterState.NO_PAPER),
        ("is idle.  enabled since", "media-empty, media-jam", PrinterState.JAMMED),
        ("is idle.  enabled since", "offline-report", PrinterState.READY),
        ("is idle.  enabled since", "offline", PrinterState.OFFLINE),
        ("is idle.  enabled since", "door-open-error", PrinterState.OFFLINE),
        ("disabled since", "none", PrinterState.OFFLINE),
    ],
)
def test_the_state_is_what_cups_tells(
    cups: StubCups, line: str, alerts: str, state: PrinterState
) -> None:
    cups.tells(line, alerts)

    assert printer(cups).state() is state


def test_a_name_that_cups_does_not_know_is_no_printer(cups: StubCups) -> None:
    assert printer(cups, "other").state() is PrinterState.ABSENT
    assert state_of("hall", "printer hall-2 is idle.") is PrinterState.ABSENT
    with pytest.raises(PrintingFailed, match="does not exist"):
        printer(cups, "other").send(SECRET)


def test_a_job_carries_the_file_by_its_input_and_a_title_without_words(
    cups: StubCups,
) -> None:
    printer(cups).send(SECRET)

    assert cups.spooled == SECRET
    assert cups.arguments == [
        *("-d", "hall", "-t", "mingbai"),
        *("-o", "media=A4", "-o", "job-sheets=none"),
    ]


def test_without_the_commands_there_is_nothing_to_print_with(
    cups: StubCups, tmp_path: Path
) -> None:
    none = CupsPrinter(name="hall", path=str(tmp_path / "empty"))

    assert printer(cups).exists()
    assert not none.exists()
    assert none.state() is PrinterState.OFFLINE
    with pytest.raises(PrintingFailed):
        none.send(SECRET)


def test_a_command_that_cannot_run_is_told_as_offline(cups: StubCups) -> None:
    (cups.folder / "lpstat").write_bytes(b"\x00\x01 no program")

    assert printer(cups).state() is PrinterState.OFFLINE
