"""Hold the pieces of a revision; pages, kiosk view, print and speech come from them.

Nothing here is drawn or read from a file.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from programme.document import Document, Sha256


class AssetRef(Document):
    """Name one finished file by its SHA-256 and its length in bytes."""

    sha256: Sha256
    length: Annotated[int, Field(ge=0, le=64 * 1024 * 1024)]


class Heading(Document):
    """Be a heading; level 1 is the largest below the title."""

    kind: Literal["heading"] = "heading"
    level: Annotated[int, Field(ge=1, le=3)]
    text: str


class Paragraph(Document):
    """Be a paragraph of running text."""

    kind: Literal["paragraph"] = "paragraph"
    text: str


class ListBlock(Document):
    """Be a list; each entry is one line of text."""

    kind: Literal["list"] = "list"
    ordered: bool
    entries: tuple[str, ...]


class Cell(Document):
    """Be one cell of a table; spans reach right and down."""

    text: str
    colspan: Annotated[int, Field(ge=1, le=200)] = 1
    rowspan: Annotated[int, Field(ge=1, le=50_000)] = 1


class Table(Document):
    """Be a table; its first `header_rows` rows are repeated on every page.

    A row lists only the cells that begin in it, from left to right.
    """

    kind: Literal["table"] = "table"
    caption: str = ""
    unit_note: str = ""
    """The unit said once: 元, 万元, 亩."""
    header_rows: Annotated[int, Field(ge=0, le=5)]
    numeric_columns: tuple[int, ...] = ()
    """Columns, from 0, whose figures are aligned at the right."""
    total_rows: tuple[int, ...] = ()
    """Rows, from 0, that hold sums."""
    rows: tuple[tuple[Cell, ...], ...]


class Figure(Document):
    """Be a picture with its words."""

    kind: Literal["figure"] = "figure"
    image: AssetRef
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]
    caption: str = ""
    words: str = ""
    """What the picture says, for who cannot see it."""


class PageImageBlock(Document):
    """Be a scanned page as a picture, with its words typed or confirmed."""

    kind: Literal["page_image"] = "page_image"
    image: AssetRef
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]
    words: str


Block = Annotated[
    Heading | Paragraph | ListBlock | Table | Figure | PageImageBlock,
    Field(discriminator="kind"),
]


class Revision(Document):
    """Be one exact version of a disclosure; its digest names it."""

    kind_name: ClassVar[str] = "版本"

    format: Literal["mingbai.revision/1"] = "mingbai.revision/1"
    title: str
    blocks: tuple[Block, ...]
    source: AssetRef | None = None
    """The file that staff imported, kept as it came (REQ-16)."""
    source_name: str = ""


def images_of(blocks: tuple[Block, ...]) -> tuple[AssetRef, ...]:
    """Return the pictures that blocks show, each once, in order."""
    found: dict[str, AssetRef] = {}
    for block in blocks:
        if isinstance(block, Figure | PageImageBlock):
            found.setdefault(block.image.sha256, block.image)
    return tuple(found.values())


def text_of(block: Block) -> str:
    """Return the words of one block, cells separated by spaces, rows by lines."""
    return "\n".join(part for part in _parts(block) if part)


def _parts(block: Block) -> tuple[str, ...]:
    if isinstance(block, Heading | Paragraph):
        return (block.text,)
    if isinstance(block, ListBlock):
        return block.entries
    if isinstance(block, Table):
        rows = (" ".join(cell.text for cell in row) for row in block.rows)
        return (block.caption, *rows)
    caption = block.caption if isinstance(block, Figure) else ""
    return (caption, block.words)
