"""Measure one panel's page: places, sizes and distances in pixels; it draws nothing.

The proportions are those of the look's `screen-*` pages.
"""

from dataclasses import dataclass

from media.pages.fonts import Style
from media.pages.palette import BoardColours, colours_of
from programme.boards import Board
from programme.layout import (
    Panel,
    content_rectangle,
    margin_of,
    scale_of,
    type_sizes,
)

_ASCENT = 1.16
_NORMAL = 1.448
"""Line height and ascent of the face, in em."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Be a page of a panel, without its words."""

    width: int
    height: int
    margin: int
    scale: float
    portrait: bool
    title: int
    body: int
    table: int
    meta: int
    board: Board
    colours: BoardColours

    @property
    def inner(self) -> int:
        """Return the width between the margins."""
        return self.width - 2 * self.margin

    @property
    def body_style(self) -> Style:
        """Return the style of running text."""
        return Style(self.body)

    @property
    def cell_style(self) -> Style:
        """Return the style of a table's cells."""
        return Style(self.table)

    @property
    def head_style(self) -> Style:
        """Return the style of a table's head: a little smaller and bold."""
        return Style(max(self.px(36), self.table - self.px(4)), bold=True)

    @property
    def part_style(self) -> Style:
        """Return the style of the line above a table, and of captions."""
        return Style(max(self.px(36), min(self.table, self.px(44))))

    @property
    def line(self) -> int:
        """Return the height of a line of running text."""
        return round(1.5 * self.body)

    @property
    def paragraph_gap(self) -> int:
        """Return the blank between paragraphs."""
        return round(0.38 * self.body)

    @property
    def cell_line(self) -> int:
        """Return what each further line adds to a table's row."""
        return round(1.3 * self.table)

    @property
    def row(self) -> int:
        """Return the height of a table's row of one line."""
        return round((1.78 if self.portrait else 1.46) * self.table)

    @property
    def head_row(self) -> int:
        """Return the height of a head row of one line."""
        return round((1.61 if self.portrait else 1.42) * self.table)

    @property
    def cell_padding(self) -> int:
        """Return the blank at the left and right of a cell."""
        return self.px(18 if self.portrait else 24)

    def px(self, length: float) -> int:
        """Return a length of the drawings on this panel."""
        return round(length * self.scale)


def sheet_of(panel: Panel, board: Board) -> Sheet:
    """Return the page of a panel in a board's colours."""
    rectangle = content_rectangle(panel)
    sizes = type_sizes(panel)
    return Sheet(
        width=rectangle.width,
        height=rectangle.height,
        margin=margin_of(panel),
        scale=scale_of(panel),
        portrait=panel.portrait,
        title=sizes.title,
        body=sizes.body,
        table=sizes.table,
        meta=sizes.meta,
        board=board,
        colours=colours_of(board),
    )


def normal_line(size: int) -> int:
    """Return the height of a line in which nothing was asked for."""
    return round(_NORMAL * size)


def baseline_in(height: int, size: int) -> int:
    """Return where the baseline lies in a line of this height."""
    return round((height - _NORMAL * size) / 2 + _ASCENT * size)
