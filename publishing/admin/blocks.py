"""Show the pieces of a version as text and tables; never as HTML (B14)."""

from collections.abc import Sequence

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

_MOST_ROWS = 60


def show_blocks(blocks: Sequence[Block]) -> None:
    """Show the pieces in order."""
    for block in blocks:
        match block:
            case Heading():
                Text(block.text, tag="h5")
            case Paragraph():
                Text(block.text, tag="p")
            case ListBlock():
                _list(block)
            case Table():
                _table(block)
            case Figure() | PageImageBlock():
                words = block.words or "（还没有写图里的文字）"
                Text(f"［图片］{words}", tag="p", classes="mut")


def _list(block: ListBlock) -> None:
    with box(tag="ol" if block.ordered else "ul", classes="entries"):
        for entry in block.entries:
            Text(entry, tag="li")


def _table(block: Table) -> None:
    if block.caption or block.unit_note:
        unit = f"（单位：{block.unit_note}）" if block.unit_note else ""
        Text(f"{block.caption}{unit}", tag="p", classes="mut small")
    with box(tag="table"):
        for number, row in enumerate(block.rows[:_MOST_ROWS]):
            _row(row, block, number)
    left = len(block.rows) - _MOST_ROWS
    if left > 0:
        Text(f"还有 {left} 行，看“屏上的样子”", tag="p", classes="mut small")


def _row(row: tuple[Cell, ...], block: Table, number: int) -> None:
    head = number < block.header_rows
    with box("total" if number in block.total_rows else "", tag="tr"):
        for column, cell in enumerate(row):
            figure = column in block.numeric_columns
            made = Text(
                cell.text, tag="th" if head else "td", classes="num" if figure else ""
            )
            made.props["colspan"] = str(cell.colspan)
            made.props["rowspan"] = str(cell.rowspan)
