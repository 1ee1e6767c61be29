"""Keep drawn pages in a folder, so that a restart draws no page again that is there.

Each file lies under its page's key (`ab/<key>`) and begins with the SHA-256 of the key
and of all that follows: 32 bytes of the pixels' SHA-256, then the WebP. One that was
cut, changed or put under another name is told in the log, deleted and drawn again. It
is a store of work that can be done anew: nothing is synced, and a disk that refuses
costs time only. The pages of a version itself lie with the centre's files.
"""

import hashlib
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from media.pages.drawn import Drawn, RecentPages

_SHA256_BYTES = 32
_ENOUGH = 0.9
"""Of the most: so much is left after old pages were let go."""
_PART = ".part-"

_log = logging.getLogger(__name__)


class _File(NamedTuple):
    """Be a kept page: the nanosecond of its last use, its bytes and its place."""

    used_ns: int
    size: int
    path: Path


class DrawnFiles:
    """Keep drawn pages on disk, up to so many bytes, and the latest in memory.

    One for each folder, and not to be shared between threads.
    """

    def __init__(
        self, folder: Path, *, most_bytes: int, recent: RecentPages | None = None
    ) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._recent = recent or RecentPages()
        self._bytes: int | None = None
        """What is there; none: nobody has looked yet."""

    def get(self, key: str) -> Drawn | None:
        """Return the page of a key; none where it is not kept whole."""
        page = self._recent.get(key)
        if page is None:
            page = self._read(key)
            if page is not None:
                self._recent.put(key, page)
        return page

    def put(self, key: str, page: Drawn) -> None:
        """Keep a page and let go of those that were not used for longest.

        One that would take more than a tenth of the room stays in memory only.
        """
        self._recent.put(key, page)
        rest = bytes.fromhex(page.pixels_sha256) + page.webp
        if len(rest) + _SHA256_BYTES > self._most_bytes * (1 - _ENOUGH):
            return
        data = _digest(key, rest) + rest
        try:
            _write(self._path(key), data)
            self._count(len(data))
        except OSError as error:
            _log.warning("page %s not kept in %s: %s", key[:8], self._folder, error)

    def _read(self, key: str) -> Drawn | None:
        path = self._path(key)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            _log.warning("page %s not read from %s: %s", key[:8], self._folder, error)
            return None
        digest, rest = data[:_SHA256_BYTES], data[_SHA256_BYTES:]
        pixels, webp = rest[:_SHA256_BYTES], rest[_SHA256_BYTES:]
        if digest != _digest(key, rest) or not webp:
            _log.warning("page %s in %s is damaged, drawn again", key[:8], self._folder)
            self._drop(path)
            return None
        self._touch(path)
        return Drawn(webp=webp, pixels_sha256=pixels.hex())

    def _touch(self, path: Path) -> None:
        """Note that a page was used, so that it is let go late."""
        try:
            os.utime(path)
        except OSError as error:
            _log.debug("use of %s not noted: %s", path.name[:8], error)

    def _drop(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("page %s not deleted: %s", path.name[:8], error)

    def _count(self, added: int) -> None:
        """Count what came, and let go of old pages where it is too much.

        Raises:
            OSError: The folder cannot be listed.
        """
        if self._bytes is not None:
            self._bytes += added
        if self._bytes is None or self._bytes > self._most_bytes:
            self._bytes = self._within_bounds(sorted(self._kept()))

    def _within_bounds(self, oldest_first: list[_File]) -> int:
        """Delete the pages that were not used for longest; return what is left."""
        left = sum(file.size for file in oldest_first)
        if left <= self._most_bytes:
            return left
        for file in oldest_first:
            if left <= _ENOUGH * self._most_bytes:
                break
            file.path.unlink(missing_ok=True)
            left -= file.size
        return left

    def _kept(self) -> Iterator[_File]:
        """Yield every file below the folder, those that were never finished too."""
        for path in self._folder.glob("??/*"):
            told = path.stat()
            yield _File(told.st_mtime_ns, told.st_size, path)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key


def _digest(key: str, rest: bytes) -> bytes:
    return hashlib.sha256(key.encode() + rest).digest()


def _write(path: Path, data: bytes) -> None:
    """Give a file its name only once it is written.

    Raises:
        OSError: The disk refused; nothing has the name.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=_PART, delete=False) as part:
        temporary = Path(part.name)
        try:
            part.write(data)
            part.flush()
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
