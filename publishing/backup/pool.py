"""Keep pieces of files by their SHA-256, each once; it knows no backup.

A file is cut into pieces of one megabyte, so that of a database that grew only the
changed pieces are new: a nightly backup stays small. Pieces are copies and never links
to the county's own files: a bad write there must not reach back into a backup.
"""

import hashlib
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from programme.canonical import sha256_hex
from publishing.backup.record import Kept

PART_BYTES = 1024 * 1024
_STAGED = ".part-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Be a file in the pool, and how many bytes of it were new."""

    kept: Kept
    new_bytes: int


class PartDamaged(Exception):
    """Say which piece is missing, or is not what its name says."""

    code = "part_damaged"

    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        super().__init__(f"备份里的一块 {sha256[:12]}… 缺失或损坏")


class Pool:
    """Be the folder of pieces."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def store(self, source: Path, path: str) -> Stored:
        """Take a file in and return how it is put together again.

        Raises:
            OSError: It cannot be read, or the disk refused.
        """
        whole, parts, length, new_bytes = hashlib.sha256(), [], 0, 0
        with source.open("rb") as stream:
            while piece := stream.read(PART_BYTES):
                whole.update(piece)
                length += len(piece)
                sha256 = sha256_hex(piece)
                parts.append(sha256)
                new_bytes += self._put(sha256, piece)
        kept = Kept(
            path=path, length=length, sha256=whole.hexdigest(), parts=tuple(parts)
        )
        return Stored(kept=kept, new_bytes=new_bytes)

    def give(self, kept: Kept, target: Path, *, link: bool = False) -> None:
        """Put a file together again at a place; every piece is checked.

        Args:
            kept: Which.
            target: Where; its folder is made.
            link: A file of one piece may be a link into the pool: quick, and for
                looking at only.

        Raises:
            PartDamaged: A piece is missing or another.
            OSError: The disk refused.
        """
        target.parent.mkdir(parents=True, exist_ok=True)
        if link and len(kept.parts) == 1:
            self._read(kept.parts[0])
            with suppress(OSError):
                os.link(self._path(kept.parts[0]), target)
                return
        with target.open("wb") as stream:
            for sha256 in kept.parts:
                stream.write(self._read(sha256))
            stream.flush()
            if not link:
                os.fsync(stream.fileno())

    def bytes_of(self, kept: Kept) -> bytes:
        """Return the bytes of a file; every piece is checked.

        Raises:
            PartDamaged: A piece is missing or another.
        """
        return b"".join(map(self._read, kept.parts))

    def damaged(self, parts: Collection[str]) -> frozenset[str]:
        """Return which of these pieces are missing or not what their names say."""
        return frozenset(part for part in parts if not self._is_whole(part))

    def drop(self, parts: Collection[str]) -> None:
        """Remove pieces, such as damaged ones that are to be taken in anew."""
        for sha256 in parts:
            self._path(sha256).unlink(missing_ok=True)

    def sweep(self, wanted: Collection[str]) -> int:
        """Remove every piece that no backup names; return the bytes that went."""
        gone = 0
        for path in list(self._all()):
            if path.name not in wanted:
                gone += path.stat().st_size
                path.unlink()
        return gone

    def _put(self, sha256: str, piece: bytes) -> int:
        path = self._path(sha256)
        if path.is_file() and path.stat().st_size == len(piece):
            return 0
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            dir=path.parent, prefix=_STAGED, delete=False
        ) as staged:
            temporary = Path(staged.name)
            try:
                staged.write(piece)
                staged.flush()
                os.fsync(staged.fileno())
                temporary.replace(path)
            except OSError:
                temporary.unlink(missing_ok=True)
                raise
        return len(piece)

    def _read(self, sha256: str) -> bytes:
        try:
            piece = self._path(sha256).read_bytes()
        except OSError as error:
            raise PartDamaged(sha256) from error
        if sha256_hex(piece) != sha256:
            raise PartDamaged(sha256)
        return piece

    def _is_whole(self, sha256: str) -> bool:
        try:
            self._read(sha256)
        except PartDamaged:
            return False
        return True

    def _path(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256

    def _all(self) -> Iterator[Path]:
        return (path for path in self._root.glob("??/*") if path.is_file())
