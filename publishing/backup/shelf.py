"""Keep the folder of backups: list them, find the newest good one, let old ones go."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from config.refusal_words import words_of
from programme.errors import ContractError
from publishing.backup.errors import BackupDamaged, BackupFailed, NoGoodBackup
from publishing.backup.holders import SealedKeys
from publishing.backup.pool import Pool
from publishing.backup.record import CHECKED, KEYS, RECORD, BackupRecord, Checked

PARTIAL = ".partial-"
SCRATCH = ".scratch"
_DRILL = ".drill-"
_LOCK = ".lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """Be one backup on the shelf."""

    folder: Path
    record: BackupRecord
    checked: Checked | None
    """None: it was never restored to see whether it holds."""

    @property
    def name(self) -> str:
        """Return the name of its folder."""
        return self.record.name

    @property
    def made_at(self) -> datetime:
        """Return of what moment it is."""
        return self.record.made_at


class Shelf:
    """Be the folder in which all backups of a county lie."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pool = Pool(folder / "pool")

    def all(self) -> tuple[Backup, ...]:
        """Return every backup that has a readable list, the newest first.

        Versions of what was published rise whatever a clock says, and so does the
        journal between them: one of a night whose clock was wrong is not the newest
        for ever, nor the oldest.
        """
        found = [
            backup
            for path in self.folder.glob(f"*/{RECORD}")
            if not path.parent.name.startswith(".")
            and (backup := _read(path.parent)) is not None
        ]
        return tuple(sorted(found, key=_age, reverse=True))

    def good(self) -> tuple[Backup, ...]:
        """Return those that were checked and held, the newest first."""
        return tuple(one for one in self.all() if one.checked is not None)

    def named(self, name: str | None) -> Backup:
        """Return a backup by its name, or the newest good one.

        Raises:
            NoGoodBackup: There is none.
            BackupDamaged: There is none of this name that can be read.
        """
        if name is None:
            found = self.good()
            if not found:
                raise NoGoodBackup(self.folder)
            return found[0]
        for one in self.all():
            if one.name == name:
                return one
        raise BackupDamaged(name, "没有这一份，或者清单读不出来")

    def keys_of(self, backup: Backup) -> SealedKeys | None:
        """Return a backup's sealed keys; None: none are in it.

        Raises:
            BackupDamaged: They are not what its list says.
        """
        if backup.record.keys is None:
            return None
        try:
            data = (backup.folder / KEYS).read_bytes()
            return SealedKeys.parse_named(data, backup.record.keys)
        except (OSError, ContractError) as error:
            raise BackupDamaged(backup.name, "封好的密钥损坏") from error

    def remove(self, backup: Backup) -> None:
        """Let a backup go; its pieces go with the next sweep."""
        shutil.rmtree(backup.folder)

    def tidy(self) -> None:
        """Remove the copies that a backup which broke off has left."""
        for path in (*self.folder.glob(f"{PARTIAL}*"), self.folder / SCRATCH):
            shutil.rmtree(path, ignore_errors=True)
        for path in self.folder.glob(f"{_DRILL}*"):
            # One that is going on holds its folder.
            with suppress(OSError), _holding(path):
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def drilling(self) -> Iterator[Path]:
        """Give a folder to rehearse in; where it is killed, `tidy` removes it."""
        scratch = TemporaryDirectory(dir=self.folder, prefix=_DRILL)
        with scratch as name, _holding(Path(name)):
            yield Path(name)

    def sweep(self) -> int:
        """Remove what no backup needs; return the bytes that went."""
        self.tidy()
        kept = [
            kept
            for one in self.all()
            for kept in (one.record.database, *one.record.files)
        ]
        return self.pool.sweep({part for one in kept for part in one.parts})

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the shelf against other programs.

        Raises:
            BackupFailed: Another program is at it, or the folder takes no files.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            reason = f"备份文件夹 {self.folder} 写不进去（{words_of(error)}）"
            raise BackupFailed(reason) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError as error:
            reason = "另一个程序正在做备份，请等它做完"
            raise BackupFailed(reason) from error
        finally:
            os.close(handle)


def _age(one: Backup) -> tuple[int, int, datetime, str]:
    """Return what sorts backups of one county by how far it had come."""
    acts = one.record.facts.rows.get("journal", 0)
    return one.record.highest_version, acts, one.made_at, one.name


@contextmanager
def _holding(folder: Path) -> Iterator[None]:
    """Hold a folder against other programs.

    Raises:
        OSError: Another program holds it, or it is gone.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def _read(folder: Path) -> Backup | None:
    try:
        record = BackupRecord.parse((folder / RECORD).read_bytes())
    except (OSError, ContractError):
        return None
    return Backup(folder=folder, record=record, checked=_checked(folder, record))


def _checked(folder: Path, record: BackupRecord) -> Checked | None:
    try:
        found = Checked.parse((folder / CHECKED).read_bytes())
    except (OSError, ContractError):
        return None
    return found if found.record == record.digest() else None
