"""Part what a version says into screenfuls, long tables between rows; pure.

Whoever signs must be able to read all of it, and a page with thousands of pieces
takes too long to come.
"""

from collections.abc import Iterator, Sequence

from media.pages.errors import TextTooLong
from media.pages.table_grid import Grid, grid_of
from programme.blocks import Block, Cell, ListBlock, Table

MOST_ROWS = 60
"""Of a table at once, besides its head."""
MOST_LINES = 120
"""Paragraphs, entries and rows at once."""


def screenfuls(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], ...]:
    """Return the pieces in order, so many at once; at least one screenful."""
    found: list[tuple[Block, ...]] = []
    held: list[Block] = []
    lines = 0
    for block in blocks:
        for piece in _pieces(block):
            more = _lines(piece)
            if held and lines + more > MOST_LINES:
                found.append(tuple(held))
                held, lines = [], 0
            held.append(piece)
            lines += more
    return (*found, tuple(held)) if held or not found else tuple(found)


def _lines(block: Block) -> int:
    if isinstance(block, Table):
        return len(block.rows)
    return len(block.entries) if isinstance(block, ListBlock) else 1


def _pieces(block: Block) -> Iterator[Block]:
    """Yield a block, a long table in parts that each begin with its head."""
    if not isinstance(block, Table) or len(block.rows) <= MOST_ROWS:
        yield block
        return
    try:
        grid = grid_of(block)
    except TextTooLong:
        # More places than any page has: it cannot be submitted as it is.
        yield block.model_copy(update={"rows": block.rows[:MOST_ROWS]})
        return
    head = _rows(grid, 0, block.header_rows)
    for begin in range(block.header_rows, len(grid), MOST_ROWS):
        end = min(begin + MOST_ROWS, len(grid))
        sums = (row - begin + len(head) for row in block.total_rows)
        size = len(head) + end - begin
        yield block.model_copy(
            update={
                "rows": (*head, *_rows(grid, begin, end)),
                "total_rows": tuple(row for row in sums if len(head) <= row < size),
            }
        )


def _rows(grid: Grid, begin: int, end: int) -> tuple[tuple[Cell, ...], ...]:
    """Return rows of a grid as cells; one that began above begins again."""
    return tuple(
        tuple(
            Cell(
                text=slot.text,
                colspan=slot.columns,
                rowspan=min(slot.row + slot.rows, end) - row,
            )
            for column, slot in enumerate(grid[row])
            if slot.column == column and max(slot.row, begin) == row
        )
        for row in range(begin, end)
    )
