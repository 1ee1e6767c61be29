"""Say what the desk asks of the makers of blocks and pages; it makes neither."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from media.pages.manner import PLAIN, Manner
from media.pages.written import Written
from programme.blocks import Block, Revision
from programme.boards import Board
from programme.layout import Panel


class ImportedFile(Protocol):
    """Be what came out of a file."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return the pieces, in order."""
        ...

    @property
    def images(self) -> Mapping[str, bytes]:
        """Return the pictures that the blocks name, by SHA-256."""
        ...

    @property
    def report(self) -> Mapping[str, Any]:
        """Return what was kept, simplified and lost, as JSON."""
        ...

    @property
    def parts(self) -> tuple[Mapping[str, Any], ...]:
        """Return what became of each place of the file, as JSON."""
        ...


class Importer(Protocol):
    """Turn a file of staff into blocks."""

    def import_file(self, data: bytes, filename: str) -> ImportedFile:
        """Return what is in a file.

        Raises:
            UnusableInput: The file cannot be used; the message says why.
        """
        ...


class SetPage(Protocol):
    """Be one finished page."""

    @property
    def webp(self) -> bytes:
        """Return the file."""
        ...

    @property
    def pixels_sha256(self) -> str:
        """Return the SHA-256 of the decoded pixels."""
        ...

    @property
    def width(self) -> int:
        """Return the pixels across."""
        ...

    @property
    def height(self) -> int:
        """Return the pixels down."""
        ...

    @property
    def dwell_s(self) -> int:
        """Return the seconds that an older reader needs."""
        ...

    @property
    def words(self) -> str:
        """Return what the page says."""
        ...

    @property
    def whole(self) -> int:
        """Return of a summary how many pages the whole would take; 0: none is."""
        ...

    @property
    def count(self) -> int:
        """Return how many pages there are in all, this one among them."""
        ...

    @property
    def written(self) -> Sequence[Written]:
        """Return its lines where they stand, in the order in which they are read."""
        ...

    @property
    def number(self) -> int:
        """Return which of them this is, from 1."""
        ...

    @property
    def names(self) -> tuple[str, ...]:
        """Return at a glance what names each page; else nothing."""
        ...


class PageSetter(Protocol):
    """Turn a revision into pages for one panel."""

    def set_pages(
        self,
        revision: Revision,
        *,
        board: Board,
        panel: Panel,
        images: Mapping[str, bytes],
        manner: Manner = PLAIN,
    ) -> tuple[SetPage, ...]:
        """Return the pages in order; the same input gives the same bytes.

        Raises:
            UnusableInput: A page cannot be set; the message says why.
        """
        ...


class UnusableInput(Exception):
    """Carry a maker's refusal across the border, with its stable code.

    Whoever plugs a maker in translates its own errors into this one.
    """

    def __init__(self, message: str, *, code: str) -> None:
        self.code = code
        super().__init__(message)
