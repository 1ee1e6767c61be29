"""Read the letters of a PDF page where they stand as the view is turned."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from media.imports.page_view import PageView

_BLANKS = frozenset((0x20, 0xA0, 0x3000, 0x09))
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_ASCENT = 0.88
_DROPPED = frozenset((0x00, 0x02, 0x0A, 0x0D, 0xFFFE, 0xFFFF))
"""Ends of lines, and what the library puts where a word was hyphenated."""
_MOST_CHARACTERS = 60_000
LEAST_SIZE = 1.0
HIGHER = "".join(chr(0xE000 + number) for number in range(10))
"""Raised digits until it is known what they mean: m² or the mark of a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Be one character with its place."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    after_blank: bool

    @property
    def middle(self) -> float:
        """Return the height of its middle, in points."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Return where its middle stands across, in points."""
        return (self.left + self.right) / 2


def letters_of(text: pypdfium2.PdfTextPage, view: PageView) -> Iterator[Letter]:
    """Yield the letters of a page in the file's order, without blanks."""
    place = _Place(text, view)
    blank, high = False, 0
    for index in range(min(text.count_chars(), _MOST_CHARACTERS)):
        point = raw.FPDFText_GetUnicode(text, index)
        if point in _BLANKS:
            # The library's own blanks are told anew, by the gap.
            blank = blank or not raw.FPDFText_IsGenerated(text, index)
        if point in _BLANKS or point in _DROPPED:
            continue
        if point in _HIGH:
            high = point
            continue
        left, top, right, bottom, size = place.of(index)
        yield Letter(
            text=_written(high, point),
            left=left,
            right=right,
            top=top,
            bottom=bottom,
            size=size,
            after_blank=blank,
        )
        blank, high = False, 0


class _Place:
    """Ask the library for the places of letters.

    Their feet are asked, for its boxes of flat letters like 一 are flat too.
    """

    def __init__(self, text: pypdfium2.PdfTextPage, view: PageView) -> None:
        self._text = text
        self._view = view
        self._box = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def of(self, index: int) -> tuple[float, float, float, float, float]:
        """Return a letter's left, top, right and bottom as seen, and its size."""
        text, box, matrix = self._text, self._box, self._matrix
        raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
        raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
        x, y = ctypes.byref(self._x), ctypes.byref(self._y)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        scale = math.hypot(matrix.c, matrix.d)
        size = max(LEAST_SIZE, raw.FPDFText_GetFontSize(text, index) * scale)
        left, top, right, bottom = self._view.box(
            box.left, box.bottom, box.right, box.top
        )
        if self._is_turned(matrix.a, matrix.b):
            return left, top, right, bottom, size
        begin, foot = self._view.place(self._x.value, self._y.value)
        left = min(begin, left)
        top, bottom = foot - _ASCENT * size, foot + (1 - _ASCENT) * size
        return left, top, max(left, right), bottom, size

    def _is_turned(self, a: float, b: float) -> bool:
        """Say whether people see a letter turned, by the first row of its matrix."""
        quarters = 0 if not b and a > 0 else round(math.atan2(-b, a) / (math.pi / 2))
        return (quarters + self._view.quarters) % 4 != 0


def _written(high: int, point: int) -> str:
    """Return a character, its two halves put together."""
    if point in _LOW:
        pair = (0x10000 + ((high - 0xD800) << 10) + point - 0xDC00) if high else 0xFFFD
        return chr(pair)
    return chr(point)
