"""Hold one row of a catalogue's sheet by its columns; it knows no meaning."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from openpyxl.utils import get_column_letter

from media.imports.cells import Cell, CellKind
from publishing.catalogue.sheet_columns import Column, Head
from publishing.catalogue.sheet_words import Unread

T = TypeVar("T")
FORMULA = "="
"""What a cell says where a formula stands in it."""


class SheetRow:
    """Be one row under a head: its texts by column, and what is wrong with them."""

    def __init__(self, number: int, head: Head, cells: Mapping[int, Cell]) -> None:
        self.number = number
        self._head = head
        self.faults: list[str] = []
        self.remarks: list[str] = []
        self.texts: dict[Column, str] = {}
        for column, place in head.columns.items():
            cell = cells.get(place)
            if cell is not None:
                self._take(column, cell)

    def text(self, column: Column) -> str:
        """Return what a cell says; nothing where it or its column is not there."""
        return self.texts.get(column, "")

    def has(self, column: Column) -> bool:
        """Say whether the sheet has a column."""
        return column in self._head.columns

    def fault(self, column: Column, what: str) -> None:
        """Note a mistake at a cell of this row."""
        self.faults.append(f"{self._name(column)}：{what}")

    def read(self, column: Column, reader: Callable[[str], T], default: T) -> T:
        """Return what a cell means, or the default where it is empty or wrong."""
        text = self.text(column)
        if not text:
            return default
        try:
            return reader(text)
        except Unread as unread:
            self.fault(column, str(unread))
            return default

    def _take(self, column: Column, cell: Cell) -> None:
        if cell.kind is CellKind.FORMULA:
            self.faults.append(f"{cell.name}：是公式，请改成写好的内容")
            self.texts[column] = FORMULA
        elif cell.kind is CellKind.ERROR:
            self.faults.append(f"{cell.name}：公式算错了（{cell.text}）")
        else:
            self.texts[column] = cell.text

    def _name(self, column: Column) -> str:
        place = self._head.columns.get(column)
        if place is None:
            return f"第 {self.number} 行"
        return f"{get_column_letter(place)}{self.number}"
