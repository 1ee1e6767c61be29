"""Read Excel files into blocks: visible sheets, texts as shown, formulas by value."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from lxml.etree import LxmlError
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from media.imports.archive import Archive, open_archive
from media.imports.errors import Damaged, TooManyColumns, TooManyRows
from media.imports.notes import Notes
from media.imports.number_format import shown
from media.imports.office_properties import note_properties
from media.imports.sheet_extras import note_sheet_extras
from media.imports.sheet_layout import Row, sheet_blocks
from media.imports.sheet_parts import (
    SheetEntry,
    SheetParts,
    sheet_entries,
    sheet_parts,
)
from programme.blocks import Block, Heading

MOST_ROWS = 50_000
MOST_COLUMNS = 200
FOREIGN = (
    InvalidFileException, zipfile.BadZipFile, ParseError, DefusedXmlException,
    LxmlError, LookupError, ValueError, TypeError, AttributeError, OSError,
    OverflowError, StopIteration, AssertionError,
)  # fmt: skip
"""What the reading library raises over a file that is not sound."""
_MACROS = re.compile(r"vbaProject|activeX", re.IGNORECASE)
_MOST_NAMED = 5


def workbook_blocks(data: bytes, notes: Notes) -> tuple[Block, ...]:
    """Return the blocks of an Excel file.

    Raises:
        Damaged: It cannot be read.
        Encrypted: It is locked with a password.
        ArchiveBomb: It unpacks to more than a workbook has.
        DoctypeFound: It declares a DOCTYPE.
        TooManyRows: A sheet has too many rows.
        TooManyColumns: A sheet has too many columns.
    """
    archive = open_archive(data)
    entries = sheet_entries(archive)
    _note_extras(archive, entries, notes)
    note_sheet_extras(archive, entries, notes)
    note_properties(archive, notes)
    with closing(_opened(data)) as book:
        sheets = [
            (entry.name, _sheet(book, archive, entry, notes))
            for entry in entries
            if entry.visible and entry.name in book.sheetnames
        ]
    filled = [(name, blocks) for name, blocks in sheets if blocks]
    if len(filled) == 1:
        return filled[0][1]
    return tuple(
        block
        for name, blocks in filled
        for block in (Heading(level=1, text=notes.clean(name)), *blocks)
    )


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


def _sheet(
    book: Workbook, archive: Archive, entry: SheetEntry, notes: Notes
) -> tuple[Block, ...]:
    sheet: Any = book[entry.name]
    if not hasattr(sheet, "reset_dimensions"):
        notes.lost("图表工作表")
        return ()
    parts = sheet_parts(archive, entry.path)
    sheet.reset_dimensions()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rows = _rows(sheet, entry.name, parts, notes)
    except FOREIGN as error:
        raise Damaged(reason=f"工作表“{entry.name}”读不懂") from error
    _note_parts(entry.name, parts, notes)
    return sheet_blocks(rows, parts)


def _rows(sheet: Any, name: str, parts: SheetParts, notes: Notes) -> list[Row]:  # noqa: ANN401 - the library's read-only sheet has no public type
    """Return the visible rows that hold something.

    Raises:
        TooManyRows: There are too many; all are counted for the message.
        TooManyColumns: They use too many columns.
    """
    found: list[Row] = []
    count = 0
    columns: set[int] = set()
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = dict(_texts(cells, parts, notes)) if cells else {}
        if not texts or number in parts.hidden_rows:
            continue
        count += 1
        columns |= texts.keys()
        if count <= MOST_ROWS:
            found.append(Row(number=number, texts=texts))
    if count > MOST_ROWS:
        raise TooManyRows(sheet=name, found=count, most=MOST_ROWS)
    if len(columns) > MOST_COLUMNS:
        raise TooManyColumns(sheet=name, found=len(columns), most=MOST_COLUMNS)
    return found


def _texts(
    cells: tuple[Any, ...], parts: SheetParts, notes: Notes
) -> Iterator[tuple[int, str]]:
    for column, cell in enumerate(cells, start=1):
        if cell.value is None or parts.column_hidden(column):
            continue
        if cell.data_type == "e":
            notes.lost(f"{cell.coordinate} 的公式算错了（{cell.value}）")
        text = notes.clean(shown(cell.value, cell.number_format))
        if text:
            yield column, " ".join(text.split("\n"))


def _note_extras(
    archive: Archive, entries: tuple[SheetEntry, ...], notes: Notes
) -> None:
    hidden = [entry.name for entry in entries if not entry.visible]
    for name in hidden:
        notes.lost(f"隐藏的工作表“{notes.clean(name)}”")
    if any(_MACROS.search(name) for name in archive.names):
        notes.lost("宏")
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
    if parts.drawings:
        notes.lost(f"“{name}”里的图片或图表")
    for reference in parts.unanswered[:_MOST_NAMED]:
        notes.lost(f"“{name}”{reference} 的公式没有算出的值，请用 Excel 打开后重新保存")
    if len(parts.unanswered) > _MOST_NAMED:
        rest = len(parts.unanswered) - _MOST_NAMED
        notes.lost(f"“{name}”里另有 {rest} 个公式没有算出的值")
