"""Break a sheet into lines and pages of A4 in large print; it writes no file."""

import re
from dataclasses import dataclass

from kiosk.printing.sheets import LineKind, Sheet, SheetLine

WIDTH, HEIGHT = 595, 842
"""A4 in points."""
MARGIN = 54
_SIZES = {LineKind.TITLE: 26, LineKind.HEADING: 20}
_BODY = 17
_LEADING = 1.5
_BOX = 1.4
"""What a box takes before its line, in characters."""
_NARROW = 0.55
"""How wide Latin letters and figures are set, in characters."""
_NOT_FIRST = frozenset("，。、；：？！）》”’％")
_PIECE = re.compile(r"[\x21-\x7e]+|[^\x21-\x7e]")
MISSING = "〓"
"""Stands where the fonts of printers have no character."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLine:
    """Be one line in its place, in points from the lower left."""

    text: str
    size: int
    x: float
    y: float
    box: bool | None = None
    """A box stands before it; True: ticked."""


def pages_of(sheet: Sheet) -> tuple[tuple[SetLine, ...], ...]:
    """Return the pages of a sheet, from top to bottom."""
    pages: list[list[SetLine]] = [[]]
    y = float(HEIGHT - MARGIN)
    for line in sheet:
        size = _SIZES.get(line.kind, _BODY)
        indent = _BOX * size if line.kind in _BOXED else 0.0
        broken = lines_of(line.text, (WIDTH - 2 * MARGIN - indent) / size)
        for number, text in enumerate(broken):
            y -= size * _LEADING
            if y < MARGIN:
                pages.append([])
                y = HEIGHT - MARGIN - size * _LEADING
            box = _box(line) if number == 0 else None
            pages[-1].append(
                SetLine(text=text, size=size, x=MARGIN + indent, y=y, box=box)
            )
    return tuple(map(tuple, pages))


def lines_of(text: str, widest: float) -> list[str]:
    """Return a text in lines of so many characters at most.

    Numbers and Latin words stay whole where a line can hold them, and no line begins
    with a mark that belongs to the one before.
    """
    lines, line, used = [], "", 0.0
    for piece in _pieces(text, widest):
        wide = _width(piece)
        if used + wide > widest and line and piece not in _NOT_FIRST:
            lines.append(line.rstrip())
            line, used = "", 0.0
        line, used = line + piece, used + wide
    return [*lines, line.rstrip()]


_BOXED = {LineKind.BOX, LineKind.TICKED}


def _box(line: SheetLine) -> bool | None:
    return line.kind is LineKind.TICKED if line.kind in _BOXED else None


def _pieces(text: str, widest: float) -> list[str]:
    """Return what is not to be broken; a word longer than a line is, all the same."""
    printable = "".join(c if c <= "\uffff" else MISSING for c in text if c >= " ")
    most = int(widest / _NARROW)
    return [
        piece[at : at + most]
        for piece in _PIECE.findall(printable)
        for at in range(0, len(piece), most)
    ]


def _width(piece: str) -> float:
    return sum(_NARROW if " " <= c <= "~" else 1.0 for c in piece)
