"""Hold what a page is put together from; nothing is placed or drawn here.

A strip is one block as it flows over pages; its pieces are never divided.
"""

from dataclasses import dataclass, replace
from typing import TypeAlias

from media.pages.fonts import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """Be one line of text, standing on its baseline."""

    x: int
    baseline: int
    text: str
    style: Style
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """Be a filled rectangle."""

    x: int
    y: int
    width: int
    height: int
    colour: str
    radius: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """Be a picture, scaled to its place."""

    x: int
    y: int
    width: int
    height: int
    sha256: str


Mark: TypeAlias = Ink | Fill | Photo


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Be the least that goes on a page: a line, a row, a picture."""

    height: int
    marks: tuple[Mark, ...]
    words: str = ""
    characters: int = 0
    number_cells: int = 0
    again: "Piece | None" = None
    """What stands here when the piece comes first on a page."""
    stays: bool = False
    """Whether the next piece of its strip stands on the same page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Be one block: its pieces from top to bottom, and how they may be parted."""

    pieces: tuple[Piece, ...]
    head: Piece | None = None
    """Repeated above the pieces on every page."""
    gap: int = 0
    """Blank above, except at the top of a page."""
    running: Piece | None = None
    """What stands above the pieces where a page begins with them."""
    carried: tuple[Piece | None, ...] = ()
    """For each piece what stands above it, below the head, where a page begins with it
    and the strip has begun before: 承前页."""
    passed: tuple[Piece, ...] = ()
    """For each piece what stands below it where the strip goes on overleaf: 过次页."""
    most_pieces: int | None = None
    """On one page, what is carried and passed being counted too."""
    keep_first: int = 1
    keep_last: int = 1
    keep_with_next: bool = False
    titles: bool = False
    """Whether it names what follows: then it is never the last on a page."""


def moved(mark: Mark, dx: int, dy: int) -> Mark:
    """Return a mark shifted right and down."""
    if isinstance(mark, Ink):
        return replace(mark, x=mark.x + dx, baseline=mark.baseline + dy)
    return replace(mark, x=mark.x + dx, y=mark.y + dy)
