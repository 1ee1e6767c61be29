"""Read the rows of one sheet that are shown and printed; layout lies elsewhere."""

from collections.abc import Iterator
from typing import Any

from openpyxl.utils.datetime import from_excel

from media.imports.date_format import LOCAL_FORMATS
from media.imports.errors import TooManyColumns, TooManyRows
from media.imports.notes import Notes
from media.imports.number_format import shown
from media.imports.sheet_cell_pictures import CellPictures, asks_for_picture
from media.imports.sheet_layout import Row
from media.imports.sheet_parts import SheetEntry, SheetParts
from media.imports.sheet_pictures import SheetPicture

MOST_ROWS = 50_000
MOST_COLUMNS = 200
_MARK = "［图 {number}］"


class RowReader:
    """Be one sheet while its rows are read."""

    def __init__(
        self,
        *,
        entry: SheetEntry,
        parts: SheetParts,
        inside: CellPictures,
        notes: Notes,
        pictures: dict[str, SheetPicture],
    ) -> None:
        """Read for a sheet; pictures in cells are added to those found, by mark."""
        self._entry = entry
        self._parts = parts
        self._inside = inside
        self._notes = notes
        self._pictures = pictures

    def rows(self, sheet: Any) -> list[Row]:  # noqa: ANN401 - the library's read-only sheet has no public type
        """Return the visible and printed rows that hold something.

        Raises:
            TooManyRows: There are too many; all are counted for the message.
            TooManyColumns: They use too many columns.
        """
        name, found, count = self._entry.name, list[Row](), 0
        columns: set[int] = set()
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            if not cells or number in self._parts.hidden_rows:
                continue
            if count > MOST_ROWS:
                # It will be refused: the others are only counted.
                count += any(cell.value is not None for cell in cells)
                continue
            texts = dict(self._texts(cells, number))
            if texts:
                count += 1
                columns |= texts.keys()
                found.append(Row(number=number, texts=texts))
        if count > MOST_ROWS:
            raise TooManyRows(sheet=name, found=count, most=MOST_ROWS)
        if len(columns) > MOST_COLUMNS:
            raise TooManyColumns(sheet=name, found=len(columns), most=MOST_COLUMNS)
        return found

    def _texts(self, cells: tuple[Any, ...], row: int) -> Iterator[tuple[int, str]]:
        """Yield what a row's printed cells show, by column from 1."""
        for column, cell in enumerate(cells, start=1):
            if cell.value is None or self._parts.column_hidden(column):
                continue
            if not self._entry.printing.prints(row, column):
                self._note_unprinted(cell)
                continue
            mark = self._mark(cell)
            text = self._text(cell) if mark is None else mark
            if text:
                yield column, text

    def _text(self, cell: Any) -> str:  # noqa: ANN401 - the library's cell has no public type
        if cell.data_type == "e":
            what = f"{cell.coordinate} 的公式算错了（{cell.value}）"
            self._notes.lost(what)
        text = " ".join(self._notes.clean(_shown(cell)).split("\n"))
        if not text and cell.value and str(cell.value).strip():
            where = f"“{self._entry.name}”里用格式隐藏的内容"
            self._notes.lost(where)
            self._notes.hidden(where, str(cell.value))
        return text

    def _mark(self, cell: Any) -> str | None:  # noqa: ANN401 - the library's cell has no public type
        """Return the mark of the picture that a cell holds; None: it holds none."""
        if isinstance(cell.value, str) and asks_for_picture(cell.value):
            picture = self._inside.asked_by(cell.value)
            if picture is None:
                self._notes.lost(f"{cell.coordinate} 里找不到的图片")
                return ""
        else:
            number = self._parts.rich.get(cell.coordinate) if self._parts.rich else None
            picture = None if number is None else self._inside.numbered(number)
            if picture is None:
                return None
        mark = _MARK.format(number=len(self._pictures) + 1)
        self._pictures[mark] = picture
        return mark

    def _note_unprinted(self, cell: Any) -> None:  # noqa: ANN401 - the library's cell has no public type
        name = self._entry.name
        text = self._notes.clean(_shown(cell))
        if text:
            self._notes.lost(f"“{name}”打印区域以外的行和列")
            self._notes.hidden(f"“{name}”打印区域以外", text)


def _shown(cell: Any) -> str:  # noqa: ANN401 - the library's cell has no public type
    """Return the text of a cell, also where Chinese Excel did not spell its format."""
    number = cell.style_array.numFmtId
    local = LOCAL_FORMATS.get(number)
    if local is None or not isinstance(cell.value, int | float):
        return shown(cell.value, cell.number_format)
    return shown(from_excel(cell.value), local)
