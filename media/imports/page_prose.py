"""Make blocks of the lines of fixed pages: headings by their size, paragraphs, tables.

A paragraph may go on over a page's end; a table does where its columns stay.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from media.imports.page_columns import GappedTable
from media.imports.page_geometry import Line
from media.imports.page_tables import RuledTable
from media.imports.plain import block_of
from media.imports.tabling import Grid, table_of, unit_of
from media.imports.text import joined, paragraphs_of
from media.imports.trail import Trail
from programme.blocks import Block, Heading, Paragraph, text_of

_SHORT = 0.82
"""A line shorter than this part of the widest ends its paragraph."""
_ENDS = ("。", "！", "？", "；", "：", ".", ":")
_INDENT = 1.2
_LARGER = 1.15
"""Than running text: then it is a heading."""
_LONGEST_HEADING = 40
_NO_HEADING_ENDS = ("。", "；", "，", "：", ",", ";")
_DEEPEST = 3
_FOOT = re.compile(
    r"[-—－–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*共\s*\d{1,4}\s*页)?[-—－–·\s]*"
)
_COUNTED = re.compile(r"页\D*共\s*\d+\s*页")
"""第 1 页共 1 页 is a folio also on a page alone."""
_SAME_COLUMN = 4.0
_HALF = 0.5

Item = Line | GappedTable | RuledTable


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """Be what stands on one page, in reading order."""

    items: tuple[Item | Block, ...]
    places: tuple[int, ...]
    """Its place in the trail."""
    notes: tuple[tuple[str, str], ...] = ()
    """The marks and the texts of the notes that belong to it."""


def without_folios(pages: Sequence[ReadPage]) -> tuple[list[ReadPage], int]:
    """Return pages without their page numbers, and how many there were.

    One number alone may be a figure; on most of several pages it is a folio.
    """
    found = {number for number, page in enumerate(pages) if _folio(page)}
    sure = {number for number in found if _COUNTED.search(_last(pages[number]))}
    if len(found) < 2 or 2 * len(found) < len(pages):  # noqa: PLR2004 - one is no row
        found = sure
    if not found:
        return list(pages), 0
    left = [
        _without_last(page) if number in found else page
        for number, page in enumerate(pages)
    ]
    return left, len(found)


def _without_last(page: ReadPage) -> ReadPage:
    """Return a page without its last line; pictures stand behind it."""
    lines = [n for n, item in enumerate(page.items) if isinstance(item, Line)]
    items = page.items[: lines[-1]] + page.items[lines[-1] + 1 :]
    return replace(page, items=items)


def _folio(page: ReadPage) -> bool:
    return _FOOT.fullmatch(_last(page)) is not None


def _last(page: ReadPage) -> str:
    told = [i for i in page.items if isinstance(i, Line | GappedTable | RuledTable)]
    last = told[-1] if told else None
    return last.text if isinstance(last, Line) else ""


class Prose:
    """Make the blocks of one document."""

    def __init__(self, pages: Sequence[ReadPage], trail: Trail) -> None:
        self._pages = pages
        self._trail = trail
        self._levels = _levels(pages)
        self._held: list[str] = []
        self._places: list[int] = []
        self._head: Line | None = None
        self._notes: list[tuple[str, str, Sequence[int]]] = []
        self._table: tuple[RuledTable, tuple[int, ...]] | None = None

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in order, each followed by the notes that it calls."""
        for block in self._text():
            yield block
            yield from self._called(text_of(block))
        yield from self._called(None)

    def _called(self, said: str | None) -> Iterator[Block]:
        """Yield the notes that a text calls; None: all that are left."""
        left: list[tuple[str, str, Sequence[int]]] = []
        for mark, text, places in self._notes:
            if said is None or mark in said:
                yield self._made(Paragraph(text=text), places)
            else:
                left.append((mark, text, places))
        self._notes = left

    def _text(self) -> Iterator[Block]:
        for page in self._pages:
            self._notes += [(mark, text, page.places) for mark, text in page.notes]
            width = _widest(page)
            for number, item in enumerate(page.items):
                if isinstance(item, RuledTable):
                    yield from self._ruled(item, page, is_first=not number)
                    continue
                yield from self._closed_table()
                if isinstance(item, Line):
                    yield from self._line(item, page, item.column or width)
                else:
                    yield from self._closed()
                    yield self._made(_block(item), page.places)
        yield from self._closed_table()
        yield from self._closed()

    def _ruled(
        self, table: RuledTable, page: ReadPage, *, is_first: bool
    ) -> Iterator[Block]:
        """Hold a table: it may go on over the page's end."""
        last = self._table
        if is_first and last is not None and _goes_on(last[0], table):
            self._table = (_continued(last[0], table), (*last[1], *page.places))
            return
        yield from self._closed_table()
        yield from self._closed()
        self._table = (table, page.places)

    def _closed_table(self) -> Iterator[Block]:
        if self._table is not None:
            table, places = self._table
            self._table = None
            yield self._made(table_of(table.grid), places)

    def _made(self, block: Block, places: Sequence[int]) -> Block:
        self._trail.made(block, tuple(dict.fromkeys(places)))
        return block

    def _line(
        self, line: Line, page: ReadPage, width: tuple[float, float]
    ) -> Iterator[Block]:
        left, right = width
        if _level(line, self._levels):
            if self._head is None or abs(self._head.size - line.size) > _HALF:
                yield from self._closed()
            self._head = line
            self._hold(line.text, page)
            return
        begins = bool(self._held) and line.left - left > _INDENT * line.size
        if self._head is not None or begins:
            yield from self._closed()
        self._hold(line.text, page)
        short = line.right - left < _SHORT * (right - left)
        if short or line.text.endswith(_ENDS):
            yield from self._closed()

    def _hold(self, text: str, page: ReadPage) -> None:
        self._held.append(text)
        self._places += page.places

    def _closed(self) -> Iterator[Block]:
        """Yield what was held as a heading or as paragraphs."""
        held, places, head = self._held, self._places, self._head
        self._held, self._places, self._head = [], [], None
        text = joined(held)
        if head is not None and text:
            level = _level(head, self._levels)
            yield self._made(Heading(level=max(1, level), text=text), places)
            return
        for part in paragraphs_of(text):
            yield self._made(block_of(part), places)


