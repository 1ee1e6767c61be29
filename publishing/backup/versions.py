"""Know which version numbers devices may hold against a repository; change none.

A device refuses metadata with a lower number than it has seen. So after a restore from
an older backup every number goes on above whatever devices may have seen since.
"""

from datetime import datetime
from pathlib import Path

from publishing.release.errors import RepositoryDamaged
from publishing.release.metadata import versions_of
from publishing.release.reading import RepositoryFolder

LEAP = 1_000_000
"""More than a centre publishes between a backup and its restore."""


def highest_version(repository: Path) -> int:
    """Return the highest number of a repository; 0 where it cannot be read."""
    try:
        state = RepositoryFolder(repository).state()
    except RepositoryDamaged:
        return 0
    return max(
        state.timestamp.signed.version,
        state.snapshot.signed.version,
        *versions_of(state.snapshot.signed).values(),
    )


def floor_after(highest: int, *, made_at: datetime, now: datetime) -> int:
    """Return the number from which everything goes on after a restore.

    A publication takes longer than a millisecond, and none is made each second of a
    year; a second more for each that passed since the backup is on the safe side.
    """
    passed_s = max(0, int((now - made_at).total_seconds()))
    return highest + LEAP + passed_s
