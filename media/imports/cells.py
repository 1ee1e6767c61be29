"""Read the cells of an Excel file as they stand, where columns mean something.

Nothing is turned into blocks here, and no formula is computed: a cell that holds one
says so. Hidden rows are read too, because a filtered list is still a list.
"""

import datetime as dt
import io
import json
import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from media.imports.archive import Archive, open_archive
from media.imports.errors import Damaged, SecrecyMark, TooManyColumns, TooManyRows
from media.imports.number_format import shown
from media.imports.secrecy import secrecy_mark
from media.imports.sheet import FOREIGN
from media.imports.sheet_parts import SheetEntry, sheet_entries, sheet_parts
from media.imports.text import clean_text

MOST_ROWS = 5_000
MOST_COLUMNS = 100
_HEAD_ROWS = 12


class CellKind(StrEnum):
    """Say what a cell holds."""

    TEXT = "text"
    DATE = "date"
    FORMULA = "formula"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Be one cell that holds something; rows and columns count from 1."""

    row: int
    column: int
    text: str
    kind: CellKind = CellKind.TEXT

    @property
    def name(self) -> str:
        """Return where it stands: C7."""
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSheet:
    """Be one visible sheet."""

    name: str
    cells: tuple[Cell, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row, last column."""


def workbook_cells(data: bytes, name: str) -> tuple[CellSheet, ...]:
    """Return the visible sheets of an Excel file that hold something.

    Raises:
        ImportRefused: It is damaged, dangerous, too large or marked secret.
    """
    archive = open_archive(data)
    entries = [entry for entry in sheet_entries(archive) if entry.visible]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with closing(
                openpyxl.load_workbook(
                    io.BytesIO(data), read_only=True, data_only=False, keep_links=False
                )
            ) as book:
                sheets = [
                    _sheet(book[entry.name], archive, entry)
                    for entry in entries
                    if entry.name in book.sheetnames
                ]
    except FOREIGN as error:
        raise Damaged(reason="不是完整的 Excel 表格") from error
    _check_not_secret(name, sheets)
    return tuple(sheet for sheet in sheets if sheet.cells)


def _sheet(sheet: Any, archive: Archive, entry: SheetEntry) -> CellSheet:  # noqa: ANN401 - the library's read-only sheet has no public type
    if not hasattr(sheet, "reset_dimensions"):
        return CellSheet(name=clean_text(entry.name), cells=())
    sheet.reset_dimensions()
    return CellSheet(
        name=clean_text(entry.name),
        cells=tuple(_cells(sheet, entry.name)),
        merged=tuple(sheet_parts(archive, entry.path).merged),
    )


def _cells(sheet: Any, name: str) -> Iterator[Cell]:  # noqa: ANN401 - the library's read-only sheet has no public type
    """Yield the cells that hold something.

    Raises:
        TooManyRows: There are too many; all are counted for the message.
        TooManyColumns: They use too many columns.
    """
    filled = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        found = [one for one in row if one.value is not None]
        filled += bool(found)
        if filled > MOST_ROWS:
            continue
        for one in found:
            if one.column > MOST_COLUMNS:
                raise TooManyColumns(sheet=name, found=one.column, most=MOST_COLUMNS)
            cell = _cell(one, number)
            if cell.text:
                yield cell
    if filled > MOST_ROWS:
        raise TooManyRows(sheet=name, found=filled, most=MOST_ROWS)


def _cell(one: Any, row: int) -> Cell:  # noqa: ANN401 - the library's read-only cell has no public type
    kind, text = CellKind.TEXT, ""
    if one.data_type == "f":
        kind, text = CellKind.FORMULA, "="
    elif one.data_type == "e":
        kind, text = CellKind.ERROR, str(one.value)
    elif isinstance(one.value, dt.date):
        day = one.value.date() if isinstance(one.value, dt.datetime) else one.value
        kind, text = CellKind.DATE, day.isoformat()
    else:
        text = clean_text(shown(one.value, one.number_format)).strip()
    return Cell(row=row, column=one.column, text=text, kind=kind)


def _check_not_secret(name: str, sheets: list[CellSheet]) -> None:
    heads = [
        cell.text for sheet in sheets for cell in sheet.cells if cell.row <= _HEAD_ROWS
    ]
    mark = secrecy_mark([name, *heads])
    if mark is not None:
        raise SecrecyMark(mark=mark)


def dumped(sheets: tuple[CellSheet, ...]) -> bytes:
    """Return sheets as they go through a pipe."""
    return json.dumps([asdict(sheet) for sheet in sheets]).encode()


def loaded(data: bytes) -> tuple[CellSheet, ...]:
    """Return sheets that came through a pipe.

    Raises:
        ValueError: They are not what was promised.
        KeyError: Something is missing in them.
    """
    return tuple(_loaded(sheet) for sheet in json.loads(data))


def _loaded(sheet: Mapping[str, Any]) -> CellSheet:
    return CellSheet(
        name=str(sheet["name"]),
        cells=tuple(
            Cell(
                row=int(one["row"]),
                column=int(one["column"]),
                text=str(one["text"]),
                kind=CellKind(one["kind"]),
            )
            for one in sheet["cells"]
        ),
        merged=tuple(_span(span) for span in sheet["merged"]),
    )


def _span(span: list[Any]) -> tuple[int, int, int, int]:
    top, left, bottom, right = map(int, span)
    return top, left, bottom, right
