"""Bring a backup back into a county's folder; nothing that lay there is lost.

Everything is put together and proved beside what is there. Only then what was there is
set aside, by renames, and the restored takes its place. The centre's next start goes
on from it (`going_on`).
"""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from programme.clock import Clock
from programme.document import to_millisecond
from publishing.backup.checking import prove
from publishing.backup.errors import BackupDamaged, FolderInUse, RestoreRefused
from publishing.backup.going_on import MARKER, Restored
from publishing.backup.pool import PartDamaged
from publishing.backup.proving import NotProved
from publishing.backup.shelf import Backup, Shelf
from publishing.backup.sources import FOLDERS, KEYS_FOLDER, REPOSITORY
from publishing.backup.versions import floor_after, highest_version
from publishing.release.disk import RealDisk
from publishing.release.keyring import write_secret

IN_USE = ".in-use"
_STAGED, _ASIDE = ".restoring", "before-restore"
_NO_KEYS = (
    "这里没有密钥。请两位保管人拿来钥匙文件，各写一个 --holder-key；"
    "只想先看看内容，请加 --drill。"
)
_BESIDE_SQLITE = ("-wal", "-shm", "-journal")


class Part(StrEnum):
    """Say how much comes back."""

    ALL = "all"
    DATABASE = "database"
    """The database alone: keys, files and repository are whole and newer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Be one step and how long it took."""

    words: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Say what a restore did."""

    backup: Backup
    steps: tuple[Step, ...]
    set_aside: Path | None
    """Where lies what was there before; None: there was nothing."""

    @property
    def seconds(self) -> float:
        """Return how long all steps took together."""
        return sum(step.seconds for step in self.steps)


class Restorer:
    """Restore from one shelf."""

    def __init__(self, shelf: Shelf, clock: Clock) -> None:
        self._shelf = shelf
        self._clock = clock
        self._steps: list[Step] = []

    def restore(
        self,
        backup: Backup,
        into: Path,
        *,
        part: Part = Part.ALL,
        replace: bool = False,
        keys: Mapping[str, bytes] | None = None,
    ) -> Outcome:
        """Restore a backup.

        Args:
            backup: Which.
            into: The county's folder.
            part: How much.
            replace: Whether what lies there may be set aside.
            keys: What two holders opened; None: the keys that lie there stay.

        Raises:
            FolderInUse: A program of the centre works in it.
            RestoreRefused: The folder holds something, or lacks keys.
            BackupDamaged: The backup does not hold; nothing was changed.
            OSError: The disk refused; what lay there still lies there.
        """
        self._steps = []
        with alone_in(into):
            self._may(into, part=part, replace=replace, keys=keys)
            for left in into.glob(f"{_STAGED}-*"):
                shutil.rmtree(left)
            staged = into / f"{_STAGED}-{self._stamp()}"
            try:
                with self._step("把备份拼回来"):
                    self._put_together(backup, staged, part)
                with self._step("核对"):
                    self._prove(backup, staged, part)
                with self._step("放好密钥"):
                    self._finish(backup, into, staged, part=part, keys=keys)
            except BaseException:
                shutil.rmtree(staged, ignore_errors=True)
                raise
            with self._step("换上"):
                aside = self._swap(into, staged, part)
        return Outcome(backup=backup, steps=tuple(self._steps), set_aside=aside)

    def _may(
        self,
        into: Path,
        *,
        part: Part,
        replace: bool,
        keys: Mapping[str, bytes] | None,
    ) -> None:
        """Return only if this restore may go on.

        Raises:
            RestoreRefused: It may not.
        """
        there = _content(into, self._shelf.folder)
        if there and not replace:
            reason = (
                f"{into} 里已经有东西。确定要换掉，请加 --replace："
                "原来的会挪到旁边，不会删。"
            )
            raise RestoreRefused(reason)
        has_keys = any((into / KEYS_FOLDER).glob("*.key"))
        if part is Part.ALL and keys is None and not has_keys:
            raise RestoreRefused(_NO_KEYS)
        if part is Part.DATABASE and not (into / REPOSITORY).is_dir():
            raise RestoreRefused("这里没有发布库，只恢复数据库不够。请恢复全部。")

    def _put_together(self, backup: Backup, staged: Path, part: Part) -> None:
        """Write every file of a backup below a folder.

        Raises:
            BackupDamaged: A piece is missing or damaged.
        """
        files = backup.record.files if part is Part.ALL else ()
        try:
            for kept in (backup.record.database, *files):
                self._shelf.pool.give(kept, staged / kept.path)
        except PartDamaged as error:
            raise BackupDamaged(backup.name, str(error)) from error

    def _prove(self, backup: Backup, staged: Path, part: Part) -> None:
        """Return only if what was put together holds.

        Raises:
            BackupDamaged: It does not.
        """
        files = backup.record.files if part is Part.ALL else ()
        record = backup.record.model_copy(update={"files": files})
        try:
            prove(record, staged)
        except NotProved as error:
            raise BackupDamaged(backup.name, error.reason) from error

    def _finish(
        self,
        backup: Backup,
        into: Path,
        staged: Path,
        *,
        part: Part,
        keys: Mapping[str, bytes] | None,
    ) -> None:
        """Lay the keys and the word of the restore beside the restored."""
        now = self._clock.now()
        if part is Part.ALL:
            old = {
                path.name: path.read_bytes()
                for path in sorted((into / KEYS_FOLDER).glob("*"))
                if path.is_file()
            }
            for name, data in (old if keys is None else keys).items():
                write_secret(staged / KEYS_FOLDER / Path(name).name, data)
        seen = highest_version(into / REPOSITORY)
        highest = max(backup.record.highest_version, seen)
        word = Restored(
            backup=backup.name,
            made_at=backup.made_at,
            restored_at=to_millisecond(now),
            # The repository that stays is newer than all that a device has seen.
            floor=floor_after(highest, made_at=backup.made_at, now=now)
            if part is Part.ALL
            else 0,
        )
        path = staged / MARKER
        RealDisk().put(RealDisk().stage(path, word.canonical()), path)
        for folder in {path.parent for path in staged.rglob("*")}:
            RealDisk().settle(folder)

    def _swap(self, into: Path, staged: Path, part: Part) -> Path | None:
        """Set aside what the restored replaces, and put it in place.

        The word of the restore goes first: cut short anywhere, no number goes back.
        """
        aside = into / f"{_ASIDE}-{self._stamp()}"
        fresh = sorted(staged.iterdir(), key=lambda one: one.name != MARKER)
        names = {one.name for one in fresh} | {
            f"{one.name}{end}" for one in fresh for end in _BESIDE_SQLITE
        }
        if part is Part.ALL:
            names |= set(FOLDERS)
        for path in sorted(into.iterdir()):
            if path.name in names:
                aside.mkdir(mode=0o700, exist_ok=True)
                path.rename(aside / path.name)
        for path in fresh:
            path.rename(into / path.name)
        staged.rmdir()
        RealDisk().settle(into)
        return aside if aside.exists() else None

    def _stamp(self) -> str:
        return self._clock.now().strftime("%Y%m%dt%H%M%S%f")

    @contextmanager
    def _step(self, words: str) -> Iterator[None]:
        began = self._clock.monotonic()
        yield
        self._steps.append(Step(words=words, seconds=self._clock.monotonic() - began))


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold a county's folder while no program of the centre works in it.

    Raises:
        FolderInUse: One does.
    """
    with held(folder, exclusive=True):
        yield


@contextmanager
def held(folder: Path, *, exclusive: bool = False) -> Iterator[None]:
    """Hold a county's folder, with the other programs of the centre or alone.

    Raises:
        FolderInUse: A restore is at work in it, or a program of the centre.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / IN_USE, os.O_RDWR | os.O_CREAT, 0o600)
    kind = fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise FolderInUse(folder) from error
    finally:
        os.close(handle)


def _content(into: Path, shelf: Path) -> list[str]:
    own = {IN_USE, shelf.name if shelf.parent == into else IN_USE}
    return [
        path.name
        for path in into.iterdir()
        if path.name not in own and not path.name.startswith((_ASIDE, _STAGED))
    ]
