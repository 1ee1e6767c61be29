"""Write files so that a reader and a power cut see them whole or not at all.

A write has four steps: stage (temporary file, flushed to the disk), put in place
(rename), and settle the folder. It knows nothing of what the files mean.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

_PREFIX = ".new-"


class Disk(Protocol):
    """Be the steps of a write, one by one, so that tests can stop between them."""

    def stage(self, path: Path, data: bytes) -> Path:
        """Write a temporary file beside a path, flushed; return where it is."""
        ...

    def put(self, staged: Path, path: Path) -> None:
        """Give a staged file its name."""
        ...

    def settle(self, folder: Path) -> None:
        """Make the names of a folder outlive a power cut."""
        ...

    def remove(self, path: Path) -> None:
        """Remove a file that nobody needs any more."""
        ...


class RealDisk:
    """Write to the file system of this machine."""

    def stage(self, path: Path, data: bytes) -> Path:
        """Write a temporary file beside a path, flushed; return where it is."""
        path.parent.mkdir(parents=True, exist_ok=True)
        staged = path.with_name(f"{_PREFIX}{path.name}")
        with staged.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        return staged

    def put(self, staged: Path, path: Path) -> None:
        """Give a staged file its name."""
        staged.replace(path)

    def settle(self, folder: Path) -> None:
        """Make the names of a folder outlive a power cut."""
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def remove(self, path: Path) -> None:
        """Remove a file that nobody needs any more."""
        path.unlink(missing_ok=True)


def write_all(disk: Disk, files: Iterable[tuple[Path, bytes]]) -> None:
    """Write files in order; afterwards all of them outlive a power cut."""
    folders: dict[Path, None] = {}
    for path, data in files:
        if not path.parent.exists():
            folders[path.parent.parent] = None
        disk.put(disk.stage(path, data), path)
        folders[path.parent] = None
    for folder in folders:
        disk.settle(folder)


def is_staged(path: Path) -> bool:
    """Say whether a file is a left-over of a write that never ended."""
    return path.name.startswith(_PREFIX)
