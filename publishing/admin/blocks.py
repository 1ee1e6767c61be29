"""Show the pieces of a version as text and tables; never as HTML (B14)."""

from collections.abc import Iterator, Sequence
from functools import partial

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
from publishing.admin.parts import Button, Text, box
from publishing.admin.screenfuls import screenfuls


def show_blocks(blocks: Sequence[Block], *, pictures: str = "") -> None:
    """Show the pieces in order, so many at once, with the ways to all others.

    Args:
        blocks: Of a version.
        pictures: Where its pictures are given out; without it their words stand for
            them.
    """
    parts = screenfuls(blocks)
    if len(parts) == 1:
        _show(parts[0], pictures)
        return
    _Turned(parts, pictures).draw()


class _Turned:
    """Be a long text that is turned like the pages of a file."""

    def __init__(self, parts: Sequence[Sequence[Block]], pictures: str) -> None:
        self._parts = parts
        self._pictures = pictures
        self._place = box("turned")

    def draw(self) -> None:
        """Draw the first screenful."""
        self._fill(0)

    async def _turn(self, at: int) -> None:
        self._place.clear()
        self._fill(at)
        _ = self._place.run_method("scrollIntoView")

    def _fill(self, at: int) -> None:
        with self._place:
            self._ways(at)
            _show(self._parts[at], self._pictures)
            self._ways(at)

    def _ways(self, at: int) -> None:
        last = len(self._parts) - 1
        with box("row-of"):
            if at:
                back = partial(self._turn, at - 1)
                Button("上一屏文字", back, icon="chevron_left")
            Text(f"第 {at + 1} 屏，共 {last + 1} 屏", classes="mut")
            if at < last:
                on = partial(self._turn, at + 1)
                Button("下一屏文字", on, icon="chevron_right")


def _show(blocks: Sequence[Block], pictures: str) -> None:
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
                _picture(block, pictures)


def _picture(block: Figure | PageImageBlock, pictures: str) -> None:
    words = block.words or "（还没有写图里的文字）"
    if pictures:
        shown = box("block-picture", tag="img")
        shown.props["src"] = f"{pictures}/{block.image.sha256}"
        shown.props["alt"] = words
        shown.props["width"], shown.props["height"] = block.width, block.height
    if isinstance(block, Figure) and block.caption:
        Text(block.caption, tag="p", classes="mut small")
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
        for number, row in enumerate(_placed(block)):
            _row(row, block, number)


def _placed(block: Table) -> Iterator[list[tuple[int, Cell]]]:
    """Yield the cells of each row with their columns, which cells above may take."""
    taken: dict[int, int] = {}
    for row in block.rows:
        placed: list[tuple[int, Cell]] = []
        column = 0
        for cell in row:
            while taken.get(column):
                column += 1
            placed.append((column, cell))
            for right in range(column, column + cell.colspan):
                taken[right] = cell.rowspan
            column += cell.colspan
        taken = {place: rows - 1 for place, rows in taken.items() if rows > 1}
        yield placed


def _row(row: list[tuple[int, Cell]], block: Table, number: int) -> None:
    head = number < block.header_rows
    with box("total" if number in block.total_rows else "", tag="tr"):
        for column, cell in row:
            figure = column in block.numeric_columns and cell.colspan == 1
            classes = "num" if figure else "over" if cell.colspan > 1 and head else ""
            made = Text(cell.text, tag="th" if head else "td", classes=classes)
            made.props["colspan"] = str(cell.colspan)
            made.props["rowspan"] = str(cell.rowspan)
