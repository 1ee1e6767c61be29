"""Keep files by their SHA-256: `ab/<sha256>`; it does not know what they are.

A file gets its name only when it is whole and on the disk: a temporary in the same
folder, fsync, rename, fsync of the folder.
"""

import os
import re
from pathlib import Path
from tempfile import NamedTemporaryFile

from config.refusal_words import words_of
from programme.blocks import AssetRef
from programme.canonical import sha256_hex
from publishing.errors import NotThere, StorageFailed

_SHA256 = re.compile(r"[0-9a-f]{64}")


class FileStore:
    """Keep bytes under a folder, each once."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, data: bytes) -> AssetRef:
        """Keep bytes and return their name; the same bytes are kept once.

        Raises:
            StorageFailed: The disk refused; nothing has the name.
        """
        ref = AssetRef(sha256=sha256_hex(data), length=len(data))
        path = self.path_of(ref.sha256)
        try:
            if not _is_whole(path, ref):
                _write(path, data)
        except OSError as error:
            raise StorageFailed(words_of(error)) from error
        return ref

    def get(self, sha256: str) -> bytes:
        """Return the bytes of a name.

        Raises:
            NotThere: No such file, or one whose bytes are not those of its name.
        """
        try:
            data = self.path_of(sha256).read_bytes()
        except OSError as error:
            raise NotThere("这个文件") from error
        if sha256_hex(data) != sha256:
            raise NotThere("完好的这个文件")
        return data

    def has(self, ref: AssetRef) -> bool:
        """Say whether a file is there with the length of its reference."""
        path = self.path_of(ref.sha256)
        return path.is_file() and path.stat().st_size == ref.length

    def remove(self, sha256: str) -> None:
        """Remove a file for good; one that is not there is gone already.

        Raises:
            StorageFailed: The disk refused.
        """
        path = self.path_of(sha256)
        try:
            path.unlink()
            _sync_folder(path.parent)
        except FileNotFoundError:
            return
        except OSError as error:
            raise StorageFailed(words_of(error)) from error

    def path_of(self, sha256: str) -> Path:
        """Return where a file lies or would lie.

        Raises:
            NotThere: Not a SHA-256, so it names no file here.
        """
        if not _SHA256.fullmatch(sha256):
            raise NotThere("这个文件")
        return self.root / sha256[:2] / sha256


def _is_whole(path: Path, ref: AssetRef) -> bool:
    """Say whether a file is there with the bytes of its name."""
    if not path.exists() or path.stat().st_size != ref.length:
        return False
    return sha256_hex(path.read_bytes()) == ref.sha256


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".part-", delete=False) as part:
        temporary = Path(part.name)
        try:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    _sync_folder(path.parent)
    _sync_folder(path.parent.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
