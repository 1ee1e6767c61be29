"""Hold a revision divided into pages, before anything is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from media.pages.paginate import Placed
from media.pages.pieces import Mark, Piece, moved
from media.pages.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """Be the pages of one revision on one sheet."""

    sheet: Sheet
    title: Piece
    pages: tuple[tuple[Placed, ...], ...]
    whole: int = 0
    """Of a summary: how many pages the whole would take; 0: this is the whole."""

    @property
    def size(self) -> tuple[int, int]:
        """Return the pixels across and down."""
        return self.sheet.width, self.sheet.height

    def marks(self, page: Sequence[Placed]) -> tuple[Mark, ...]:
        """Return the marks of one of the pages where they stand on it."""
        margin, below = self.sheet.margin, self.title.height
        marks = [moved(mark, margin, 0) for mark in self.title.marks]
        for placed in page:
            top = below + placed.y
            marks += [moved(mark, margin, top) for mark in placed.piece.marks]
        return tuple(marks)
