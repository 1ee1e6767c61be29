"""Hold which disclosures a device has erased, or must erase some day; a value.

`sync_agent.inner.erasing` writes it; readers leave out what it says is erased.
"""

import logging
from pathlib import Path
from typing import ClassVar, Literal

from programme.afterwards import time_up_at
from programme.document import Document, Identifier, Instant, Sha256
from programme.errors import ContractError
from programme.playlist import Item
from programme.programme import Withdrawal

_log = logging.getLogger(__name__)


class Marked(Document):
    """Name one entry of a programme that names persons."""

    disclosure: Identifier
    manifest: Sha256
    entry: Sha256
    """Of the entry as it was, for one with a window of another length is another; or
    of the withdrawal that took it down."""
    up_at: Instant | None
    """When its time is up; None: it goes only when it is taken down."""

    @classmethod
    def of(cls, item: Item) -> "Marked":
        """Name an item's entry."""
        return cls(
            disclosure=item.disclosure,
            manifest=item.entry.manifest.sha256,
            entry=item.entry.digest(),
            up_at=time_up_at(item.entry.window, item.manifest.rule_afterwards),
        )

    @classmethod
    def down(cls, word: Withdrawal) -> "Marked":
        """Name what a withdrawal took down."""
        return cls(
            disclosure=word.disclosure,
            manifest=word.manifest,
            entry=word.digest(),
            up_at=None,
        )


class Erased(Document):
    """Be one entry whose time is up, or that was taken down for a person's sake."""

    marked: Marked
    at: Instant
    told: bool = False
    """Nothing of it is on the disk, and the receipt lies in the outbox."""

    @property
    def by_time(self) -> bool:
        """Say whether its time was up; else it had left the programme by itself."""
        up_at = self.marked.up_at
        return up_at is not None and up_at <= self.at


class Erasures(Document):
    """Be what a device knows of erasing."""

    kind_name: ClassVar[str] = "清除记录"

    format: Literal["mingbai.erasures/1"] = "mingbai.erasures/1"
    marked: tuple[Marked, ...] = ()
    """What is on the disk and has to go when its time is up."""
    erased: tuple[Erased, ...] = ()

    @property
    def entries(self) -> frozenset[str]:
        """Return the digests of entries that nobody may read or fetch any more."""
        return frozenset(one.marked.entry for one in self.erased if one.by_time)


def erasures_at(path: Path) -> Erasures:
    """Return what a device's file says; nothing where it is missing or spoiled.

    Spoiled, it is made again: what is still held is marked anew, and what is over is
    dropped anew.
    """
    try:
        return Erasures.parse(path.read_bytes())
    except FileNotFoundError:
        return Erasures()
    except (OSError, ContractError) as error:
        _log.warning("%s: %s", path.name, error)
        return Erasures()
