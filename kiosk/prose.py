"""Turn a revision's blocks into what the reader page shows; draw and fetch nothing.

A table too wide for the page becomes one card a row; a scanned page becomes its
words, for nothing on a kiosk is a picture of text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.words import Words
from programme.blocks import Block, Cell, Figure, PageImageBlock, Paragraph, Table

WIDEST = 4
"""Columns that fit on a page in ordinary print."""
WIDEST_LARGE = 3
WIDEST_LARGER = 2
"""With text half as large again; where it is twice as large all rows are cards."""
SIGNPOSTS = ("变更说明", "政策解读")
"""Headings under which the centre sets why there is a new version (REQ-13), and the
explanation of a policy document (REQ-14)."""
_NOTHING = frozenset({"", "—", "-", "－", "——", "/", "无"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCell:
    """Be a cell with what its place in the table says of it."""

    text: str
    colspan: int
    rowspan: int
    numeric: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """Be one row of a table's body."""

    cells: tuple[ShownCell, ...]
    total: bool
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTable:
    """Be a table that fits on the page."""

    kind: str = "table"
    caption: str
    unit_note: str
    head: tuple[tuple[ShownCell, ...], ...]
    body: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Be one row of a wide table."""

    title: str
    pairs: tuple[tuple[str, str], ...]
    total: bool
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCards:
    """Be a wide table as one card a row."""

    kind: str = "cards"
    caption: str
    unit_note: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """Be a picture with its words."""

    kind: str = "figure"
    sha256: str
    width: int
    height: int
    caption: str
    words: str


Shown = Block | ShownTable | ShownCards | ShownFigure


def widest_table(*, large: bool, size: int) -> int:
    """Return the most columns of a table that is not made cards; size in per cent."""
    if size >= 200:  # noqa: PLR2004 - twice as large
        return 0
    if size > 100:  # noqa: PLR2004 - as it is
        return 1 if large else WIDEST_LARGER
    return WIDEST_LARGE if large else WIDEST


def shown_blocks(
    blocks: Sequence[Block], words: Words, *, widest: int
) -> tuple[Shown, ...]:
    """Return what the page shows, in order.

    Args:
        blocks: What the revision says.
        words: The words to say it with.
        widest: A table of more columns than this becomes one card a row.
    """
    return tuple(one for block in blocks for one in _shown(block, words, widest))


def _shown(block: Block, words: Words, widest: int) -> Iterator[Shown]:
    if isinstance(block, Table):
        grid = _grid(block.rows)
        wide = max(map(len, grid), default=0) > widest
        yield _cards(block, grid, words) if wide else _table(block, grid, words)
    elif isinstance(block, PageImageBlock):
        lines = (line.strip() for line in block.words.splitlines())
        yield from (Paragraph(text=line) for line in lines if line)
    elif isinstance(block, Figure):
        yield ShownFigure(
            sha256=block.image.sha256,
            width=block.width,
            height=block.height,
            caption=block.caption,
            words=block.words,
        )
    else:
        yield block


def _grid(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Return the text of every place; a cell that reaches on is repeated there."""
    reaching: dict[tuple[int, int], str] = {}
    grid: list[list[str]] = []
    for number, row in enumerate(rows):
        line: list[str] = []
        for cell in row:
            while (number, len(line)) in reaching:
                line.append(reaching.pop((number, len(line))))
            for below in range(1, min(cell.rowspan, len(rows) - number)):
                for across in range(cell.colspan):
                    reaching[number + below, len(line) + across] = cell.text
            line += [cell.text] * cell.colspan
        while (number, len(line)) in reaching:
            line.append(reaching.pop((number, len(line))))
        grid.append(line)
    return grid


def _heads(block: Table, grid: list[list[str]]) -> list[str]:
    """Return one name per column: the head's rows above one another."""
    head = grid[: block.header_rows]
    width = max(map(len, grid), default=0)
    names = []
    for column in range(width):
        parts = [row[column] for row in head if column < len(row)]
        names.append(" ".join(dict.fromkeys(part for part in parts if part)))
    return names


def _spoken(names: list[str], row: list[str], unit: str, words: Words) -> str:
    """Return a row as it is read: its first cell, then name and value of each."""
    said = [row[0]] if row else []
    for name, value in zip(names[1:], row[1:], strict=False):
        if value not in _NOTHING:
            figure = value.replace(",", "").replace(".", "").isdigit()
            said.append(f"{name} {value}{unit if figure else ''}".strip())
    return words("comma").join(part for part in said if part)


def _table(block: Table, grid: list[list[str]], words: Words) -> ShownTable:
    names = _heads(block, grid)
    rows = list(enumerate(_cells(block)))
    return ShownTable(
        caption=block.caption,
        unit_note=block.unit_note,
        head=tuple(cells for number, cells in rows if number < block.header_rows),
        body=tuple(
            ShownRow(
                cells=cells,
                total=number in block.total_rows,
                spoken=_spoken(names, grid[number], block.unit_note, words),
            )
            for number, cells in rows
            if number >= block.header_rows
        ),
    )


def _cells(block: Table) -> Iterator[tuple[ShownCell, ...]]:
    """Yield the cells that begin in each row, told whether they stand in figures."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(block.rows):
        column = 0
        cells = []
        for cell in row:
            while (number, column) in taken:
                column += 1
            taken |= {
                (number + below, column + across)
                for below in range(1, min(cell.rowspan, len(block.rows) - number))
                for across in range(cell.colspan)
            }
            cells.append(
                ShownCell(
                    text=cell.text,
                    colspan=cell.colspan,
                    rowspan=min(cell.rowspan, len(block.rows) - number),
                    numeric=column in block.numeric_columns,
                )
            )
            column += cell.colspan
        yield tuple(cells)


def _cards(block: Table, grid: list[list[str]], words: Words) -> ShownCards:
    names = _heads(block, grid)
    return ShownCards(
        caption=block.caption,
        unit_note=block.unit_note,
        cards=tuple(
            Card(
                title=row[0],
                pairs=tuple(
                    (name, value)
                    for name, value in zip(names[1:], row[1:], strict=False)
                    if value not in _NOTHING
                ),
                total=number in block.total_rows,
                spoken=_spoken(names, row, block.unit_note, words),
            )
            for number, row in enumerate(grid)
            if number >= block.header_rows and row
        ),
    )
