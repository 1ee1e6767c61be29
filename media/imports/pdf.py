"""Read PDF files: text in reading order, pages without text as pictures.

Scripts, forms, attachments and links never come along.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2

from media.imports.errors import Damaged, Encrypted, PageTooLarge, TooManyPages
from media.imports.notes import Notes
from media.imports.pdf_extras import note_annotations, note_properties
from media.imports.pictures import PictureStore
from media.imports.plain import block_of
from media.imports.text import joined, paragraphs_of
from programme.blocks import Block, PageImageBlock

MOST_PAGES = 500
MOST_POINTS = 14_400
"""Of a page's side: 200 inches, the most that PDF's own rules allow."""
_WIDE_PX = 1_600
_MOST_SCALE = 4.0
_SHORT = 0.82
"""A line shorter than this part of the widest ends its paragraph."""
_ENDS = ("。", "！", "？", "；", "：", ".", ":")
_MOST_SCANS = 60
_HEAD_LINES, _FOOT_LINES = 4, 2
_HAN = r"[\u3000-\u9fff\uff00-\uffef]"
_APART = re.compile(rf"(?<={_HAN}) (?={_HAN})")
_SPACED = 0.8
"""Of a line's characters that stand apart: then it was only set wide."""
_LINE_END, _CARRIAGE, _BLANK = 0x0A, 0x0D, 0x20
_DROPPED = frozenset((0x00, 0x02, 0xFFFE, 0xFFFF))
"""What the library puts where a word was hyphenated."""
_NOT_SHOWN = _DROPPED | {_BLANK, 0x3000}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """Be one line of text with its place in points."""

    text: str
    left: float
    right: float
    middle: float
    height: float


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


def _blocks(
    document: pypdfium2.PdfDocument, data: bytes, notes: Notes, store: PictureStore
) -> tuple[Block, ...]:
    if len(document) > MOST_PAGES:
        raise TooManyPages(found=len(document), most=MOST_PAGES)
    _note_extras(document, data, notes)
    blocks: list[Block] = []
    scans = 0
    for number in range(len(document)):
        with closing(document[number]) as page:
            _check_size(page, number)
            note_annotations(page, notes)
            lines = _lines(page, notes)
            _note_edges(lines, notes)
            if lines:
                blocks += _prose(lines)
                _note_pictures(page, notes)
                continue
            scans += 1
            if scans > _MOST_SCANS:
                raise TooManyPages(found=len(document), most=_MOST_SCANS)
            blocks.append(_scan(page, store))
            notes.simplified(f"第 {number + 1} 页没有文字，按图片收下，请补上文字")
    if any(block.kind != "page_image" for block in blocks):
        notes.simplified("PDF 的版面和表格线没有保留，只留文字")
    return tuple(blocks)


def _check_size(page: pypdfium2.PdfPage, number: int) -> None:
    width, height = page.get_size()
    if not (0 < width <= MOST_POINTS and 0 < height <= MOST_POINTS):
        raise PageTooLarge(page=number + 1, width=int(width), height=int(height))


def _note_extras(document: pypdfium2.PdfDocument, data: bytes, notes: Notes) -> None:
    note_properties(document, data, notes)
    if document.count_attachments():
        notes.lost("附在 PDF 里的文件")
    if b"/JavaScript" in data or b"/JS" in data:
        notes.lost("PDF 里的脚本")
    if b"/URI" in data:
        notes.lost("指向外面的链接")
    if b"/AcroForm" in data:
        notes.lost("可填写的表单")


def _note_edges(lines: list[_Line], notes: Notes) -> None:
    """Note the first and last lines of a page: its marks stand there."""
    for line in (*lines[:_HEAD_LINES], *lines[-_FOOT_LINES:]):
        notes.margin(line.text)


def _note_pictures(page: pypdfium2.PdfPage, notes: Notes) -> None:
    kinds = (pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,)
    for _ in page.get_objects(filter=kinds, max_depth=2):
        notes.lost("文字页上的图片")


def _scan(page: pypdfium2.PdfPage, store: PictureStore) -> PageImageBlock:
    width, height = page.get_size()
    scale = min(_MOST_SCALE, _WIDE_PX / min(width, height), 3_800 / max(width, height))
    stored = store.add_page(page.render(scale=scale).to_pil())
    return PageImageBlock(
        image=stored.ref, width=stored.width, height=stored.height, words=""
    )


def _lines(page: pypdfium2.PdfPage, notes: Notes) -> list[_Line]:
    """Return the page's lines in reading order."""
    with closing(page.get_textpage()) as text:
        points = [
            pypdfium2.raw.FPDFText_GetUnicode(text, index)
            for index in range(text.count_chars())
        ]
        lines = [
            line
            for span in _line_spans(points)
            if (line := _line(text, points, span, notes)) is not None
        ]
    return _ordered(lines)


def _line_spans(points: list[int]) -> Iterator[range]:
    """Yield the indices of each line's characters."""
    begun = 0
    for index, point in enumerate([*points, _LINE_END]):
        if point in (_LINE_END, _CARRIAGE):
            if index > begun:
                yield range(begun, index)
            begun = index + 1


def _line(
    text: pypdfium2.PdfTextPage, points: list[int], span: range, notes: Notes
) -> _Line | None:
    shown = [index for index in span if points[index] not in _NOT_SHOWN]
    said = notes.clean(_decoded([points[index] for index in span]))
    apart = len(_APART.findall(said))
    if apart > 1 and apart >= _SPACED * (len(said) - apart - 1):
        said = _APART.sub("", said)
    if not shown or not said:
        return None
    left, bottom, _, top = text.get_charbox(shown[0])
    right = text.get_charbox(shown[-1])[2]
    return _Line(
        text=said,
        left=left,
        right=right,
        middle=(bottom + top) / 2,
        height=max(1.0, top - bottom),
    )


def _decoded(points: list[int]) -> str:
    """Return the text of code points, pairs of surrogates put together."""
    text = "".join(chr(point) for point in points if point not in _DROPPED)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _ordered(pieces: list[_Line]) -> list[_Line]:
    """Return lines as they came, or from top to bottom if they came jumbled."""
    pairs = list(pairwise(pieces))
    up = sum(1 for a, b in pairs if b.middle > a.middle + a.height)
    if up * 4 <= len(pairs):
        return pieces
    return sorted(pieces, key=lambda piece: (-round(piece.middle / 4), piece.left))


def _prose(lines: list[_Line]) -> Iterator[Block]:
    """Yield paragraphs: a short line or a full stop at a line's end closes one."""
    left = min(line.left for line in lines)
    widest = max(line.right for line in lines) - left
    held: list[str] = []
    for line in lines:
        begins = line.left - left > 1.2 * line.height
        if begins and held:
            yield from _closed(held)
            held = []
        held.append(line.text)
        short = line.right - left < _SHORT * widest
        if short or line.text.endswith(_ENDS):
            yield from _closed(held)
            held = []
    if held:
        yield from _closed(held)


def _closed(lines: list[str]) -> Iterator[Block]:
    for text in paragraphs_of(joined(lines)):
        yield block_of(text)
