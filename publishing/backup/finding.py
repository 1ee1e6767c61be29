"""Find one file of the county in its backups again; restore nothing."""

from collections.abc import Mapping
from pathlib import Path

from publishing.backup.pool import PartDamaged
from publishing.backup.record import CHECKED, Kept
from publishing.backup.shelf import Shelf


class BackupFiles:
    """Be asked for files by their paths below the county's folder."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._read_of: tuple[Path, ...] = ()
        self._kept: Mapping[str, tuple[Kept, ...]] = {}

    def get(self, path: str) -> bytes | None:
        """Return a file's bytes out of the newest backup that has them whole."""
        for kept in self._lists().get(path, ()):
            try:
                return self._shelf.pool.bytes_of(kept)
            except PartDamaged:
                continue
        return None

    def _lists(self) -> Mapping[str, tuple[Kept, ...]]:
        """Return what all backups hold by path, the newest first; read once of each."""
        found = tuple(sorted(self._shelf.folder.glob(f"*/{CHECKED}")))
        if found != self._read_of:
            lists: dict[str, tuple[Kept, ...]] = {}
            for backup in self._shelf.good():
                for kept in backup.record.files:
                    known = lists.get(kept.path, ())
                    if kept.sha256 not in {one.sha256 for one in known}:
                        lists[kept.path] = (*known, kept)
            self._kept, self._read_of = lists, found
        return self._kept
