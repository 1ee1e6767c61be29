"""Say how wide the columns of a printed table are and how high a row is; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from media.pages.fonts import Style

LINE_HEIGHT = 38
_PAD_ROW = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Be one column of a table."""

    name: str
    share: int
    """Of the width, beside the shares of the others."""
    right: bool = False
    """Numbers stand at the right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """Be the text of one cell, broken to its width."""

    style: Style
    lines: tuple[str, ...]


def widths_of(columns: Sequence[Column], whole: int) -> tuple[int, ...]:
    """Return the widths of columns in pixels; together they fill the whole."""
    shares = sum(one.share for one in columns)
    edges = [
        whole * sum(one.share for one in columns[:number]) // shares
        for number in range(len(columns) + 1)
    ]
    return tuple(right - left for left, right in pairwise(edges))


def height_of(cells: Sequence[Broken]) -> int:
    """Return how high a row is, in pixels."""
    return max(len(cell.lines) for cell in cells) * LINE_HEIGHT + _PAD_ROW
