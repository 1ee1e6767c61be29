"""Take the straight lines that a PDF page draws; curves and slopes are left out."""

import ctypes
from collections.abc import Iterator
from itertools import islice

import pypdfium2
from pypdfium2 import raw

from media.imports.page_geometry import Rule
from media.imports.page_tables import MOST_RULES
from media.imports.page_view import PageView

_STRAIGHT = 1.0
_LEAST = 3.0
_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 400
_BEZIER = raw.FPDF_SEGMENT_BEZIERTO
Point = tuple[float, float]


def page_rules(page: pypdfium2.PdfPage, view: PageView) -> list[Rule]:
    """Return the lines across and down a page, at most one more than a table has."""
    objects = page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=1)
    found = (
        rule for path in islice(objects, _MOST_OBJECTS) for rule in _rules(path, view)
    )
    return list(islice(found, MOST_RULES + 1))


def _rules(path: pypdfium2.PdfObject, view: PageView) -> Iterator[Rule]:
    matrix = path.get_matrix()
    for begin, end in _strokes(path):
        (x1, y1), (x2, y2) = (matrix.on_point(*point) for point in (begin, end))
        left, top, right, bottom = view.box(x1, y1, x2, y2)
        rule = Rule(left=left, right=right, top=top, bottom=bottom)
        wide, high = rule.right - rule.left, rule.bottom - rule.top
        if min(wide, high) <= _STRAIGHT and max(wide, high) >= _LEAST:
            yield rule


def _strokes(path: pypdfium2.PdfObject) -> Iterator[tuple[Point, Point]]:
    """Yield the straight strokes of a path, closing ones too."""
    count = raw.FPDFPath_CountSegments(path)
    if count > _MOST_SEGMENTS:
        return
    first: Point | None = None
    before: Point | None = None
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        kind, point = raw.FPDFPathSegment_GetType(segment), _point(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif before is not None and kind == raw.FPDF_SEGMENT_LINETO:
            yield before, point
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield point, first
        before = None if kind == _BEZIER else point


def _point(segment: raw.FPDF_PATHSEGMENT) -> Point:
    x, y = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
    return x.value, y.value
