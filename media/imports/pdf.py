"""Read PDF files: text in reading order, tables, pages without text as pictures.

Scripts, forms, attachments and links never come along.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pypdfium2
from PIL import Image

from media.imports.errors import Damaged, Encrypted, PageTooLarge, TooManyPages
from media.imports.notes import Notes
from media.imports.page_columns import GappedTable, parts_of
from media.imports.page_geometry import Line, Piece, line_of, rows_of
from media.imports.page_notes import without_heads, without_notes
from media.imports.page_prose import (
    Item,
    Prose,
    ReadPage,
    body_size,
    without_folios,
)
from media.imports.page_tables import RuledTable, ruled_tables
from media.imports.page_upright import upright_lines, with_short_ones
from media.imports.page_view import view_of_page
from media.imports.pdf_extras import note_annotations, note_properties
from media.imports.pdf_pictures import page_figures, picture_parts
from media.imports.pdf_rules import page_rules
from media.imports.pdf_text import holds_shapeless_text, page_pieces, text_view
from media.imports.pictures import PictureStore
from programme.blocks import Block, PageImageBlock

MOST_PAGES = 500
MOST_POINTS = 14_400
"""Of a page's side: 200 inches, the most that PDF's own rules allow."""
_WIDE_PX = 1_600
_MOST_SCALE = 4.0
_MOST_SCANS = 60
_UNREAD = (
    "可能有读不出的文字（字体没有嵌在文件里），请照原页核对，或者嵌入字体后重新输出"
)
_WHITE = 250
"""And above, to be paper on which nothing stands."""
_HEAD_LINES, _FOOT_LINES = 4, 2
_SCAN_PART = 0.6
"""Of a page that a picture covers: then its text was read by a machine."""


def pdf_blocks(data: bytes, notes: Notes, store: PictureStore) -> tuple[Block, ...]:
    """Return the blocks of a PDF file.

    Raises:
        Damaged: It cannot be read.
        Encrypted: It needs a password.
        TooManyPages: It has too many pages, or too many of them are scans.
        PageTooLarge: A page is larger than any paper.
    """
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            return _blocks(document, data, notes, store)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Encrypted from error
        raise Damaged(reason="PDF 结构不完整") from error


def _page_scale(page: pypdfium2.PdfPage) -> float:
    """Return how large a page is drawn so that its letters can be read."""
    size: tuple[float, float] = page.get_size()
    width, height = size
    return min(_MOST_SCALE, _WIDE_PX / min(width, height), 3_800 / max(width, height))


def drawn(page: pypdfium2.PdfPage) -> Image.Image:
    """Return a page as a picture, without the notes that stand on it."""
    bitmap = page.render(
        scale=_page_scale(page), may_draw_forms=False, draw_annots=False
    )
    picture: Image.Image = bitmap.to_pil()
    return picture


def check_size(page: pypdfium2.PdfPage, number: int) -> None:
    """Return only if a page is no larger than any paper.

    Raises:
        PageTooLarge: It is.
    """
    width, height = page.get_size()
    if not (0 < width <= MOST_POINTS and 0 < height <= MOST_POINTS):
        raise PageTooLarge(page=number + 1, width=int(width), height=int(height))


def _blocks(
    document: pypdfium2.PdfDocument, data: bytes, notes: Notes, store: PictureStore
) -> tuple[Block, ...]:
    if len(document) > MOST_PAGES:
        raise TooManyPages(found=len(document), most=MOST_PAGES)
    _note_extras(document, data, notes)
    pages: list[ReadPage] = []
    scans = 0
    for number in range(len(document)):
        notes.trail.at(f"第 {number + 1} 页", page=number + 1)
        with closing(document[number]) as page:
            check_size(page, number)
            note_annotations(page, notes)
            items = _Page(page, number, notes).items(store)
        scans += any(isinstance(item, PageImageBlock) for item in items)
        if scans > _MOST_SCANS:
            raise TooManyPages(found=len(document), most=_MOST_SCANS)
        pages.append(ReadPage(items=items, places=notes.trail.here))
    if scans < len(pages):
        notes.simplified("PDF 的字体和版面没有保留，只留文字和认得出的表格")
    body = body_size(pages)
    kept = [_with_notes(page, notes, body) for page in _bare(pages, notes)]
    return tuple(Prose(kept, notes.trail).blocks())


def _bare(pages: list[ReadPage], notes: Notes) -> list[ReadPage]:
    """Return pages without what only paper needs: page numbers and page heads."""
    kept, folios = without_folios(pages)
    if folios:
        notes.simplified(f"去掉了 {folios} 页的页码")
    kept, heads = without_heads(kept)
    if heads:
        notes.simplified(f"去掉了 {heads} 页重复的页眉")
    return kept


def _with_notes(page: ReadPage, notes: Notes, body: float) -> ReadPage:
    """Return a page whose notes go to the places that call them."""
    left, found = without_notes(page, body)
    if not found:
        return page
    notes.simplified("页脚的注释移到引用它的那段后面")
    return replace(left, notes=tuple((note.mark, note.text) for note in found))


def _note_extras(document: pypdfium2.PdfDocument, data: bytes, notes: Notes) -> None:
    note_properties(document, data, notes)
    if document.count_attachments():
        notes.lost("附在 PDF 里的文件")
    if b"/JavaScript" in data or b"/JS" in data:
        notes.lost("PDF 里的脚本")
    if b"/URI" in data:
        notes.lost("指向外面的链接")
    if b"/AcroForm" in data:
        notes.lost("可填写的表单和填在里面的内容（要公开，请打印成 PDF 再导入）")


class _Page:
    """Be one page while it is read."""

    def __init__(self, page: pypdfium2.PdfPage, number: int, notes: Notes) -> None:
        self._page = page
        self._name = f"第 {number + 1} 页"
        self._view = view_of_page(page)
        self._notes = notes

    def items(self, store: PictureStore) -> tuple[Item | Block, ...]:
        """Return what stands on it, in reading order."""
        with closing(self._page.get_textpage()) as text:
            self._view = text_view(self._view, text)
            rules = page_rules(self._page, self._view)
            pieces = page_pieces(self._view, text, rules, self._notes)
        if holds_shapeless_text(self._page):
            self._notes.lost(f"{self._name}{_UNREAD}")
        lines = [line_of(row) for row in rows_of(pieces)]
        self._note_edges(lines)
        if not pieces or self._is_covered():
            return self._scan(store, "\n".join(line.text for line in lines))
        if any(piece.is_down for piece in pieces):
            self._notes.simplified(f"{self._name}有竖排的文字，次序请照原页核对")
        figures = tuple(page_figures(self._page, self._view, store, self._notes))
        items = page_items(pieces, ruled_tables(pieces, rules))
        return (*items, *figures)

    def _note_edges(self, lines: list[Line]) -> None:
        """Note the first and last lines of a page: its marks stand there."""
        for line in (*lines[:_HEAD_LINES], *lines[-_FOOT_LINES:]):
            self._notes.margin(line.text)

    def _is_covered(self) -> bool:
        """Say whether one picture is the page."""
        parts = picture_parts(self._page, self._view)
        return any(part >= _SCAN_PART for part in parts)

    def _scan(self, store: PictureStore, words: str) -> tuple[PageImageBlock, ...]:
        """Return a page as a picture; a page on which nothing is gives none."""
        picture = drawn(self._page)
        ink = picture.convert("L").point(lambda value: 255 if value < _WHITE else 0)
        if not words and ink.getbbox() is None:
            self._notes.simplified(f"{self._name}是空白页，没有收")
            return ()
        stored = store.add_page(picture)
        if words:
            said = f"{self._name}是扫描页，文字是机器认的，请照原页核对"
        else:
            said = f"{self._name}没有文字，按图片收下，请补上文字"
        self._notes.simplified(said)
        ref, width, height = stored.ref, stored.width, stored.height
        page = PageImageBlock(image=ref, width=width, height=height, words=words)
        return (page,)


def page_items(
    pieces: list[Piece], tables: tuple[RuledTable, ...]
) -> Iterator[Line | GappedTable | RuledTable]:
    """Yield the lines and tables of a page from top to bottom."""
    inside = frozenset[int]().union(*(table.pieces for table in tables))
    free = [piece for number, piece in enumerate(pieces) if number not in inside]
    down = [piece for piece in free if piece.is_down]
    columns, flat = with_short_ones(
        down, [piece for piece in free if not piece.is_down]
    )
    upright = [*upright_lines(columns)]
    for item in _flat_items(flat, tables):
        while upright and upright[0].top < item.top:
            yield upright.pop(0)
        yield item
    yield from upright


def _flat_items(
    left: list[Piece], tables: tuple[RuledTable, ...]
) -> Iterator[Line | GappedTable | RuledTable]:
    for table in tables:
        above = [piece for piece in left if piece.middle < table.top]
        left = [piece for piece in left if piece.middle >= table.top]
        yield from parts_of(rows_of(above))
        yield table
    yield from parts_of(rows_of(left))
