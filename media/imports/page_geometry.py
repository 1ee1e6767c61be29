"""Hold what stands on a fixed page by its place, and group it into rows; pure.

Places are in points from the top left, whatever the file counts from.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SAME_ROW = 0.5
"""Of a letter's height that two middles may lie apart in one row."""
_UNITS = "年月日号时分点元"
_WIDE_FIGURES = re.compile(rf"(?<![\d.,])(\d(?: \d)+) ?(?=[{_UNITS}])")
_HAN = r"[\u3000-\u9fff\uff00-\uffef]"
_APART = re.compile(rf"(?<={_HAN}) (?={_HAN})")
_SPACED = 0.8
"""Of a line's characters that stand apart: then it was only set wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Be characters that stand together."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    """Of the letters."""
    is_down: bool = False
    """They are read from top to bottom."""

    @property
    def middle(self) -> float:
        """Return its height on the page."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Return its middle from left to right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Be a straight line that was drawn, across or down."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def is_across(self) -> bool:
        """Say whether it runs from left to right."""
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Be one line of running text."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    column: tuple[float, float] | None = None
    """From where to where its column goes, if the page has more than one."""


Row = tuple[Piece, ...]


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """Return pieces as rows from top to bottom, each from left to right."""
    rows: list[list[Piece]] = []
    middle = 0.0
    for piece in sorted(pieces, key=lambda one: one.middle):
        if rows and piece.middle - middle <= _SAME_ROW * min(
            piece.size, rows[-1][0].size
        ):
            rows[-1].append(piece)
        else:
            rows.append([piece])
            middle = piece.middle
    return [tuple(sorted(row, key=lambda one: one.left)) for row in rows]


def line_of(row: Sequence[Piece]) -> Line:
    """Return a row as one line, its pieces parted by blanks."""
    return Line(
        text=mended(" ".join(piece.text for piece in row)),
        left=row[0].left,
        right=max(piece.right for piece in row),
        top=min(piece.top for piece in row),
        bottom=max(piece.bottom for piece in row),
        size=max(piece.size for piece in row),
    )


def mended(text: str) -> str:
    """Return text without the blanks of wide setting, where that is certain.

    1 2 月 is December, 2 0 2 6 年 a year, 机　密 one word; 3 4 may be two figures.
    """
    text = _WIDE_FIGURES.sub(lambda found: found[1].replace(" ", ""), text)
    apart = len(_APART.findall(text))
    if apart > 1 and apart >= _SPACED * (len(text) - apart - 1):
        text = _APART.sub("", text)
    return text