def _block(item: GappedTable | Block) -> Block:
    return table_of(item.grid) if isinstance(item, GappedTable) else item


def _widest(page: ReadPage) -> tuple[float, float]:
    """Return from where to where the lines of a page go."""
    lines = [i for i in page.items if isinstance(i, Line) and i.column is None]
    left = min((line.left for line in lines), default=0.0)
    return left, max((line.right for line in lines), default=0.0)


def _levels(pages: Sequence[ReadPage]) -> tuple[float, ...]:
    """Return the sizes of headings, the largest first; the text's own is the last."""
    sizes = _sizes(pages)
    if not sizes:
        return ()
    body = body_size(pages)
    larger = sorted((s for s in sizes if s >= _LARGER * body), reverse=True)
    return tuple(larger)


def body_size(pages: Sequence[ReadPage]) -> float:
    """Return the size in which most of the text is set; nought where there is none."""
    sizes = _sizes(pages)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


def _sizes(pages: Sequence[ReadPage]) -> Counter[float]:
    sizes: Counter[float] = Counter()
    for page in pages:
        for item in page.items:
            if isinstance(item, Line):
                sizes[_rounded(item.size)] += len(item.text)
    return sizes


def _level(line: Line, levels: Sequence[float]) -> int:
    """Return the level of a line by its size; 0 where it is running text."""
    size = _rounded(line.size)
    if size not in levels or len(line.text) > _LONGEST_HEADING:
        return 0
    if line.text.endswith(_NO_HEADING_ENDS) or unit_of(line.text):
        return 0
    return min(levels.index(size) + 1, _DEEPEST)


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _goes_on(before: RuledTable, after: RuledTable) -> bool:
    """Say whether a table at a page's head has the columns of the one before."""
    return len(before.columns) == len(after.columns) and all(
        abs(a - b) <= _SAME_COLUMN
        for a, b in zip(before.columns, after.columns, strict=True)
    )


def _continued(before: RuledTable, after: RuledTable) -> RuledTable:
    """Return two tables as one; a head that is repeated stands once."""
    head = table_of(before.grid).header_rows
    count = 0
    while count < min(head, len(after.grid.texts)) and (
        after.grid.texts[count] == before.grid.texts[count]
    ):
        count += 1
    if count < head:
        count = 0
    offset = len(before.grid.texts) - count
    spans = {
        (row + offset, column): span
        for (row, column), span in after.grid.spans.items()
        if row >= count
    }
    grid = Grid(
        texts=before.grid.texts + after.grid.texts[count:],
        spans={**before.grid.spans, **spans},
    )
    return replace(before, grid=grid)
