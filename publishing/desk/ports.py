"""Say what the desk asks of the makers of blocks and pages; it makes neither."""

from collections.abc import Mapping
from typing import Any, Protocol

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


class PageSetter(Protocol):
    """Turn a revision into pages for one panel."""

    def set_pages(
        self,
        revision: Revision,
        *,
        board: Board,
        panel: Panel,
        images: Mapping[str, bytes],
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
