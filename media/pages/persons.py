"""Turn a long list of persons into one of two or three columns of names; pure.

What stands side by side reads from left to right, line by line, so that a list may be
parted after any line. Nothing is left out and nothing is sorted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from programme.blocks import Cell, Table

_GROUP = re.compile(
    r"(村民)?小?组别?|组名|所在?(村|组|单位|支部)|村(名|别|组)?|单位|支部|班次|类别"
)
_MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Be a list of persons: whom it groups, its head and its lines."""

    head: tuple[str, ...]
    groups: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    """A name, empty where nothing is grouped, and the rows that belong to it."""
    totals: tuple[tuple[str, ...], ...]
    numeric: frozenset[int]


def people_of(table: Table) -> People | None:
    """Return a table as a list of persons; none if cells span or columns are many."""
    rows = [tuple(_text(cell) for cell in row) for row in table.rows]
    if not _is_plain(table, rows):
        return None
    group = _group_column(rows)
    kept = [column for column in range(len(rows[0])) if column != group]
    if len(kept) > _MOST_COLUMNS:
        return None
    items = [row for at, row in enumerate(rows) if at and at not in table.total_rows]
    named = groupby(items, key=lambda row: "" if group is None else row[group])
    return People(
        head=_kept(rows[0], kept),
        groups=tuple(
            (name, tuple(_kept(row, kept) for row in found)) for name, found in named
        ),
        totals=tuple(_kept(rows[at], kept) for at in table.total_rows),
        numeric=frozenset(
            kept.index(column) for column in table.numeric_columns if column in kept
        ),
    )


def _is_plain(table: Table, rows: Sequence[tuple[str, ...]]) -> bool:
    return (
        table.header_rows == 1
        and len({len(row) for row in rows}) == 1
        and all(c.colspan == c.rowspan == 1 for row in table.rows for c in row)
        and all(at == len(rows) - 1 for at in table.total_rows)
        and all("\n" not in text for row in rows for text in row)
    )


def _text(cell: Cell) -> str:
    return "\n".join(" ".join(line.split()) for line in cell.text.splitlines())


def _kept(row: Sequence[str], columns: Sequence[int]) -> tuple[str, ...]:
    return tuple(row[column] for column in columns)


def _group_column(rows: Sequence[tuple[str, ...]]) -> int | None:
    """Return the column that groups: so its head says, and equals are neighbours."""
    for column, head in enumerate(rows[0]):
        values = [row[column] for row in rows[1:] if row[column]]
        runs = [value for value, _ in groupby(values)]
        together = len(runs) == len(set(runs)) and 2 * len(runs) <= len(values)
        if _GROUP.fullmatch("".join(head.split())) and together and len(rows[0]) > 1:
            return column
    return None


def abreast(people: People, count: int) -> Table:
    """Return the table that has so many persons side by side."""
    width = len(people.head)
    rows: list[tuple[Cell, ...]] = [_cells(people.head * count)]
    for name, found in people.groups:
        if name:
            rows.append((Cell(text=name, colspan=width * count),))
        rows += [_cells(line) for line in _lines(found, count, width)]
    totals = [_cells((*row, *[""] * width * (count - 1))) for row in people.totals]
    numeric = (at + width * n for n in range(count) for at in sorted(people.numeric))
    return Table(
        header_rows=1,
        numeric_columns=tuple(numeric),
        total_rows=tuple(range(len(rows), len(rows) + len(totals))),
        rows=(*rows, *totals),
    )


def _lines(
    rows: Sequence[tuple[str, ...]], count: int, width: int
) -> Iterator[tuple[str, ...]]:
    for at in range(0, len(rows), count):
        line = [text for row in rows[at : at + count] for text in row]
        yield (*line, *[""] * (width * count - len(line)))


def _cells(texts: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell(text=text) for text in texts)
