"""Say which chains are lost, and what another chain of their program says for them.

The first word is a gap record that names the lost chain and its first bad number; then
come the records that were still whole. Nothing is written here but flags.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from programme.records import GapRecord, Record
from sync_agent.disk import DiskRefused, refusals_of, replace_file, sync_folder
from sync_agent.outbox_file import path_of, writers_in
from sync_agent.salvage import Saved, readable_records, records_in
from sync_agent.writers import begun_in, ended, program_of

_FLAG, _DAMAGED = ".condemned", ".damaged"
_KEPT = 3
"""Destroyed files that are kept for whoever examines the device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Be what a lost chain still says."""

    root: Path
    writer: str
    saved: Saved

    @classmethod
    def of(
        cls, root: Path, writer: str, connection: sqlite3.Connection | None = None
    ) -> Self:
        """Return what its file says, or a connection that was open when it went."""
        after = _delivered_to(root, writer)
        saved = readable_records(path_of(root, writer), after=after)
        if connection is not None:
            told = records_in(connection, after=after)
            saved = max(saved, told, key=lambda one: len(one.records))
        return cls(root=root, writer=writer, saved=saved)


def taken_over(left: Left, *, at: datetime) -> Iterator[dict[str, Record]]:
    """Yield what a chain begins with that follows a lost one, commit by commit.

    A second time changes nothing: every record keeps its client's id.
    """
    gap = GapRecord(
        first_lost=max(left.saved.first_lost, 1),
        last_lost=0,
        reason="rebuilt",
        at=at,
        of_writer=left.writer,
    )
    yield {f"gap-of-{left.writer}": gap}
    yield from left.saved.records.portions()


def took_over(left: Left) -> None:
    """Put a lost chain aside: another one has said what it said.

    Raises:
        DiskRefused: The disk refused; it is taken over once more after a start.
    """
    path = path_of(left.root, left.writer)
    aside = path.with_suffix(_DAMAGED)
    with refusals_of(path):
        for suffix in ("-wal", ""):
            with suppress(FileNotFoundError):
                path.with_name(path.name + suffix).replace(
                    aside.with_name(aside.name + suffix)
                )
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
        old = sorted(left.root.glob(f"*{_DAMAGED}"), key=lambda p: p.stat().st_mtime_ns)
        for one in old[:-_KEPT]:
            one.with_name(f"{one.name}-wal").unlink(missing_ok=True)
            one.unlink(missing_ok=True)
    ended(left.root, left.writer)
    with refusals_of(path):
        _flag(left.root, left.writer).unlink(missing_ok=True)
    sync_folder(left.root)


def condemn(root: Path, writer: str, *, delivered_to: int = 0) -> None:
    """Tell a chain's writer that its file is destroyed: it has to begin another one.

    Where not even that can be written, the writer finds out by itself or later.

    Args:
        root: The device's folder.
        writer: The chain.
        delivered_to: What the centre has of it for certain: it is not told again.
    """
    known = max(delivered_to, _delivered_to(root, writer))
    with suppress(DiskRefused):
        replace_file(_flag(root, writer), str(known).encode())


def is_condemned(root: Path, writer: str) -> bool:
    """Say whether a chain's file is known to be destroyed."""
    return _flag(root, writer).exists()


def forget(root: Path, writer: str) -> None:
    """Take the flag off a chain whose file is gone for good.

    Raises:
        OSError: The disk refused.
    """
    _flag(root, writer).unlink(missing_ok=True)


def heirless(root: Path, writer: str) -> tuple[str, ...]:
    """Return the other chains of a writer's program that are lost and have no heir.

    Raises:
        DiskRefused: The folder cannot be read.
    """
    program, here = program_of(writer), writers_in(root)
    flagged = [one for one in here if is_condemned(root, one)]
    missing = [one for one in begun_in(root) if one not in here]
    return tuple(
        one
        for one in dict.fromkeys((*flagged, *missing))
        if one != writer and program_of(one) == program
    )


def _delivered_to(root: Path, writer: str) -> int:
    """Return what is said of a condemned chain: so much of it the centre has."""
    try:
        return int(_flag(root, writer).read_bytes() or b"0")
    except (OSError, ValueError):
        return 0


def _flag(root: Path, writer: str) -> Path:
    return path_of(root, writer).with_suffix(_FLAG)
