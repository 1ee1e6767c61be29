"""Remember outside every chain which chains a device began; one line each, once.

A chain whose file is gone leaves nothing that would say so. Here it does.
"""

import re
from pathlib import Path

from sync_agent.disk import append_line, refusals_of
from sync_agent.outbox_file import CHAINS

_LINE = re.compile(r"([+-])([a-z0-9][a-z0-9._-]{0,79})")


def program_of(writer: str) -> str:
    """Return which program writes a chain."""
    return writer.rpartition("-")[0] or writer


def begun(root: Path, writer: str) -> None:
    """Remember a chain before its file is made.

    Raises:
        DiskRefused: The disk refused.
    """
    with refusals_of(root):
        # A folder that is not there is a disk that is not there: none is made.
        root.stat()
    append_line(root / CHAINS, f"+{writer}".encode())


def ended(root: Path, writer: str) -> None:
    """Remember that a chain is lost, and that another one has said so.

    Raises:
        DiskRefused: The disk refused.
    """
    append_line(root / CHAINS, f"-{writer}".encode())


def begun_in(root: Path) -> tuple[str, ...]:
    """Return the chains that were begun and did not end; a torn line says nothing.

    Raises:
        DiskRefused: The file cannot be read.
    """
    path = root / CHAINS
    with refusals_of(path):
        try:
            lines = path.read_bytes().decode(errors="replace").splitlines()
        except FileNotFoundError:
            return ()
    found: dict[str, None] = {}
    for line in lines:
        told = _LINE.fullmatch(line)
        if told is None:
            continue
        sign, writer = told.groups()
        if sign == "+":
            found[writer] = None
        else:
            found.pop(writer, None)
    return tuple(found)
