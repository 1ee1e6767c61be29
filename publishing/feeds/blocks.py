"""Turn a revision's blocks into plain elements with their meaning; decide nothing.

Headings come in order, heads of tables name their scope, pictures have their words
(WCAG 2.2). It knows nothing of where a page lies.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import assert_never
from xml.etree.ElementTree import Element

from programme.blocks import (
    AssetRef,
    Block,
    Figure,
    Heading,
    ListBlock,
    PageImageBlock,
    Paragraph,
    Table,
)
from publishing.desk.policy import HEADING
from publishing.desk.table_grid import Placed, placed
from publishing.feeds.markup import el
from publishing.feeds.words import word

Address = Callable[[AssetRef], str]
"""Give where a picture lies, from the page."""


def split_policy(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """Return the document and its policy explanation, which may be empty (REQ-14)."""
    for number in range(len(blocks) - 1, -1, -1):
        block = blocks[number]
        if isinstance(block, Heading) and block.level == 1 and block.text == HEADING:
            return blocks[:number], blocks[number + 1 :]
    return blocks, ()


def elements_of(
    blocks: Sequence[Block], address: Address, *, below: int
) -> tuple[Element, ...]:
    """Return the elements of blocks.

    Args:
        blocks: What to show, in order.
        address: Gives where a picture lies.
        below: The level of the heading that they stand under; none is skipped.
    """
    made: list[Element] = []
    level = below
    for block in blocks:
        if isinstance(block, Heading):
            level = min(below + block.level, level + 1, 6)
            made.append(el(f"h{level}", block.text))
        else:
            made += _elements(block, address)
    return tuple(made)


def _elements(
    block: Paragraph | ListBlock | Table | Figure | PageImageBlock, address: Address
) -> Iterator[Element]:
    match block:
        case Paragraph():
            yield from (el("p", line) for line in block.text.splitlines() if line)
        case ListBlock():
            tag = "ol" if block.ordered else "ul"
            yield el(tag, *(el("li", entry) for entry in block.entries))
        case Table():
            yield _table(block)
        case Figure():
            yield _figure(block, address)
        case PageImageBlock():
            yield _scan(block, address)
        case _ as never:
            assert_never(never)


def _figure(block: Figure, address: Address) -> Element:
    words = block.words or block.caption or word("no_words")
    picture = el(
        "img",
        src=address(block.image),
        alt=words,
        width=str(block.width),
        height=str(block.height),
    )
    caption = el("figcaption", block.caption) if block.caption else None
    return el("figure", picture, caption)


def _scan(block: PageImageBlock, address: Address) -> Element:
    picture = el(
        "img",
        src=address(block.image),
        alt=block.words or word("no_words"),
        width=str(block.width),
        height=str(block.height),
    )
    lines = (el("p", line) for line in block.words.splitlines() if line.strip())
    told = el("details", el("summary", word("scan_words")), *lines)
    return el("figure", picture, el("figcaption", word("scan")), told, class_="scan")


def _table(block: Table) -> Element:
    rows: list[list[Element]] = [[] for _ in block.rows]
    for each in placed(block):
        rows[each.row].append(_cell(each, block))
    lines = [
        el("tr", *cells, class_="total" if number in block.total_rows else None)
        for number, cells in enumerate(rows)
        if cells
    ]
    heads = sum(1 for cells in rows[: block.header_rows] if cells)
    name = block.caption or word("facts")
    caption = [el("caption", block.caption, *_unit(block))]
    head = [el("thead", *lines[:heads])] if heads else []
    body = [el("tbody", *lines[heads:])] if lines[heads:] else []
    shown = caption if block.caption or block.unit_note else []
    return el(
        "div",
        el("table", *shown, *head, *body),
        class_="wide",
        role="region",
        aria_label=name,
        tabindex="0",
    )


def _unit(block: Table) -> tuple[Element, ...]:
    if not block.unit_note:
        return ()
    return (el("span", word("unit_note", unit=block.unit_note), class_="unit-note"),)


def _cell(each: Placed, block: Table) -> Element:
    cell = each.cell
    in_head = each.row < block.header_rows
    names_row = not in_head and each.start == 0 and 0 not in block.numeric_columns
    is_name = (in_head or names_row) and bool(cell.text.strip())
    scope = _scope(cell.colspan, cell.rowspan, in_head=in_head) if is_name else None
    return el(
        "th" if is_name else "td",
        cell.text,
        scope=scope,
        class_="num" if each.start in block.numeric_columns else None,
        colspan=str(cell.colspan) if cell.colspan > 1 else None,
        rowspan=str(cell.rowspan) if cell.rowspan > 1 else None,
    )


def _scope(colspan: int, rowspan: int, *, in_head: bool) -> str:
    if in_head:
        return "colgroup" if colspan > 1 else "col"
    return "rowgroup" if rowspan > 1 else "row"
