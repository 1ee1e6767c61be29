"""Draw one page of a file for people to compare; runs in the child only."""

from contextlib import closing

import pypdfium2

from media.imports.errors import Damaged, PageNotThere
from media.imports.kinds import PICTURES, Kind
from media.imports.notes import Notes
from media.imports.pdf import check_size, drawn
from media.imports.pictures import PictureStore, Stored


def drawn_page(data: bytes, kind: Kind, number: int) -> bytes:
    """Return a page, from 1, as WebP.

    Raises:
        Damaged: It cannot be read.
        PageNotThere: The file has no such page, or none that can be drawn.
        PageTooLarge: The page is larger than any paper.
        TooManyPixels: The picture is too large.
    """
    store = PictureStore(Notes())
    if kind is Kind.PDF:
        stored = _of_pdf(data, number, store)
    elif kind in PICTURES:
        frames = store.add_file(data, kind)
        if not 0 < number <= len(frames):
            raise PageNotThere(page=number)
        stored = frames[number - 1]
    else:
        raise PageNotThere(page=number)
    return store.files[stored.ref.sha256]


def _of_pdf(data: bytes, number: int, store: PictureStore) -> Stored:
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            if not 0 < number <= len(document):
                raise PageNotThere(page=number)
            with closing(document[number - 1]) as page:
                check_size(page, number - 1)
                return store.add_page(drawn(page))
    except pypdfium2.PdfiumError as error:
        raise Damaged(reason="PDF 结构不完整") from error
