"""Say what a backup holds and what a check of it found; read and write no file.

A backup's folder::

    pool/ab/<sha256>       pieces of files, each once, whatever backups name them
    <name>/record.json     every file by its path, with the pieces it consists of
    <name>/keys.json       the keys, sealed to their holders; apart from the pool
    <name>/checked.json    written last: this backup was restored and held
"""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from programme.document import Document, Identifier, Instant, Sha256

RECORD, KEYS, CHECKED = "record.json", "keys.json", "checked.json"


class Why(StrEnum):
    """Say what a backup was made for."""

    NIGHTLY = "nightly"
    BY_HAND = "by_hand"
    BEFORE_UPGRADE = "before_upgrade"


def _inside(path: str) -> str:
    """Return a path that leads nowhere else than below the county's folder.

    Raises:
        ValueError: It does.
    """
    steps = path.split("/")
    if not path or "\\" in path or "\0" in path or {"", ".", ".."} & set(steps):
        msg = "路径不对"
        raise ValueError(msg)
    return path


class Kept(Document):
    """Be one file: where it lay, and the pieces that make it."""

    path: Annotated[str, AfterValidator(_inside)]
    length: int = Field(ge=0)
    sha256: Sha256
    parts: tuple[Sha256, ...]


class Facts(Document):
    """Be what is held against a database after it was put together again."""

    kind: Literal["sqlite", "postgresql"]
    revision: str
    """Of its schema."""
    rows: dict[str, int]
    """By table; empty where a server keeps them."""
    highest_version: int
    """Of the targets that were published."""


class BackupRecord(Document):
    """Be the list of all that a backup holds."""

    kind_name: ClassVar[str] = "备份清单"

    format: Literal["mingbai.backup/1"] = "mingbai.backup/1"
    name: Identifier
    county: str
    made_at: Instant
    why: Why
    database: Kept
    facts: Facts
    files: tuple[Kept, ...]
    keys: Sha256 | None
    """Of the sealed keys; None: nobody holds keys, so none are in it."""
    holders: tuple[str, ...]
    """Names of those of whom any two open the keys."""
    highest_version: int
    """Of everything that devices hold against a lower number."""

    @property
    def length(self) -> int:
        """Return the bytes of all files together."""
        return self.database.length + sum(one.length for one in self.files)


class Checked(Document):
    """Be the word that a backup was restored, and that all of it held."""

    kind_name: ClassVar[str] = "备份核对记录"

    format: Literal["mingbai.backup-check/1"] = "mingbai.backup-check/1"
    record: Sha256
    at: Instant
    files: int
    rows: int
    journal: int
    """Entries of the journal, whose chain holds."""
    log: int
    """Leaves of the log of evidence, whose tree holds."""
    milliseconds: int
