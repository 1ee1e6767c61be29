"""Read the small markup in which the demo county's documents are written.

It knows lines that are headings, list entries, table rows or plain text, and adds up
a table's last row; it makes no files (`demo.documents`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any, TypeAlias

_NOTHING = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingPart:
    """Be a heading."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """Be one paragraph."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPart:
    """Be a list, numbered or not."""

    ordered: bool
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart:
    """Be a table; the first row is its head, and the last may be a sum."""

    rows: tuple[tuple[str, ...], ...]
    has_total: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePart:
    """Be a picture with what stands below it."""

    caption: str


Part: TypeAlias = HeadingPart | TextPart | ListPart | TablePart | PicturePart


def parts_of(body: str) -> tuple[Part, ...]:
    """Return the parts of a text in the demo's markup, in order."""
    lines = [line.strip() for line in body.strip().splitlines() if line.strip()]
    return tuple(
        part
        for kind, group in groupby(lines, key=_kind)
        for part in _parts_of_kind(kind, list(group))
    )


def _kind(line: str) -> str:
    if line[0].isdigit() and line[1:3] == ". ":
        return "numbers"
    marks = {"|": "table", "# ": "heading", "- ": "bullets", "! ": "picture"}
    return next((kind for mark, kind in marks.items() if line.startswith(mark)), "text")


def _parts_of_kind(kind: str, lines: list[str]) -> Iterator[Part]:
    if kind == "table":
        yield _table(lines)
    elif kind in {"bullets", "numbers"}:
        entries = tuple(line.split(" ", 1)[1] for line in lines)
        yield ListPart(ordered=kind == "numbers", entries=entries)
    elif kind == "heading":
        yield from (HeadingPart(text=line[2:]) for line in lines)
    elif kind == "picture":
        yield from (PicturePart(caption=line[2:]) for line in lines)
    else:
        yield from (TextPart(text=line) for line in lines)


def _table(lines: list[str]) -> TablePart:
    rows = [tuple(line.strip("|").split("|")) for line in lines]
    if not rows[-1][0].startswith("="):
        return TablePart(rows=tuple(rows), has_total=False)
    label = rows.pop()[0].removeprefix("=")
    sums = [_sum_of(rows[1:], column) for column in range(1, len(rows[0]))]
    return TablePart(rows=(*rows, (label, *sums)), has_total=True)


def _sum_of(rows: list[tuple[str, ...]], column: int) -> str:
    """Return the sum of a column of amounts, or nothing where it holds words."""
    amounts = [amount_of(row[column]) for row in rows]
    known = [amount for amount in amounts if amount is not None]
    words = any(
        amount is None and row[column] != _NOTHING
        for row, amount in zip(rows, amounts, strict=True)
    )
    return "" if words or not known else f"{sum(known, Decimal(0)):,}"


def amount_of(text: str) -> Decimal | None:
    """Return a figure written with or without thousands' commas, or None."""
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def blocks_of(body: str, unit_note: str) -> list[dict[str, Any]]:
    """Return a body as the blocks that the desk takes."""
    return [_block(part, unit_note) for part in parts_of(body)]


def _block(part: Part, unit_note: str) -> dict[str, Any]:
    if isinstance(part, HeadingPart):
        return {"kind": "heading", "level": 1, "text": part.text}
    if isinstance(part, TextPart | PicturePart):
        text = part.text if isinstance(part, TextPart) else part.caption
        return {"kind": "paragraph", "text": text}
    if isinstance(part, ListPart):
        return {"kind": "list", "ordered": part.ordered, "entries": part.entries}
    return {
        "kind": "table",
        "unit_note": unit_note,
        "header_rows": 1,
        "rows": [[{"text": text} for text in row] for row in part.rows],
    }
