"""Read Excel files into blocks: visible sheets, texts as shown, formulas by value."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from lxml.etree import LxmlError
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from media.imports.archive import Archive, open_archive
from media.imports.errors import Damaged
from media.imports.notes import Notes
from media.imports.office_package import packed, plain_package
from media.imports.office_properties import note_properties
from media.imports.pictures import PictureStore
from media.imports.sheet_cell_pictures import CellPictures
from media.imports.sheet_extras import note_sheet_extras
from media.imports.sheet_layout import Row, sheet_blocks
from media.imports.sheet_parts import (
    SheetEntry,
    SheetParts,
    sheet_entries,
    sheet_parts,
)
from media.imports.sheet_pictures import SheetPicture, sheet_pictures
from media.imports.sheet_rows import RowReader
from programme.blocks import Block, Figure, Heading, PageImageBlock

FOREIGN = (
    InvalidFileException, zipfile.BadZipFile, ParseError, DefusedXmlException,
    LxmlError, LookupError, ValueError, TypeError, AttributeError, OSError,
    OverflowError, StopIteration, AssertionError,
)  # fmt: skip
"""What the reading library raises over a file that is not sound."""
_MACROS = re.compile(r"vbaProject|activeX", re.IGNORECASE)
_MOST_NAMED = 5


def workbook_blocks(
    data: bytes, notes: Notes, store: PictureStore
) -> tuple[Block, ...]:
    """Return the blocks of an Excel file.

    Raises:
        Damaged: It cannot be read.
        Encrypted: It is locked with a password.
        ArchiveBomb: It unpacks to more than a workbook has.
        DoctypeFound: It declares a DOCTYPE.
        TooManyRows: A sheet has too many rows.
        TooManyColumns: A sheet has too many columns.
        TooManyPixels: A picture is too large.
    """
    archive = plain_package(open_archive(data))
    entries = sheet_entries(archive)
    _note_extras(archive, entries, notes)
    note_sheet_extras(archive, entries, notes)
    note_properties(archive, notes)
    with closing(_opened(packed(archive))) as book:
        reading = _Book(book, archive, notes, store)
        sheets = [
            (entry.name, reading.sheet(entry))
            for entry in entries
            if entry.visible and entry.name in book.sheetnames
        ]
    filled = [(name, blocks) for name, blocks in sheets if blocks]
    if len(filled) == 1:
        return filled[0][1]
    # The name of the first of several sheets says nothing of the others.
    notes.first_may_be_title = False
    found: list[Block] = []
    for name, blocks in filled:
        heading = Heading(level=1, text=notes.clean(name))
        notes.trail.made(heading, notes.trail.places_of(blocks[0]))
        found += (heading, *blocks)
    return tuple(found)


def _opened(data: bytes) -> Workbook:
    try:
        with warnings.catch_warnings():
            # It warns of extensions and styles that are not read anyway.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False
            )
    except FOREIGN as error:
        raise Damaged(reason="不是完整的 Excel 表格") from error


class _Book:
    """Be one workbook while its sheets are read."""

    def __init__(
        self, book: Workbook, archive: Archive, notes: Notes, store: PictureStore
    ) -> None:
        self._book = book
        self._archive = archive
        self._notes = notes
        self._store = store
        self._inside = CellPictures(archive)
        self._marked = dict[str, SheetPicture]()

    def sheet(self, entry: SheetEntry) -> tuple[Block, ...]:
        """Return the blocks of one sheet: its text and tables, then its pictures.

        Raises:
            Damaged: It cannot be read.
            TooManyRows: It has too many rows.
            TooManyColumns: It has too many columns.
            TooManyPixels: A picture is too large.
        """
        notes, trail = self._notes, self._notes.trail
        sheet: Any = self._book[entry.name]
        if not hasattr(sheet, "reset_dimensions"):
            notes.lost("图表工作表")
            return ()
        trail.between()
        parts = sheet_parts(self._archive, entry.path)
        marked = len(self._marked)
        rows = self._rows(sheet, entry, parts)
        _note_parts(entry.name, parts, notes)
        loose = sheet_pictures(self._archive, entry, parts, notes)
        held = [*self._marked.items()][marked:]
        shown = [" ｜ ".join(row.texts.values()) for row in rows]
        shown += ["［图片］" for _ in loose]
        trail.at(f"工作表“{notes.clean(entry.name)}”", "\n".join(shown))
        blocks = sheet_blocks(rows, parts, entry.printing.title_rows)
        all_pictures = (*held, *(("", picture) for picture in loose))
        pictures = self._figures(all_pictures, is_scan=not rows)
        return tuple(trail.follow((*blocks, *pictures)))

    def _rows(self, sheet: Any, entry: SheetEntry, parts: SheetParts) -> list[Row]:  # noqa: ANN401 - the library's read-only sheet has no public type
        sheet.reset_dimensions()
        reader = RowReader(
            entry=entry,
            parts=parts,
            inside=self._inside,
            notes=self._notes,
            pictures=self._marked,
        )
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return reader.rows(sheet)
        except FOREIGN as error:
            raise Damaged(reason=f"工作表“{entry.name}”读不懂") from error

    def _figures(
        self, pictures: Iterable[tuple[str, SheetPicture]], *, is_scan: bool
    ) -> Iterator[Figure | PageImageBlock]:
        """Yield pictures; on a sheet without text they are its pages."""
        for mark, picture in pictures:
            data = self._archive.read(picture.member)
            if data is None:
                self._notes.lost("不在文件里的图片")
                continue
            try:
                stored = self._store.add_inside(data, picture.view)
            except Damaged:
                self._notes.lost("打不开的图片（多半是 EMF、WMF 格式）")
                continue
            ref, width, height = stored.ref, stored.width, stored.height
            if is_scan:
                self._notes.simplified("只有图片的工作表按整页图片收下，请补上文字")
                yield PageImageBlock(image=ref, width=width, height=height, words="")
                continue
            self._notes.simplified("表里的图片放在表格后面")
            yield Figure(image=ref, width=width, height=height, caption=mark)


def _note_extras(
    archive: Archive, entries: tuple[SheetEntry, ...], notes: Notes
) -> None:
    hidden = [entry.name for entry in entries if not entry.visible]
    for name in hidden:
        notes.lost(f"隐藏的工作表“{notes.clean(name)}”")
    if any(_MACROS.search(name) for name in archive.names):
        notes.lost("宏")
    if any("/ctrlProps/" in name for name in archive.names):
        notes.lost("控件")
    if any("/embeddings/" in name for name in archive.names):
        notes.lost("嵌入的文件")
    if any("/externalLinks/" in name for name in archive.names):
        notes.lost("指向别的文件的链接")
    if any("/comments" in name.lower() for name in archive.names):
        notes.lost("批注")


def _note_parts(name: str, parts: SheetParts, notes: Notes) -> None:
    if parts.hidden_rows:
        notes.lost(f"“{name}”里隐藏的行")
    if parts.hidden_columns:
        notes.lost(f"“{name}”里隐藏的列")
    if parts.background:
        notes.lost(f"“{name}”的背景图")
    for reference in parts.unanswered[:_MOST_NAMED]:
        notes.lost(f"“{name}”{reference} 的公式没有算出的值，请用 Excel 打开后重新保存")
    if len(parts.unanswered) > _MOST_NAMED:
        rest = len(parts.unanswered) - _MOST_NAMED
        notes.lost(f"“{name}”里另有 {rest} 个公式没有算出的值")
