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


def _table(block: Table) -> None:
    if block.caption or block.unit_note:
        unit = f"（单位：{block.unit_note}）" if block.unit_note else ""
        Text(f"{block.caption}{unit}", tag="p", classes="a4-caption")
    with box("a4-table", tag="table"):
        with box(tag="thead"):
            for row in block.rows[: block.header_rows]:
                _row(row, block, tag="th")
        with box(tag="tbody"):
            for number, row in enumerate(block.rows):
                if number >= block.header_rows:
                    total = "total" if number in block.total_rows else ""
                    _row(row, block, tag="td", classes=total)


def _row(row: Sequence[Cell], block: Table, *, tag: str, classes: str = "") -> None:
    with box(classes, tag="tr"):
        for column, cell in enumerate(row):
            figure = column in block.numeric_columns
            made = Text(cell.text, tag=tag, classes="num" if figure else "")
            made.props["colspan"] = str(cell.colspan)
            made.props["rowspan"] = str(cell.rowspan)
