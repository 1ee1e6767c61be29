"""Run a machine's own CUPS in a folder, with a network printer that is a socket."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest

from tests.fakes.patience import within

_RULES = """LogLevel warn
Listen {folder}/sock
Browsing Off
PreserveJobHistory No
PreserveJobFiles No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES = """ServerRoot {folder}/root
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/tmp
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
"""


def daemon() -> str | None:
    """Return the print system's program, or None where it is not installed."""
    commands = map(shutil.which, ("lp", "lpstat", "lpadmin"))
    found = shutil.which("cupsd", path="/usr/sbin:/usr/local/sbin")
    return found if all(commands) else None


@dataclass(frozen=True, kw_only=True)
class RealCups:
    """Be a print system that runs, and the paper that comes out of its printer."""

    folder: Path
    tray: socket.socket

    @property
    def door(self) -> str:
        """Return what its commands must find in `CUPS_SERVER`."""
        return str(self.folder / "sock")

    def paper(self) -> bytes:
        """Return what comes out next."""
        connection, _ = self.tray.accept()
        with connection:
            connection.settimeout(within(10))
            return b"".join(iter(lambda: connection.recv(65_536), b""))

    def spooled(self) -> list[str]:
        """Return which files of jobs lie on its disk."""
        return [one.name for one in (self.folder / "spool").glob("[cd]0*")]


@contextmanager
def real_cups(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[RealCups]:
    """Give a print system with the printer `hall`; it ends at the end."""
    program = daemon()
    assert program is not None
    for name in ("root", "spool", "cache", "state", "tmp"):
        (folder / name).mkdir(parents=True)
    rules, files = folder / "cupsd.conf", folder / "cups-files.conf"
    rules.write_text(_RULES.format(folder=folder), encoding="utf-8")
    files.write_text(_FILES.format(folder=folder), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as tray:
        tray.settimeout(within(20))
        made = RealCups(folder=folder, tray=tray)
        patch.setenv("CUPS_SERVER", made.door)
        running = subprocess.Popen([program, "-f", "-c", str(rules), "-s", str(files)])  # noqa: S603 - the machine's own
        try:
            _add(f"socket://127.0.0.1:{tray.getsockname()[1]}")
            yield made
        finally:
            running.terminate()
            running.wait(within(10))


def _add(address: str) -> None:
    """Add the printer as soon as the print system answers."""
    told = b""
    for _ in range(50):
        done = subprocess.run(  # noqa: S603 - the machine's own
            ["lpadmin", "-p", "hall", "-E", "-v", address, "-m", "raw"],  # noqa: S607 - as its keeper types it
            capture_output=True,
            check=False,
        )
        if done.returncode == 0:
            return
        told = done.stderr
        Event().wait(0.1)
    pytest.fail(told.decode(errors="replace"))
