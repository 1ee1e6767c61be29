"""Make one backup: copy, list, restore it elsewhere to see that it holds, tidy up.

It is whole or not at all: its folder gets its name when all is on the disk, and counts
as good only after the check. What went before is never touched.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Protocol

from config.refusal_words import words_of
from programme.canonical import sha256_hex
from programme.clock import Clock
from programme.document import to_millisecond
from programme.errors import ContractError
from publishing.backup.checking import check
from publishing.backup.errors import BackupDamaged, BackupFailed
from publishing.backup.holders import LEAST_HOLDERS, Holder, seal_keys
from publishing.backup.pool import Stored
from publishing.backup.record import KEYS, RECORD, BackupRecord, Facts, Why
from publishing.backup.retention import Made, Retention, kept
from publishing.backup.shelf import PARTIAL, Backup, Shelf
from publishing.backup.sources import HOLDERS_FOLDER, REPOSITORY, files_of, keys_of
from publishing.backup.sqlite_copy import CopyBroken, copy_database
from publishing.backup.versions import highest_version
from publishing.database_server import DATABASE_NAME, DatabaseUnusable
from publishing.release.disk import RealDisk, write_all

_ROOM_BYTES = 64 * 1024 * 1024
_ATTEMPTS = 2
"""A damaged piece of an older backup is taken in anew, once."""


class DatabaseSource(Protocol):
    """Be where a county's rows come from."""

    @property
    def name(self) -> str:
        """Return under which name the copy lies below the county's folder."""
        ...

    def copy(self, target: Path) -> Facts:
        """Write a copy of one moment, and return what it must hold."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SqliteSource:
    """Be the SQLite file in a county's folder."""

    path: Path
    name: str = DATABASE_NAME

    def copy(self, target: Path) -> Facts:
        """Write a copy of one moment, and return what it must hold.

        Raises:
            CopyBroken: The database cannot be read, or the disk refused.
        """
        return copy_database(self.path, target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Be a backup that was made and held."""

    backup: Backup
    new_bytes: int
    """What it added to the disk; the rest was there already."""


class BackupMaker:
    """Make backups of one county."""

    def __init__(
        self,
        *,
        county: str,
        folder: Path,
        database: DatabaseSource,
        shelf: Shelf,
        retention: Retention,
        zone: tzinfo,
        clock: Clock,
    ) -> None:
        self._county = county
        self._folder = folder
        self._database = database
        self.shelf = shelf
        self._retention = retention
        self._zone = zone
        self._clock = clock

    def make(self, why: Why) -> Result:
        """Make a backup that was restored and held; let go what is too old.

        Raises:
            BackupFailed: There is none; what went before is untouched.
        """
        with self.shelf.alone():
            try:
                return self._make(why)
            except (CopyBroken, DatabaseUnusable) as error:
                raise BackupFailed(error.reason) from error
            except BackupDamaged as error:
                reason = f"做完一核对，{error.reason}，备份盘可能坏了"
                raise BackupFailed(reason) from error
            except OSError as error:
                raise BackupFailed(_words(error, self.shelf.folder)) from error
            finally:
                # Else each try of a night would leave a copy, until none has room.
                self.shelf.tidy()

    def _make(self, why: Why) -> Result:
        """Make it, and once more where a piece of an older one was damaged.

        Raises:
            BackupDamaged: It does not hold.
            BackupFailed: There is no room.
        """
        self._must_have_room()
        for attempt in range(1, _ATTEMPTS + 1):
            result = self._written(why)
            try:
                checked = check(self.shelf, result.backup, self._clock)
            except BackupDamaged as error:
                self.shelf.remove(result.backup)
                self.shelf.pool.drop(error.parts)
                if attempt == _ATTEMPTS or not error.parts:
                    raise
            else:
                self._tidy()
                backup = Backup(
                    folder=result.backup.folder,
                    record=result.backup.record,
                    checked=checked,
                )
                return Result(backup=backup, new_bytes=result.new_bytes)
        raise BackupFailed("备份盘可能坏了")

    def _must_have_room(self) -> None:
        """Return only if there is room; what nobody needs gives way first.

        Raises:
            BackupFailed: There is none.
        """
        source = self._folder / self._database.name
        # The copy is written, cut into pieces and put together again to be looked at.
        wanted = _ROOM_BYTES + 2 * (source.stat().st_size if source.exists() else 0)
        if self._free() < wanted:
            self.shelf.sweep()
        free = self._free()
        if free < wanted:
            reason = f"备份盘只剩 {free // 2**20} MB，至少要 {wanted // 2**20} MB"
            raise BackupFailed(reason)

    def _free(self) -> int:
        return shutil.disk_usage(self.shelf.folder).free

    def _written(self, why: Why) -> Result:
        name = self._new_name()
        staging = self.shelf.folder / f"{PARTIAL}{name}"
        staging.mkdir()
        copy = staging / self._database.name
        facts = self._database.copy(copy)
        database = self.shelf.pool.store(copy, self._database.name)
        copy.unlink()
        stored = list(self._stored_files())
        files = tuple(one.kept for one in stored)
        holders = self._holders()
        keys = self._sealed(holders)
        record = BackupRecord(
            name=name,
            county=self._county,
            made_at=to_millisecond(self._clock.now()),
            why=why,
            database=database.kept,
            facts=facts,
            files=files,
            keys=None if keys is None else sha256_hex(keys),
            holders=tuple(one.name for one in holders) if keys else (),
            highest_version=max(
                facts.highest_version, highest_version(self._folder / REPOSITORY)
            ),
        )
        papers = [] if keys is None else [(staging / KEYS, keys)]
        write_all(RealDisk(), [*papers, (staging / RECORD, record.canonical())])
        folder = self.shelf.folder / name
        RealDisk().put(staging, folder)
        RealDisk().settle(self.shelf.folder)
        return Result(
            backup=Backup(folder=folder, record=record, checked=None),
            new_bytes=database.new_bytes + sum(one.new_bytes for one in stored),
        )

    def _stored_files(self) -> Iterator[Stored]:
        for path, told in files_of(self._folder):
            try:
                yield self.shelf.pool.store(path, told)
            except FileNotFoundError:
                # Pruned or erased since the folder was listed: it is to be gone.
                continue

    def _holders(self) -> tuple[Holder, ...]:
        """Return who holds the county's keys, the longest first.

        Raises:
            BackupFailed: A holder's file is damaged.
        """
        found = []
        for path in sorted((self._folder / HOLDERS_FOLDER).glob("*.json")):
            try:
                found.append(Holder.parse(path.read_bytes()))
            except ContractError as error:
                reason = f"保管人的文件 {path.name} 损坏，请重新登记这位保管人"
                raise BackupFailed(reason) from error
        return tuple(sorted(found, key=lambda one: (one.since, one.name, one.public)))

    def _sealed(self, holders: Sequence[Holder]) -> bytes | None:
        if len(holders) < LEAST_HOLDERS:
            return None
        keys = keys_of(self._folder)
        return seal_keys(keys, county=self._county, holders=holders).canonical()

    def _new_name(self) -> str:
        local = self._clock.now().astimezone(self._zone)
        base = local.strftime("%Y-%m-%dt%H-%M-%S")
        taken = {path.name for path in self.shelf.folder.iterdir()}
        names = [base, *(f"{base}.{number}" for number in range(2, 100))]
        return next(one for one in names if one not in taken)

    def _tidy(self) -> None:
        backups = self.shelf.all()
        made = [
            Made(
                name=one.name,
                at=one.made_at,
                good=one.checked is not None,
                before_upgrade=one.record.why is Why.BEFORE_UPGRADE,
            )
            for one in backups
        ]
        names = kept(made, self._retention, self._zone)
        for one in backups[1:]:
            # The newest stays, whatever its clock said.
            if one.name not in names:
                self.shelf.remove(one)
        self.shelf.sweep()


def _words(error: OSError, folder: Path) -> str:
    return f"备份文件夹 {folder} 或数据文件读写出错（{words_of(error)}）"
