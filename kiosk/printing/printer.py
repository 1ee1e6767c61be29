"""Be the printer of a kiosk, by the commands of CUPS; it decides nothing.

The commands are told a printer and a constant title, and get the file by their input:
no word of a visit stands in a command line, on a disk or in a list of jobs.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

TITLE = "mingbai"
_WITHIN_S = 8.0


class PrinterState(StrEnum):
    """Say whether a sheet would come out now."""

    READY = "ready"
    NO_PAPER = "no_paper"
    JAMMED = "jammed"
    OFFLINE = "offline"
    """Switched off, not connected, or stopped by its keeper."""
    ABSENT = "absent"
    """The machine has no such printer."""


class PrintingFailed(Exception):
    """Say that the print system took no file."""

    code = "printing_failed"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"打印没有成功：{reason}")


class Printer(Protocol):
    """Be where sheets come out."""

    def exists(self) -> bool:
        """Say whether this machine can print at all; asked on every page."""

    def state(self) -> PrinterState:
        """Return how the printer is now."""

    def send(self, data: bytes) -> None:
        """Hand over a PDF file.

        Raises:
            PrintingFailed: It was not taken.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class CupsPrinter:
    """Be a printer of this machine's CUPS.

    Args:
        name: What the print system calls it.
        path: Where the commands are looked for; None: where this program's are.
    """

    name: str
    path: str | None = None

    def exists(self) -> bool:
        """Say whether the commands are there; how the printer is shows later."""
        return all(shutil.which(one, path=self.path) for one in ("lp", "lpstat"))

    def state(self) -> PrinterState:
        """Return how the printer is now."""
        try:
            done = self._run("lpstat", ["-l", "-p", self.name])
        except PrintingFailed:
            return PrinterState.OFFLINE
        return state_of(self.name, done.stdout)

    def send(self, data: bytes) -> None:
        """Hand over a PDF file.

        Raises:
            PrintingFailed: It was not taken.
        """
        done = self._run(
            "lp",
            ["-d", self.name, "-t", TITLE, "-o", "media=A4", "-o", "job-sheets=none"],
            data,
        )
        if done.returncode != 0:
            raise PrintingFailed(done.stderr.strip()[:200])

    def _run(
        self, name: str, arguments: Sequence[str], data: bytes = b""
    ) -> subprocess.CompletedProcess[str]:
        command = shutil.which(name, path=self.path)
        if command is None:
            raise PrintingFailed(name)
        try:
            done = subprocess.run(  # noqa: S603 - the print system's own command
                [command, *arguments],
                input=data,
                capture_output=True,
                timeout=_WITHIN_S,
                check=False,
                # Its words are read by this program: they must be in one language.
                env={**os.environ, "LC_ALL": "C"},
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PrintingFailed(type(error).__name__) from error
        return subprocess.CompletedProcess(
            done.args,
            done.returncode,
            done.stdout.decode(errors="replace"),
            done.stderr.decode(errors="replace"),
        )


def state_of(name: str, told: str) -> PrinterState:
    """Return the state of a printer from what `lpstat -l -p` says of it.

    Reasons are the words of IPP (RFC 8011, printer-state-reasons); those that only
    warn, such as paper that runs low, do not hinder.
    """
    if not told.startswith(f"printer {name} "):
        return PrinterState.ABSENT
    found = re.search(r"^\s+Alerts: (.*)$", told, re.MULTILINE)
    reasons = re.split(r"[,\s]+", found[1].strip()) if found else []
    hindering = [one for one in reasons if not one.endswith(("-warning", "-report"))]
    for state, words in _HINDRANCES:
        if any(one.startswith(words) for one in hindering):
            return state
    stopped = re.match(r"printer \S+ disabled\b", told) is not None
    return PrinterState.OFFLINE if stopped else PrinterState.READY


_CLOSED = (
    *("offline", "connecting-to-device", "timed-out", "shutdown", "paused", "stopped"),
    *("door-open", "cover-open", "toner-empty", "marker-supply-empty"),
)
_HINDRANCES = (
    (PrinterState.JAMMED, ("media-jam",)),
    (PrinterState.NO_PAPER, ("media-empty", "media-needed")),
    (PrinterState.OFFLINE, _CLOSED),
)
