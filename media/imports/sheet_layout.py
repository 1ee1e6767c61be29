"""Turn a sheet's rows into a table with what stands above and below it."""

from dataclasses import dataclass

from media.imports.sheet_parts import SheetParts
from media.imports.tabling import Grid, table_of, unit_of
from programme.blocks import Block, Heading, Paragraph, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Be one row that holds something; columns count from 1."""

    number: int
    texts: dict[int, str]


def sheet_blocks(
    rows: list[Row], parts: SheetParts, title_rows: tuple[int, int] | None = None
) -> tuple[Block, ...]:
    """Return the blocks of one sheet.

    Lines of a single text before the table are its title and unit; after it, notes.

    Args:
        rows: What is to be published of it.
        parts: Its merged cells.
        title_rows: The first and last row that its print repeats on every page.
    """
    begin, end = _table_bounds(rows)
    if begin >= end:
        return tuple(Paragraph(text=_only(row)) for row in rows)
    unit = ""
    blocks: list[Block] = []
    for number, row in enumerate(rows[:begin]):
        found = unit_of(_only(row))
        if found:
            unit = found
        elif number == 0:
            blocks.append(Heading(level=1, text=_only(row)))
        else:
            blocks.append(Paragraph(text=_only(row)))
    table = rows[begin:end]
    head = _head_rows(table, title_rows)
    blocks.append(_table(table, parts, unit, head))
    blocks += [Paragraph(text=_only(row)) for row in rows[end:]]
    return tuple(blocks)


def _table_bounds(rows: list[Row]) -> tuple[int, int]:
    """Return the rows between the first and the last with more than one text."""
    wide = [number for number, row in enumerate(rows) if len(row.texts) > 1]
    if not wide:
        return 0, 0
    return wide[0], wide[-1] + 1


def _only(row: Row) -> str:
    return " ".join(row.texts.values())


def _head_rows(rows: list[Row], title_rows: tuple[int, int] | None) -> int | None:
    """Return how many first rows the print repeats; None where it repeats none."""
    if title_rows is None:
        return None
    count = sum(1 for row in rows if row.number <= title_rows[1])
    return count if 0 < count < len(rows) else None


def _table(
    rows: list[Row], parts: SheetParts, unit: str, head_rows: int | None
) -> Table:
    columns = sorted({column for row in rows for column in row.texts})
    row_at = {row.number: place for place, row in enumerate(rows)}
    column_at = {column: place for place, column in enumerate(columns)}
    texts = tuple(
        tuple(row.texts.get(column, "") for column in columns) for row in rows
    )
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in parts.merged:
        down = [row_at[r] for r in row_at if top <= r <= bottom]
        across = [column_at[c] for c in columns if left <= c <= right]
        if top in row_at and left in column_at and len(down) * len(across) > 1:
            spans[(row_at[top], column_at[left])] = (len(down), len(across))
    grid = Grid(texts=texts, spans=spans, head_rows=head_rows)
    return table_of(grid, unit_note=unit)
