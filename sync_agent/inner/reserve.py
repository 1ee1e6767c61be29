"""Keep some of the disk for records; an outbox gives it up when the disk is full."""

import os
import shutil
from contextlib import suppress

from sync_agent.layout import Layout

_ROOM = 2
"""Take the reserve only where so many times its size is free."""


def free_bytes(layout: Layout) -> int:
    """Return the free space of the device's disk; none where it cannot be asked."""
    try:
        return shutil.disk_usage(layout.root).free
    except OSError:
        return 0


def keep_reserve(layout: Layout, length: int) -> bool:
    """Take the reserve where it is gone and there is room; say whether it is held."""
    try:
        held = layout.reserve.stat().st_size == length
    except OSError:
        held = False
    if held or free_bytes(layout) < _ROOM * length:
        return held
    try:
        with layout.reserve.open("wb") as file:
            # Sparse files reserve nothing.
            os.posix_fallocate(file.fileno(), 0, max(length, 1))
            os.truncate(file.fileno(), length)
    except OSError:
        with suppress(OSError):
            layout.reserve.unlink(missing_ok=True)
        return False
    return True
