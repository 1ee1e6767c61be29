"""Read Word tables with their merged cells; their meaning is guessed elsewhere."""

from collections.abc import Callable, Iterator

from lxml.etree import _Element

from media.imports.errors import TooManyColumns, TooManyRows
from media.imports.tabling import Grid
from media.imports.word_text import W

MOST_ROWS = 50_000
MOST_COLUMNS = 200
_NAME = "表格"


def read_table(table: _Element, text_of: Callable[[_Element], str]) -> Grid:
    """Return a table by place; `text_of` reads one cell.

    Raises:
        TooManyRows: There are more rows than can be published.
        TooManyColumns: A row is wider than can be published.
    """
    rows = [row for row in _own_rows(table) if not _left_out(row)]
    if len(rows) > MOST_ROWS:
        raise TooManyRows(sheet=_NAME, found=len(rows), most=MOST_ROWS)
    texts: list[list[str]] = []
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    above: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        line: list[str] = [""] * _skipped(row)
        for cell in (c for c in row.iter(f"{W}tc") if _row_of(c) is row):
            width = _width(cell)
            column = len(line)
            if column + width > MOST_COLUMNS:
                raise TooManyColumns(
                    sheet=_NAME, found=column + width, most=MOST_COLUMNS
                )
            begun = above.get(column) if _continues(cell) else None
            if begun is None:
                above[column] = (number, column)
                spans[(number, column)] = (1, width)
                line.append(text_of(cell))
            else:
                _, columns = spans[begun]
                spans[begun] = (number - begun[0] + 1, columns)
                line.append("")
            line += [""] * (width - 1)
        texts.append(line)
    widest = max((len(line) for line in texts), default=0)
    filled = tuple(tuple(line + [""] * (widest - len(line))) for line in texts)
    merged = {place: span for place, span in spans.items() if span != (1, 1)}
    return Grid(texts=filled, spans=merged, head_rows=_head_rows(rows))


def rows_left_out(table: _Element) -> Iterator[str]:
    """Yield what is lost with each row that is not read."""
    for row in _own_rows(table):
        if row.find(f"{W}trPr/{W}del") is not None:
            yield "修订中已删除的表格行"
        elif _left_out(row):
            yield "隐藏的表格行"


def _own_rows(table: _Element) -> Iterator[_Element]:
    yield from (row for row in table.iter(f"{W}tr") if _owner(row) is table)


def _left_out(row: _Element) -> bool:
    """Say whether a row was deleted by a tracked change, or is hidden."""
    hidden = row.find(f"{W}trPr/{W}hidden")
    shown = hidden is None or hidden.get(f"{W}val") in {"0", "false", "off"}
    return row.find(f"{W}trPr/{W}del") is not None or not shown


def _head_rows(rows: list[_Element]) -> int | None:
    """Return how many first rows the file marks as head; None where it marks none."""
    count = 0
    for row in rows:
        if row.find(f"{W}trPr/{W}tblHeader") is None:
            break
        count += 1
    return count if 0 < count < len(rows) else None


def _owner(row: _Element) -> _Element | None:
    return _nearest(row, f"{W}tbl")


def _row_of(cell: _Element) -> _Element | None:
    return _nearest(cell, f"{W}tr")


def _nearest(element: _Element, tag: str) -> _Element | None:
    return next(element.iterancestors(tag), None)


def _skipped(row: _Element) -> int:
    return min(_number(row, f"{W}trPr/{W}gridBefore", 0), MOST_COLUMNS)


def _width(cell: _Element) -> int:
    return max(1, _number(cell, f"{W}tcPr/{W}gridSpan", 1))


def _number(element: _Element, path: str, otherwise: int) -> int:
    found = element.find(path)
    value = "" if found is None else (found.get(f"{W}val") or "")
    return int(value) if value.isdigit() else otherwise


def _continues(cell: _Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"
