"""Put the cells of a pasted table in their places; the markup is read elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from media.imports.errors import TooManyColumns, TooManyRows
from media.imports.tabling import Grid
from media.imports.word_tables import MOST_COLUMNS, MOST_ROWS

_NAME = "粘贴的表格"


@dataclass(slots=True)
class _Cell:
    text: str
    rows: int
    columns: int
    is_head: bool


@dataclass(slots=True)
class HtmlTable:
    """Be one table while its markup goes by."""

    caption: str = ""
    _rows: list[list[_Cell]] = field(default_factory=list)
    _depth: int = 1
    _open: bool = False
    _in_caption: bool = False

    def begin(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Take the begin of a row or a cell; cells of an inner table are text."""
        if self._depth > 1:
            return
        self._in_caption = tag == "caption"
        if tag == "tr":
            self._rows.append([])
        elif tag in {"td", "th"}:
            if not self._rows:
                self._rows.append([])
            spans = (_span(attributes, name) for name in ("rowspan", "colspan"))
            rows, columns = spans
            cell = _Cell("", rows, columns, is_head=tag == "th")
            self._rows[-1].append(cell)
            self._open = True

    def end(self, tag: str) -> None:
        """Take the end of a row or a cell."""
        if self._depth == 1 and tag in {"td", "th", "tr"}:
            self._open = False
        self._in_caption = False

    def text(self, words: str) -> None:
        """Add words to the cell that is open; words between cells are none's."""
        if not words:
            return
        if self._in_caption:
            self.caption = " ".join(words.split())
        elif self._open:
            cell = self._rows[-1][-1]
            cell.text = f"{cell.text}\n{words}" if cell.text else words

    def deeper(self) -> None:
        """Take the begin of a table within a cell."""
        self._depth += 1

    def shallower(self) -> bool:
        """Take the end of a table; say whether it was this one."""
        self._depth -= 1
        return self._depth == 0

    def grid(self) -> Grid | None:
        """Return the table by place; None where it holds no cell.

        Raises:
            TooManyRows: It is too long.
            TooManyColumns: It is too wide.
        """
        rows = [row for row in self._rows if row]
        if len(rows) > MOST_ROWS:
            raise TooManyRows(sheet=_NAME, found=len(rows), most=MOST_ROWS)
        texts: dict[tuple[int, int], str] = {}
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        for number, row in enumerate(rows):
            column = 0
            for cell in row:
                while (number, column) in texts:
                    column += 1
                down = min(cell.rows, len(rows) - number)
                _put(texts, cell, (number, column), down)
                if (down, cell.columns) != (1, 1):
                    spans[number, column] = (down, cell.columns)
                column += cell.columns
        width = 1 + max((column for _, column in texts), default=-1)
        if not width:
            return None
        filled = tuple(
            tuple(texts.get((number, column), "") for column in range(width))
            for number in range(len(rows))
        )
        return Grid(texts=filled, spans=spans, head_rows=_head(rows))


def _put(
    texts: dict[tuple[int, int], str], cell: _Cell, place: tuple[int, int], down: int
) -> None:
    row, column = place
    if column + cell.columns > MOST_COLUMNS:
        raise TooManyColumns(
            sheet=_NAME, found=column + cell.columns, most=MOST_COLUMNS
        )
    for below in range(down):
        for right in range(cell.columns):
            texts.setdefault((row + below, column + right), "")
    texts[row, column] = cell.text


def _head(rows: list[list[_Cell]]) -> int | None:
    """Return how many first rows are head cells alone; None where none is."""
    count = 0
    while count < len(rows) and all(cell.is_head for cell in rows[count]):
        count += 1
    return count if 0 < count < len(rows) else None


def _span(attributes: Mapping[str, str | None], name: str) -> int:
    said = attributes.get(name) or ""
    return max(1, int(said)) if said.isdecimal() and len(said) <= len("50000") else 1
