"""Show the file that a version was imported from beside what became of it (REQ-16).

Pages are drawn in a process apart each time somebody looks; none of them is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from media.imports.errors import ImportRefused
from media.imports.result import SourcePart
from programme.blocks import Block, PageImageBlock
from publishing.desk.ports import ImportedFile
from publishing.desk.rows import blocks_of, visible
from publishing.desk.text import clean_value
from publishing.errors import NotThere, Refused
from publishing.files import FileStore
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.disclosures import Draft
from publishing.tables.imports import ImportReading

DrawPage = Callable[[bytes, str, int], bytes]
"""Draws a page of a file, named by its name and number from 1."""

_PARTS = TypeAdapter(tuple[SourcePart, ...])
_BLOCKS = TypeAdapter(tuple[Block, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """Be what became of a file, place by place."""

    name: str
    parts: tuple[SourcePart, ...]
    blocks: tuple[Block, ...]
    """As they came of the file."""
    title: str
    is_changed: bool
    """Whether somebody changed the pieces since; words of scans do not count."""


class Sources:
    """Give out the reading of a version's file, and its pages."""

    def __init__(
        self, *, acting: Acting, files: FileStore, draw_page: DrawPage
    ) -> None:
        self._acting = acting
        self._files = files
        self._draw_page = draw_page

    def reading(self, actor: str, draft: str) -> SourceView:
        """Return what became of the file of a version.

        Raises:
            NotThere: No such version, not for this person, or it was typed.
        """

        def do(session: Session, person: Person) -> SourceView:
            row = visible(session, person, draft)
            kept = _reading(session, row)
            blocks = _BLOCKS.validate_python(kept.blocks)
            now = blocks_of(row)
            return SourceView(
                name=row.source_name,
                parts=_PARTS.validate_python(kept.parts),
                blocks=blocks,
                title=str(row.import_report.get("title", "")),
                is_changed=_wordless(blocks) != _wordless(now),
            )

        return self._acting.look(actor, "draft.source", do)

    def page(self, actor: str, draft: str, number: int) -> bytes:
        """Return a page of the file as a picture.

        Raises:
            NotThere: No such version or page, or not for this person.
            Refused: It cannot be drawn.
        """

        def do(session: Session, person: Person) -> tuple[str, str]:
            row = visible(session, person, draft)
            parts = _PARTS.validate_python(_reading(session, row).parts)
            if number not in {part.page for part in parts} or not row.source_sha256:
                raise NotThere("原文件的这一页")
            return row.source_sha256, row.source_name

        sha256, name = self._acting.look(actor, "draft.source", do)
        suffix = PurePosixPath(name).suffix
        try:
            return self._draw_page(self._files.get(sha256), f"原文件{suffix}", number)
        except ImportRefused as error:
            raise Refused(str(error), code=error.code) from error


def keep_reading(
    session: Session, row: Draft, source_sha256: str, imported: ImportedFile
) -> None:
    """Keep what became of a file, in place of an earlier one's."""
    kept = session.get(ImportReading, row.id) or ImportReading(draft_id=row.id)
    kept.source_sha256 = source_sha256
    kept.parts = clean_value([dict(part) for part in imported.parts])
    kept.blocks = clean_value(_BLOCKS.dump_python(imported.blocks, mode="json"))
    session.add(kept)


def copy_reading(session: Session, last: Draft, row: Draft) -> None:
    """Let a new version show the file of the one that it replaces."""
    kept = session.get(ImportReading, last.id)
    if kept is not None:
        session.add(
            ImportReading(
                draft_id=row.id,
                source_sha256=kept.source_sha256,
                parts=kept.parts,
                blocks=kept.blocks,
            )
        )


def _reading(session: Session, row: Draft) -> ImportReading:
    kept = session.get(ImportReading, row.id)
    if kept is None or kept.source_sha256 != row.source_sha256:
        raise NotThere("这一件的原文件对照（不是导入的，或者是以前导入的）")
    return kept


def _wordless(blocks: tuple[Block, ...]) -> tuple[Any, ...]:
    """Return pieces without the words of scans, which people are asked to type."""
    return tuple(
        block.model_copy(update={"words": ""})
        if isinstance(block, PageImageBlock)
        else block
        for block in blocks
    )
