"""Find sticks and read plain files of them, for both halves; trust none of it."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from programme.stick import MARK

PLACES = (Path("/media"), Path("/run/media"), Path("/mnt"))
"""Where systems put sticks: there, or one or two folders below."""
_PATTERNS = (MARK, f"*/{MARK}", f"*/*/{MARK}")


def sticks_in(places: Iterable[Path] = PLACES) -> tuple[Path, ...]:
    """Return the sticks that the centre has prepared and that are in now."""
    depth = len(Path(MARK).parts)
    found = {
        mark.parents[depth - 1]
        for place in places
        for pattern in _PATTERNS
        for mark in place.glob(pattern)
    }
    return tuple(sorted(found))


def lies_on(stick: Path, path: Path) -> bool:
    """Say whether a path of a stick leads to a place on it, whatever links it has."""
    try:
        return path.resolve().is_relative_to(stick.resolve())
    except RuntimeError:
        # Its links go round in a ring.
        return False


def open_plain(path: Path) -> BinaryIO:
    """Open a plain file: no link, no pipe, no device leads elsewhere.

    Raises:
        OSError: It cannot be opened; FileNotFoundError where it is no plain file.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileNotFoundError(path)
    return os.fdopen(descriptor, "rb")


def read_plain(path: Path, most_bytes: int) -> bytes | None:
    """Return a plain file's bytes; None: it is longer than that.

    Raises:
        OSError: It cannot be read.
    """
    with open_plain(path) as file:
        data = file.read(most_bytes + 1)
    return data if len(data) <= most_bytes else None
