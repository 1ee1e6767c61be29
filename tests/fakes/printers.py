"""Stand in for printers: one in memory, and the commands of CUPS on a PATH."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.printing.printer import PrinterState, PrintingFailed

_LPSTAT = """#!/bin/sh
here=$(dirname "$0")
[ "$LC_ALL" = C ] || exit 3
[ "$1 $2" = "-l -p" ] || exit 2
if [ "$3" != hall ]; then
    echo "lpstat: Invalid destination name in list \\"$3\\"." >&2
    exit 1
fi
cat "$here/told"
"""
_LP = """#!/bin/sh
here=$(dirname "$0")
printf '%s\\n' "$@" >"$here/arguments"
if [ "$2" != hall ]; then
    echo "lp: The printer or class does not exist." >&2
    exit 1
fi
cat >"$here/spooled"
echo "request id is hall-12 (1 file(s))"
"""


@dataclass
class FakePrinter:
    """Be a printer in memory; `now` says how it is."""

    now: PrinterState = PrinterState.READY
    takes: bool = True
    sheets: list[bytes] = field(default_factory=list)
    there: bool = True

    def exists(self) -> bool:
        return self.there

    def state(self) -> PrinterState:
        return self.now

    def send(self, data: bytes) -> None:
        if not self.takes:
            raise PrintingFailed("no")
        self.sheets.append(data)


@dataclass(frozen=True, kw_only=True)
class StubCups:
    """Be a folder with `lp` and `lpstat` that behave as those of CUPS do."""

    folder: Path

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, script in (("lpstat", _LPSTAT), ("lp", _LP)):
            command = self.folder / name
            command.write_text(script, encoding="utf-8")
            command.chmod(0o755)
        self.tells()

    @property
    def path(self) -> str:
        """Return where the commands are found before others."""
        return f"{self.folder}{os.pathsep}{os.environ['PATH']}"

    def tells(
        self, line: str = "is idle.  enabled since", alerts: str = "none"
    ) -> None:
        """Let the print system say something of the printer from now on."""
        told = f"printer hall {line} Mon 23 Nov 2026 09:00:00\n"
        if "disabled" in line:
            told += "\treason unknown\n"
        told += "\tForm mounted:\n\tContent types: any\n\tPrinter types: unknown\n"
        told += f"\tDescription: hall\n\tAlerts: {alerts}\n\tLocation: \n"
        (self.folder / "told").write_text(told, encoding="utf-8")

    @property
    def spooled(self) -> bytes:
        """Return the file that was printed last."""
        return (self.folder / "spooled").read_bytes()

    @property
    def arguments(self) -> list[str]:
        """Return what was said to `lp` the last time."""
        return (self.folder / "arguments").read_text(encoding="utf-8").splitlines()
