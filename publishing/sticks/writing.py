"""Write a stick so that it can be pulled out at any moment: old or new, never a mix.

Everything that has a name of its own comes first, then the timestamp, then the words
for people; only then goes what nothing names any more. What was written is read back
from the stick itself, for sticks that lie about their size are common.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from config.refusal_words import words_of
from config.sticks import lies_on, read_plain
from programme.canonical import sha256_hex
from programme.stick import FOLDER, REPOSITORY
from publishing.release.disk import Disk, write_all
from publishing.sticks.errors import StickUnwritable

_SPARE_BYTES = 4 * 1024 * 1024
"""Left for what devices give back."""
_MOST_BYTES = 64 * 1024 * 1024
_FALSE = "写进去的读出来不一样，这个 U 盘可能是坏的"
_ELSEWHERE = "里面有一个文件夹指到别处去了"
_MEGABYTE = 1024 * 1024


class StickWriter:
    """Write to one stick."""

    def __init__(self, stick: Path, disk: Disk) -> None:
        self._stick = stick
        self._disk = disk

    def write(self, repository: Path, files: Iterable[Path]) -> int:
        """Copy files of the repository that the stick lacks; return how many bytes.

        Raises:
            StickUnwritable: It has no room, refused, or keeps not what it is given.
        """
        root = self._stick / REPOSITORY
        with _refusals():
            pairs = {root / path.relative_to(repository): path for path in files}
            self._must_lie_on_it(pairs)
            missing = {to: path for to, path in pairs.items() if not _same(to, path)}
            self._must_have_room(missing.values())
            copies = ((to, path.read_bytes()) for to, path in missing.items())
            write_all(self._disk, copies)
            for to, path in missing.items():
                self._must_hold(to, path.read_bytes())
        return sum(path.stat().st_size for path in missing.values())

    def put(self, files: Mapping[str, bytes]) -> None:
        """Write small files in their order, by their paths on the stick.

        Raises:
            StickUnwritable: It refused, or keeps not what it is given.
        """
        with _refusals():
            for name, data in files.items():
                path = self._stick / name
                self._must_lie_on_it([path])
                write_all(self._disk, [(path, data)])
                self._must_hold(path, data)

    def tidy(self, wanted: Iterable[str]) -> None:
        """Remove what an earlier release has left of the repository and the letters.

        Args:
            wanted: Paths on the stick that stay.

        Raises:
            StickUnwritable: It refused.
        """
        keep = {self._stick / name for name in wanted}
        with _refusals():
            for folder in ("repository", "letters", "welcomes"):
                kept = self._stick / FOLDER / folder
                self._must_lie_on_it([kept])
                for path in kept.rglob("*"):
                    if path.is_file() and path not in keep:
                        self._disk.remove(path)

    def _must_lie_on_it(self, paths: Iterable[Path]) -> None:
        """Return only if no folder of these is a link that leads off the stick.

        Else whoever prepares one has this machine's own files written and removed.

        Raises:
            StickUnwritable: One is.
        """
        for path in paths:
            if not lies_on(self._stick, path):
                raise StickUnwritable(_ELSEWHERE)

    def _must_have_room(self, files: Iterable[Path]) -> None:
        wanted = sum(path.stat().st_size for path in files) + _SPARE_BYTES
        free = shutil.disk_usage(self._stick).free
        if free < wanted:
            reason = f"要 {_megabytes(wanted)} MB，只剩 {_megabytes(free)} MB"
            raise StickUnwritable(reason)

    def _must_hold(self, path: Path, data: bytes) -> None:
        _forget(path)
        if read_plain(path, _MOST_BYTES) != data:
            raise StickUnwritable(_FALSE)


def _same(to: Path, path: Path) -> bool:
    """Say whether a stick holds a file already, byte for byte."""
    try:
        held = read_plain(to, _MOST_BYTES)
    except OSError:
        return False
    return held is not None and sha256_hex(held) == sha256_hex(path.read_bytes())


def _forget(path: Path) -> None:
    """Let the next reading come from the stick, and not from this machine's memory."""
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _megabytes(count: int) -> int:
    return -(-count // _MEGABYTE)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StickUnwritable(words_of(error)) from error
