"""Put bytes on a disk so that a power cut leaves the old or the new, never a mix.

It knows files and folders only; what lies in them is the store's matter.
"""

import errno
import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_STARVED = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})


class DiskProblem(StrEnum):
    """Say in which way a disk refuses."""

    FULL = "full"
    READ_ONLY = "read_only"
    FAILING = "failing"
    """It reports input or output errors, or something as unexpected."""


_ADVICE = {
    DiskProblem.FULL: "磁盘已满，请清理磁盘",
    DiskProblem.READ_ONLY: "磁盘变成了只读，请检查磁盘",
    DiskProblem.FAILING: "磁盘读写出错，请尽快更换磁盘",
}


class DiskRefused(Exception):
    """Say which file could not be written or read, and why."""

    code = "disk_refused"

    def __init__(self, name: str, problem: DiskProblem) -> None:
        self.name = name
        self.problem = problem
        super().__init__(f"{name}：{_ADVICE[problem]}。")


def problem_of(error: OSError) -> DiskProblem:
    """Return the kind of a disk's refusal."""
    if error.errno in _FULL:
        return DiskProblem.FULL
    if error.errno == errno.EROFS:
        return DiskProblem.READ_ONLY
    return DiskProblem.FAILING


def is_starved(error: OSError) -> bool:
    """Say whether the machine has no room for one more open file: no file is to blame.

    Whoever takes such a file for damaged would remove a good one.
    """
    return error.errno in _STARVED


def is_read_only(probe: Path) -> bool:
    """Say whether the disk below a file is read-only now; nothing is written.

    Since Linux 6.15 ext4 that gave up after an error still calls itself writable; it
    lets nobody open a file for writing all the same.

    Args:
        probe: A file that is there, and no database: closing one would free its locks.
    """
    try:
        if os.statvfs(probe.parent).f_flag & os.ST_RDONLY:
            return True
        os.close(os.open(probe, os.O_WRONLY))
    except OSError as error:
        return error.errno == errno.EROFS
    return False


def free_bytes_at(folder: Path) -> int:
    """Return how much room programs still have on the disk of a folder.

    Raises:
        OSError: It cannot be asked.
    """
    told = os.statvfs(folder)
    return told.f_bavail * told.f_frsize


@contextmanager
def refusals_of(path: Path) -> Iterator[None]:
    """Turn what the disk says about a file into `DiskRefused`.

    Raises:
        DiskRefused: The disk refused.
    """
    try:
        yield
    except OSError as error:
        raise DiskRefused(path.name, problem_of(error)) from error


def replace_file(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Replace a file in four steps: temporary, fsync, rename, fsync of the folder.

    Raises:
        DiskRefused: The disk refused; the file is as it was.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    with refusals_of(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_through(temporary, data, mode)
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def _write_through(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def append_line(path: Path, line: bytes) -> None:
    """Append one line to a file and make it last; a torn line before it stays alone.

    Raises:
        DiskRefused: The disk refused.
    """
    with refusals_of(path):
        fresh = not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            if file.seek(0, os.SEEK_END):
                file.seek(-1, os.SEEK_END)
                torn = file.read(1) != b"\n"
                line = b"\n" + line if torn else line
            file.write(line + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if fresh:
            sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Make what was written to a file last.

    Raises:
        DiskRefused: The disk refused.
    """
    with refusals_of(path):
        _sync(path, os.O_RDONLY)


def sync_folder(path: Path) -> None:
    """Make the names in a folder last: without it a rename may come undone.

    Raises:
        DiskRefused: The disk refused.
    """
    with refusals_of(path):
        _sync(path, os.O_RDONLY | os.O_DIRECTORY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep_leavings(folder: Path, *, busy: Collection[str] = ()) -> None:
    """Remove temporaries that a killed writer left; only the folder's one writer asks.

    Args:
        folder: Where to look.
        busy: Names of files that another thread may be writing just now.

    Raises:
        DiskRefused: The disk refused.
    """
    with refusals_of(folder):
        for leaving in folder.glob(".*.new"):
            if not leaving.name.startswith(tuple(f".{name}." for name in busy)):
                leaving.unlink(missing_ok=True)
