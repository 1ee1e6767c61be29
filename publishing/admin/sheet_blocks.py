"""Set the pieces of a version on a printed sheet: whole tables, heads that repeat."""

from collections.abc import Callable, Sequence
from typing import assert_never

from programme.blocks import (
    Block,
    Cell,
    Figure,
    Heading,
    ListBlock,
    PageImageBlock,
    Paragraph,
    Table,
)
from publishing.admin.parts import Text, box

_ROOM_EM, _SHORT_EM, _PADDING_EM = 30.0, 10.0, 1.0
"""How many characters an A4 line leaves for whole columns; what is short; the rules."""

Address = Callable[[str], str]
"""Give where a picture of the version is served, by its SHA-256."""


def print_blocks(blocks: Sequence[Block], address: Address) -> None:
    """Set the pieces in order."""
    for block in blocks:
        _print(block, address)


def _print(block: Block, address: Address) -> None:
    match block:
        case Heading():
            Text(block.text, tag="h2")
        case Paragraph():
            Text(block.text, tag="p")
        case ListBlock():
            _list(block)
        case Table():
            _table(block)
        case Figure():
            _picture(block.image.sha256, block.words or block.caption, address)
            Text(block.caption, tag="p", classes="a4-caption")
        case PageImageBlock():
            _picture(block.image.sha256, block.words, address)
        case _ as never:
            assert_never(never)


def _list(block: ListBlock) -> None:
    with box(tag="ol" if block.ordered else "ul"):
        for entry in block.entries:
            Text(entry, tag="li")


def _picture(sha256: str, words: str, address: Address) -> None:
    made = box(tag="img")
    made.props["src"] = address(sha256)
    made.props["alt"] = words


def whole_columns(block: Table) -> frozenset[int]:
    """Return the columns whose cells are kept on one line, so that rows stay low.

    The shortest come first, as far as they leave the others room.
    """
    rows = block.rows[block.header_rows :]
    width: dict[int, float] = {}
    for row in rows:
        for column, cell in enumerate(row):
            width[column] = max(width.get(column, 0), _ems(cell.text))
    kept, left = set(), _ROOM_EM
    for column, ems in sorted(width.items(), key=lambda one: one[1]):
        left -= ems + _PADDING_EM
        if ems > _SHORT_EM or left < 0:
            break
        kept.add(column)
    return frozenset(kept)


def _ems(text: str) -> float:
    """Return about how wide a text is: Han 1, everything of ASCII a good half."""
    return sum(0.6 if sign.isascii() else 1 for sign in text)


def _table(block: Table) -> None:
    if block.caption or block.unit_note:
        unit = f"（单位：{block.unit_note}）" if block.unit_note else ""
        Text(f"{block.caption}{unit}", tag="p", classes="a4-caption")
    whole = whole_columns(block)
    with box("a4-table", tag="table"):
        with box(tag="thead"):
            for row in block.rows[: block.header_rows]:
                _row(row, block, tag="th")
        with box(tag="tbody"):
            for number, row in enumerate(block.rows):
                if number >= block.header_rows:
                    total = "total" if number in block.total_rows else ""
                    _row(row, block, tag="td", classes=total, whole=whole)


def _row(
    row: Sequence[Cell],
    block: Table,
    *,
    tag: str,
    classes: str = "",
    whole: frozenset[int] = frozenset(),
) -> None:
    with box(classes, tag="tr"):
        for column, cell in enumerate(row):
            names = {
                "num": column in block.numeric_columns,
                "whole": column in whole,
            }
            told = " ".join(name for name, holds in names.items() if holds)
            made = Text(cell.text, tag=tag, classes=told)
            made.props["colspan"] = str(cell.colspan)
            made.props["rowspan"] = str(cell.rowspan)
