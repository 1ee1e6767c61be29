"""Set the page that stands for a disclosure too long for a screen; propose its points.

The page says what the paper is, its main points in the paper's own words, how long the
whole is and where it is found. Nothing is put into other words.
"""

import re
from collections.abc import Iterator, Sequence

from media.pages.facts import FactsSetter
from media.pages.fonts import Fonts, Style
from media.pages.linebreak import break_lines
from media.pages.manner import Manner
from media.pages.paginate import Placed, paginate
from media.pages.palette import INK_2
from media.pages.pieces import Fill, Ink, Mark, Piece, Strip, moved
from media.pages.prose import ProseSetter
from media.pages.sheet import Sheet, baseline_in, normal_line
from programme.blocks import Block, Heading, ListBlock, Paragraph, Revision, Table

MOST_SHOWN = 20
"""Pages of a disclosure that screens show; a longer one gets a summary."""
MOST_POINTS = 8
MOST_PROPOSED = 24
_MOST_CHOSEN, _FEWEST_CHOSEN = 6, 3
LONGEST_POINT = 60
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")


def proposed_points(revision: Revision) -> tuple[str, ...]:
    """Return what a summary may say, the likeliest first, in the paper's words."""
    found = dict.fromkeys(
        " ".join(point.split()) for point in _points(revision.blocks) if point.strip()
    )
    return tuple(point for point in found if len(point) <= LONGEST_POINT)[
        :MOST_PROPOSED
    ]


def _points(blocks: Sequence[Block]) -> Iterator[str]:
    headings = [block for block in blocks if isinstance(block, Heading)]
    top = min((block.level for block in headings), default=1)
    yield from (block.text for block in headings if block.level == top)
    for block in blocks:
        if isinstance(block, Table):
            yield from _totals(block)
    yield from (block.text for block in headings if block.level != top)
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _SENTENCE.findall(block.text)[:1]
        elif isinstance(block, ListBlock):
            yield from block.entries


def _totals(table: Table) -> Iterator[str]:
    """Yield the last total of a table with its heads, where each has one."""
    if not table.total_rows or table.header_rows != 1:
        return
    head, row = table.rows[0], table.rows[table.total_rows[-1]]
    if len(head) != len(row):
        return
    unit = table.unit_note.strip().removeprefix("单位：")
    said = [
        f"{name.text} {cell.text}"
        for name, cell in zip(head[1:], row[1:], strict=True)
        if cell.text.strip() and cell.text.strip() != "—"
    ]
    name = f"{table.caption} {row[0].text}".strip()
    yield f"{name}：{'，'.join(said)}{f'（{unit}）' if unit else ''}"


class SummarySetter:
    """Set the summary of one revision on one sheet."""

    def __init__(self, sheet: Sheet, fonts: Fonts, room: int) -> None:
        self._sheet = sheet
        self._fonts = fonts
        self._room = room
        self._prose = ProseSetter(sheet, fonts)

    def pages(
        self, revision: Revision, manner: Manner, whole: int
    ) -> tuple[tuple[Placed, ...], ...]:
        """Return the summary of so many pages: one page, unless points are many."""
        if manner.points:
            return self._divided(revision, manner, manner.points, whole)
        proposed = proposed_points(revision)
        for count in range(_MOST_CHOSEN, _FEWEST_CHOSEN, -1):
            pages = self._divided(revision, manner, proposed[:count], whole)
            if len(pages) == 1:
                return pages
        return self._divided(revision, manner, proposed[:_FEWEST_CHOSEN], whole)

    def _divided(
        self, revision: Revision, manner: Manner, points: tuple[str, ...], whole: int
    ) -> tuple[tuple[Placed, ...], ...]:
        strips = self._strips(revision, manner, points, whole)
        return paginate(strips, self._room)

    def _strips(
        self, revision: Revision, manner: Manner, points: tuple[str, ...], whole: int
    ) -> tuple[Strip, ...]:
        found: list[Strip] = []
        if manner.about:
            found.append(self._about(manner.about))
        first = revision.blocks[0] if revision.blocks else None
        facts = (
            FactsSetter(self._sheet, self._fonts).strip(first)
            if isinstance(first, Table)
            else None
        )
        found += [facts] if facts is not None else []
        found += self._prose.entries(ListBlock(ordered=False, entries=points))
        found.append(self._where(_whereabouts(whole, manner)))
        return tuple(found)

    def _about(self, words: str) -> Strip:
        style = self._sheet.part_style
        return Strip(pieces=self._written(words, style, INK_2, 0))

    def _where(self, words: str) -> Strip:
        """Return the box that says where the whole is."""
        style = Style(self._sheet.part_style.size, bold=True)
        beside, around = self._sheet.px(26), self._sheet.px(16)
        lines = self._written(words, style, self._sheet.colours.strong, beside)
        marks: list[Mark] = []
        top = around
        for line in lines:
            marks += [moved(mark, 0, top) for mark in line.marks]
            top += line.height
        box = Fill(
            x=0,
            y=0,
            width=self._sheet.inner,
            height=top + around,
            colour=self._sheet.colours.tint,
            radius=self._sheet.px(12),
        )
        piece = Piece(height=top + around, marks=(box, *marks), words=words)
        return Strip(pieces=(piece,), gap=self._sheet.paragraph_gap)

    def _written(
        self, words: str, style: Style, colour: str, beside: int
    ) -> tuple[Piece, ...]:
        height = normal_line(style.size)
        room = self._sheet.inner - 2 * beside
        lines = break_lines(words, room, lambda text: self._fonts.width(text, style))
        return tuple(
            Piece(
                height=height,
                words=text,
                marks=(
                    Ink(
                        x=beside,
                        baseline=baseline_in(height, style.size),
                        text=text,
                        style=style,
                        colour=colour,
                    ),
                ),
            )
            for text in lines
        )


def whole_words(pages: int, *, coded: bool, at_kiosk: bool = True) -> str:
    """Say how long the whole is and where it is found: nowhere that it is not.

    Pages of a screen are not sheets of paper: the word keeps them apart.
    """
    where = "扫码或到触摸屏查看" if coded else "请到触摸屏查看"
    return f"全文 {pages} 屏页，{where if at_kiosk else '请扫码查看'}"


def _whereabouts(pages: int, manner: Manner) -> str:
    return whole_words(pages, coded=manner.coded, at_kiosk=manner.at_kiosk)
