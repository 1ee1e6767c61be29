"""Keep finished files by their SHA-256; nothing gets its name before it was checked.

It does not know what the files are for, nor which of them are still needed.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from programme.canonical import sha256_hex
from sync_agent.disk import (
    DiskRefused,
    is_starved,
    problem_of,
    refusals_of,
    replace_file,
    sync_file,
    sync_folder,
)

_NAME = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1024 * 1024
_HEAD = 64


class AssetUnusable(Exception):
    """Say that a file is not there, or not what its name says; it is never shown."""

    code = "asset_unusable"

    def __init__(self, sha256: str, *, damaged: bool) -> None:
        self.sha256 = sha256
        self.damaged = damaged
        what = "已损坏" if damaged else "不在本机"
        super().__init__(f"文件 {sha256[:12]} {what}，会自动重新下载。")


class AssetFolder:
    """Hold files as `<ab>/<sha256>`, where ab is the name's first two digits.

    Whoever reads needs no lock: a name stands for the same bytes for ever.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def path_of(self, sha256: str) -> Path:
        """Return where a file lies, or would.

        Raises:
            AssetUnusable: The name is no SHA-256, so that no such file can be.
        """
        if not is_name(sha256):
            raise AssetUnusable(sha256, damaged=False)
        return self._root / sha256[:2] / sha256

    def holds(self, sha256: str, length: int | None = None) -> bool:
        """Say whether a file is there with this length; its bytes are not read."""
        try:
            size = self.path_of(sha256).stat().st_size
        except (OSError, AssetUnusable):
            return False
        return length is None or size == length

    def length_of(self, sha256: str) -> int:
        """Return how many bytes a file has; 0 where it is not there."""
        try:
            return self.path_of(sha256).stat().st_size
        except (OSError, AssetUnusable):
            return 0

    def read(self, sha256: str) -> bytes:
        """Return a file's bytes, checked against its name on every reading.

        Raises:
            AssetUnusable: Not there, unreadable, or damaged.
        """
        try:
            data = self.path_of(sha256).read_bytes()
        except FileNotFoundError as error:
            raise AssetUnusable(sha256, damaged=False) from error
        except OSError as error:
            raise AssetUnusable(sha256, damaged=True) from error
        if sha256_hex(data) != sha256:
            raise AssetUnusable(sha256, damaged=True)
        return data

    def head(self, sha256: str) -> bytes:
        """Return a file's first bytes, unchecked; empty where it cannot be read."""
        try:
            with self.path_of(sha256).open("rb") as file:
                return file.read(_HEAD)
        except (OSError, AssetUnusable):
            return b""

    def put(self, data: bytes) -> str:
        """Keep bytes under their SHA-256, which is returned.

        Raises:
            DiskRefused: The disk refused.
        """
        sha256 = sha256_hex(data)
        replace_file(self.path_of(sha256), data)
        return sha256

    def take(self, part: Path, sha256: str) -> None:
        """Give a downloaded file its final name.

        The folder is still to be synced, once for many files: `sync`.

        Raises:
            AssetUnusable: The bytes are others; the file stays where it was.
            DiskRefused: The disk refused.
        """
        path = self.path_of(sha256)
        with refusals_of(path):
            if digest_of_file(part) != sha256:
                raise AssetUnusable(sha256, damaged=True)
            path.parent.mkdir(parents=True, exist_ok=True)
            sync_file(part)
            part.replace(path)

    def sync(self, folders: set[Path]) -> None:
        """Make the names in these folders last.

        Raises:
            DiskRefused: The disk refused.
        """
        for folder in sorted(folders):
            sync_folder(folder)
        if folders:
            sync_folder(self._root)

    def damaged(self, sha256: str) -> bool:
        """Say whether a file is missing or has other bytes than its name says.

        Raises:
            DiskRefused: It cannot be looked at now; that says nothing of it.
        """
        try:
            return digest_of_file(self.path_of(sha256)) != sha256
        except AssetUnusable:
            return True
        except OSError as error:
            if is_starved(error):
                raise DiskRefused(sha256, problem_of(error)) from error
            return True

    def discard(self, sha256: str) -> None:
        """Remove a file that is damaged or needed no more.

        Raises:
            DiskRefused: The disk refused.
        """
        path = self.path_of(sha256)
        with refusals_of(path):
            path.unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """Yield the name of every file that is there.

        Raises:
            DiskRefused: The disk refused.
        """
        with refusals_of(self._root):
            for path in sorted(self._root.glob("[0-9a-f][0-9a-f]/*")):
                if _NAME.fullmatch(path.name):
                    yield path.name


def is_name(text: str) -> bool:
    """Say whether a text is a SHA-256 as files are named by it, and nothing else."""
    return _NAME.fullmatch(text) is not None


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes without holding them all in memory."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
