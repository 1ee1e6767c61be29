"""What a kiosk says of its printer, and for how long it is believed."""

from datetime import timedelta
from pathlib import Path

import pytest

from programme.enrolment import PrinterTrouble
from sync_agent.disk import DiskRefused
from sync_agent.layout import Layout
from sync_agent.printer import BELIEVED_FOR, printer_told, tell_printer
from tests.fakes.contract import NOON


def test_what_is_said_is_told_until_it_is_taken_back_or_old(tmp_path: Path) -> None:
    assert printer_told(tmp_path, now=NOON) is None

    tell_printer(tmp_path, PrinterTrouble.NO_PAPER, at=NOON)
    late = NOON + BELIEVED_FOR + timedelta(seconds=1)
    assert printer_told(tmp_path, now=NOON) is PrinterTrouble.NO_PAPER
    assert printer_told(tmp_path, now=late) is None

    tell_printer(tmp_path, None, at=late)
    assert printer_told(tmp_path, now=late) is None


def test_a_file_that_says_nothing_readable_is_no_trouble(tmp_path: Path) -> None:
    Layout(tmp_path).printer.write_text('{"trouble": "on fire"}')

    assert printer_told(tmp_path, now=NOON) is None


def test_a_disk_that_refuses_is_told_to_who_writes(tmp_path: Path) -> None:
    Layout(tmp_path).printer.mkdir()

    with pytest.raises(DiskRefused):
        tell_printer(tmp_path, PrinterTrouble.JAMMED, at=NOON)
