"""Read the letters of a PDF page where they stand as the view is turned."""

import math
from collections.abc import Callable, Iterator
from ctypes import byref, c_double
from functools import partial
from math import hypot
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from media.imports.page_view import PageView

_BLANKS = frozenset((0x20, 0xA0, 0x3000, 0x09))
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_ASCENT, _DESCENT = 0.88, 1 - 0.88
_DROPPED = frozenset((0x00, 0x02, 0x0A, 0x0D, 0xFFFE, 0xFFFF))
"""Ends of lines, and what the library puts where a word was hyphenated."""
_PASSED = _BLANKS | _DROPPED
_MOST_CHARACTERS = 60_000
LEAST_SIZE = 1.0
HIGHER = "".join(chr(0xE000 + number) for number in range(10))
"""Raised digits until it is known what they mean: m² or the mark of a note."""


class Letter(NamedTuple):
    """Be one character with its place; a thick report has half a million of them."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    after_blank: bool
    middle: float
    """The height of its middle, in points."""
    centre: float
    """Where its middle stands across, in points."""
    height: float

    def raised_beside(self, other: "Letter", text: str) -> "Letter":
        """Return it as another character, on the line of the one before it."""
        return self._replace(
            text=text,
            top=other.top,
            bottom=other.bottom,
            size=other.size,
            after_blank=False,
            middle=other.middle,
            height=other.height,
        )


def letters_of(text: pypdfium2.PdfTextPage, view: PageView) -> Iterator[Letter]:
    """Yield the letters of a page in the file's order, without blanks."""
    page, place_of = text.raw, _place_of(text.raw, view)
    blank, high = False, 0
    count = min(text.count_chars(), _MOST_CHARACTERS)
    points = map(partial(raw.FPDFText_GetUnicode, page), range(count))
    for index, point in enumerate(points):
        if point in _BLANKS:
            # The library's own blanks are told anew, by the gap.
            blank = blank or not raw.FPDFText_IsGenerated(page, index)
        if point in _PASSED:
            continue
        if point in _HIGH:
            high = point
            continue
        left, top, right, bottom, size = place_of(index)
        yield Letter(
            _written(high, point) if high or point in _LOW else chr(point),
            left,
            right,
            top,
            bottom,
            size,
            blank,
            (top + bottom) / 2,
            (left + right) / 2,
            max(LEAST_SIZE, bottom - top),
        )
        blank, high = False, 0


def _place_of(
    page: raw.FPDF_TEXTPAGE, view: PageView
) -> Callable[[int], tuple[float, float, float, float, float]]:
    """Return what asks the library for a letter's place as seen, and its size.

    The letters' feet are asked, for its boxes of flat letters like 一 are flat too.
    """
    box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), c_double(), c_double()
    at_box, at_matrix, at_x, at_y = map(byref, (box, matrix, x, y))
    box_of, matrix_of = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetMatrix
    foot_of, size_of = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetFontSize

    def of(index: int) -> tuple[float, float, float, float, float]:
        box_of(page, index, at_box)
        matrix_of(page, index, at_matrix)
        foot_of(page, index, at_x, at_y)
        size = max(LEAST_SIZE, size_of(page, index) * hypot(matrix.c, matrix.d))
        upright = matrix.a > 0 and not matrix.b
        if upright and not view.quarters and box.left <= box.right:
            # As nearly all are; what follows says the same of every letter.
            foot, left = view.top - y.value, min(x.value, box.left) - view.left
            right = max(left, box.right - view.left)
            return left, foot - _ASCENT * size, right, foot + _DESCENT * size, size
        left, top, right, bottom = view.box(box.left, box.bottom, box.right, box.top)
        if _is_turned(matrix.a, matrix.b, view):
            return left, top, right, bottom, size
        begin, foot = view.place(x.value, y.value)
        left = min(begin, left)
        top, bottom = foot - _ASCENT * size, foot + _DESCENT * size
        return left, top, max(left, right), bottom, size

    return of


def _is_turned(a: float, b: float, view: PageView) -> bool:
    """Say whether people see a letter turned, by the first row of its matrix."""
    quarters = 0 if not b and a > 0 else round(math.atan2(-b, a) / (math.pi / 2))
    return (quarters + view.quarters) % 4 != 0


def _written(high: int, point: int) -> str:
    """Return a character, its two halves put together."""
    if point in _LOW:
        pair = (0x10000 + ((high - 0xD800) << 10) + point - 0xDC00) if high else 0xFFFD
        return chr(pair)
    return chr(point)
