"""Hold what an import gives; nothing is read here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from programme.blocks import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """Say to staff what became of the file's contents."""

    kept: tuple[str, ...]
    simplified: tuple[str, ...]
    lost: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    """What stands beside the text: authors, comments, hidden cells; never published."""
    unread: tuple[str, ...] = ()
    """What no program can judge and a person must look at (REQ-19)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePart:
    """Be one place of the file, with what became of it."""

    label: str
    """What people call it: 第 3 页, 第 12 段."""
    shown: str
    """Its words as they stand in the file; empty where only its page can be shown."""
    page: int | None
    """The number of the page that `draw_page` draws, from 1."""
    blocks: tuple[int, ...]
    """The blocks that came of it, by number from 0."""
    is_title: bool
    simplified: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Be an imported file: a guess at its title, its blocks and its pictures."""

    title: str
    blocks: tuple[Block, ...]
    images: Mapping[str, bytes] = field(repr=False)
    """By SHA-256; those that the blocks name."""
    report: ImportReport
    parts: tuple[SourcePart, ...] = ()
    """The places of the file in order."""
