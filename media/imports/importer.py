"""Import a file of staff: the one door from bytes to blocks."""

from pathlib import PurePosixPath

from media.imports.cage import Limits
from media.imports.cells import CellSheet
from media.imports.errors import EmptyDocument, NotASheet, TooLarge
from media.imports.header import check_header
from media.imports.kinds import Kind, kind_of
from media.imports.names import clean_name
from media.imports.process import Order, cells_apart, convert_apart, page_apart
from media.imports.result import Imported

MOST_BYTES = 50 * 1024 * 1024


def import_file(
    data: bytes, filename: str, *, limits: Limits | None = None
) -> Imported:
    """Return a file's title, blocks, pictures and what became of the rest.

    It blocks for seconds: call it off the event loop. At most two files are read at
    once; others wait.

    Args:
        data: The whole file.
        filename: As it came; it is cleaned here and never used as a path.
        limits: Of the child that reads it.

    Raises:
        ImportRefused: With a code and a sentence that says what to do.
    """
    order = _order(data, filename)
    return convert_apart(order, limits or Limits())


def read_cells(
    data: bytes, filename: str, *, limits: Limits | None = None
) -> tuple[CellSheet, ...]:
    """Return the cells of an Excel file; it blocks as `import_file` does.

    Raises:
        ImportRefused: With a code and a sentence that says what to do.
    """
    order = _order(data, filename)
    if order.kind is not Kind.SHEET:
        raise NotASheet(extension=PurePosixPath(order.name).suffix.lower())
    return cells_apart(order, limits or Limits())


def draw_page(
    data: bytes, filename: str, page: int, *, limits: Limits | None = None
) -> bytes:
    """Return a page of a PDF or a picture file as WebP, as people see it.

    It blocks as `import_file` does. Notes on the page and its links are not drawn.

    Args:
        data: The whole file.
        filename: As it came.
        page: Its number, from 1.
        limits: Of the child that draws it.

    Raises:
        ImportRefused: With a code and a sentence that says what to do.
    """
    return page_apart(_order(data, filename), page, limits or Limits())


def _order(data: bytes, filename: str) -> Order:
    """Return what a child is to be asked, if the file may go there at all.

    Raises:
        ImportRefused: It may not.
    """
    if len(data) > MOST_BYTES:
        raise TooLarge(found=len(data), most=MOST_BYTES)
    if not data:
        raise EmptyDocument
    name = clean_name(filename)
    kind = kind_of(data, name)
    check_header(data, kind)
    return Order(data=data, kind=kind, name=name)
