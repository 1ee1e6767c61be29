"""Set a revision's pages for one panel: check, lay out, divide, draw.

The order matters: whatever refuses a text does so before the first pixel.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from media.pages.checks import check_revision
from media.pages.drawing import Painter, pixels_sha256, webp_of
from media.pages.errors import TooManyPages
from media.pages.facts import FactsSetter
from media.pages.fonts import FontFiles, Fonts
from media.pages.paginate import Placed, paginate
from media.pages.pictures import picture_strip
from media.pages.pieces import Mark, Piece, Strip, moved
from media.pages.prose import ProseSetter
from media.pages.reading import dwell_s
from media.pages.sheet import Sheet, sheet_of
from media.pages.tables import TableSetter
from media.pages.title import set_title, title_piece
from programme.blocks import (
    Block,
    Figure,
    Heading,
    ListBlock,
    PageImageBlock,
    Paragraph,
    Revision,
    Table,
)
from programme.boards import Board
from programme.layout import Panel

MOST_PAGES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPage:
    """Be one finished page."""

    webp: bytes
    pixels_sha256: str
    width: int
    height: int
    dwell_s: int
    words: str


class PageSetter:
    """Turn revisions into pages; the same input gives the same bytes.

    Not to be shared between threads: each has its own.
    """

    def __init__(self, files: FontFiles, *, most_pages: int = MOST_PAGES) -> None:
        self._fonts = Fonts(files)
        self._most_pages = most_pages

    def set_pages(
        self,
        revision: Revision,
        *,
        board: Board,
        panel: Panel,
        images: Mapping[str, bytes],
    ) -> tuple[SetPage, ...]:
        """Return the pages of a revision for one panel.

        Args:
            revision: What to set.
            board: Whose colours the pages have.
            panel: The glass, which decides size and letters.
            images: The pictures that the blocks name, by SHA-256.

        Raises:
            GlyphMissing: A character cannot be drawn.
            TextTooLong: The text is longer than can be set.
            TooManyPages: It would take more pages than are allowed.
            PictureUnusable: A picture is absent or cannot be decoded.
        """
        check_revision(revision, self._fonts)
        sheet = sheet_of(panel, board)
        title = title_piece(
            set_title(revision.title.strip(), sheet, self._fonts), sheet
        )
        room = sheet.height - title.height
        strips = _Layout(sheet, self._fonts, room).strips(revision.blocks)
        pages = paginate(strips, room)
        if len(pages) > self._most_pages:
            raise TooManyPages(found=len(pages), most=self._most_pages)
        painter = Painter(self._fonts, images)
        return tuple(_drawn(page, title, sheet, painter) for page in pages)


class _Layout:
    """Turn blocks into strips for one sheet."""

    def __init__(self, sheet: Sheet, fonts: Fonts, room: int) -> None:
        self._sheet = sheet
        self._fonts = fonts
        self._room = room
        self._prose = ProseSetter(sheet, fonts)
        self._facts = FactsSetter(sheet, fonts)
        self._tables = TableSetter(sheet, fonts)

    def strips(self, blocks: Sequence[Block]) -> tuple[Strip, ...]:
        """Return the strips of all blocks, in order."""
        found: list[Strip] = []
        for number, block in enumerate(blocks):
            after = blocks[number + 1] if number + 1 < len(blocks) else None
            before = blocks[number - 1] if number else None
            if isinstance(block, Heading) and _names_table(block, after):
                continue
            found += self._of(block, before)
        return tuple(found)

    def _of(self, block: Block, before: Block | None) -> tuple[Strip, ...]:
        if isinstance(block, Heading):
            return (self._prose.heading(block),) if block.text.strip() else ()
        if isinstance(block, Paragraph):
            return self._prose.paragraph(block)
        if isinstance(block, ListBlock):
            return self._prose.entries(block)
        return self._wide(block, before)

    def _wide(
        self, block: Table | Figure | PageImageBlock, before: Block | None
    ) -> tuple[Strip, ...]:
        if isinstance(block, Table):
            return self._table(block, before)
        room = self._room
        if isinstance(before, Heading):
            room -= self._prose.heading(before).pieces[0].height * 2
        strip = picture_strip(block, self._sheet, self._fonts, room)
        if isinstance(block, PageImageBlock) and block.words.strip():
            return (strip, *self._prose.paragraph(Paragraph(text=block.words)))
        return (strip,)

    def _table(self, table: Table, before: Block | None) -> tuple[Strip, ...]:
        if before is None:
            facts = self._facts.strip(table)
            if facts is not None:
                return (facts,)
        part = table.caption
        if isinstance(before, Heading) and _names_table(before, table):
            part = before.text
        return self._tables.strips(table, self._room, part.strip())


def _names_table(heading: Heading, after: Block | None) -> bool:
    """Say whether a heading is drawn as the line above the next table."""
    return bool(heading.text.strip()) and isinstance(after, Table) and not after.caption


def _drawn(
    page: Sequence[Placed], title: Piece, sheet: Sheet, painter: Painter
) -> SetPage:
    marks: list[Mark] = [moved(mark, sheet.margin, 0) for mark in title.marks]
    for placed in page:
        top = title.height + placed.y
        marks += [moved(mark, sheet.margin, top) for mark in placed.piece.marks]
    picture = painter.paint((sheet.width, sheet.height), marks)
    pieces = [placed.piece for placed in page]
    said = [piece.words for piece in (title, *pieces) if piece.words]
    return SetPage(
        webp=webp_of(picture),
        pixels_sha256=pixels_sha256(picture),
        width=sheet.width,
        height=sheet.height,
        dwell_s=dwell_s(
            sum(piece.characters for piece in pieces),
            sum(piece.number_cells for piece in pieces),
        ),
        words="\n".join(said),
    )
