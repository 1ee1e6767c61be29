"""Say what a PDF holds beside its text: properties and annotations."""

import ctypes
import re
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from media.imports.notes import Notes

_NAMES = {
    "Author": "文件属性里的作者",
    "Title": "文件属性里的标题",
    "Subject": "文件属性里的主题",
    "Keywords": "文件属性里的关键词",
}
_XMP = re.compile(rb"<x:xmpmeta.{0,200000}?</x:xmpmeta>", re.DOTALL)
_CREATOR = re.compile(r"<dc:creator>(.*?)</dc:creator>", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_MOST_NOTES = 500
_LONGEST = 4_000
_KEYS = (b"Contents", b"T")


def note_properties(document: pypdfium2.PdfDocument, data: bytes, notes: Notes) -> None:
    """Note what the properties of a PDF tell; none of it is published."""
    for name, text in document.get_metadata_dict(skip_empty=True).items():
        notes.margin(text)
        if name in _NAMES:
            notes.hidden(_NAMES[name], text)
    for packet in _XMP.findall(data):
        for creator in _CREATOR.findall(packet.decode("utf-8", "replace")):
            notes.hidden("文件属性里的作者", _TAGS.sub("", creator).strip())


def note_annotations(page: pypdfium2.PdfPage, notes: Notes) -> None:
    """Note the annotations of a page; none of them is published."""
    for key, text in _annotations(page):
        notes.margin(text)
        notes.hidden("PDF 里批注的作者" if key == b"T" else "PDF 里的批注", text)


def _annotations(page: pypdfium2.PdfPage) -> Iterator[tuple[bytes, str]]:
    count = min(raw.FPDFPage_GetAnnotCount(page), _MOST_NOTES)
    for number in range(count):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            for key in _KEYS:
                yield key, _value(annotation, key)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _value(annotation: raw.FPDF_ANNOTATION, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    size = min(length, _LONGEST * 2)
    room = ctypes.create_string_buffer(size)
    buffer = ctypes.cast(room, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return room.raw.decode("utf-16-le", "ignore").strip("\0 ")
