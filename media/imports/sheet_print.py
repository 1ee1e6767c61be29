"""Read from a workbook which cells are printed and which rows repeat as head; pure.

What lies outside a print area is the maker's own working space, and is not taken in.
"""

import re
from dataclasses import dataclass

from openpyxl.utils.cell import range_boundaries

_AREA, _TITLES = "_xlnm.Print_Area", "_xlnm.Print_Titles"
_ROWS = re.compile(r"\$?(\d{1,7}):\$?(\d{1,7})")
_CELLS = re.compile(r"\$?[A-Z]{1,3}(?:\$?\d{1,7})?(?::\$?[A-Z]{1,3}(?:\$?\d{1,7})?)?")
_SHEET = re.compile(r"(?:'(?:[^']|'')*'|[^,'!]*)!")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
NAMES = frozenset((_AREA, _TITLES))
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """Be what a sheet says of its print."""

    areas: tuple[Area, ...] = ()
    """None: everything is printed."""
    title_rows: tuple[int, int] | None = None

    def prints(self, row: int, column: int) -> bool:
        """Say whether a cell is printed."""
        return not self.areas or any(
            top <= row <= bottom and left <= column <= right
            for top, left, bottom, right in self.areas
        )


def printing_of(named: dict[str, str]) -> Printing:
    """Return what the names of one sheet say; what cannot be read says nothing."""
    said = _parts(named.get(_AREA, ""))
    # A formula names no cells: then all of the sheet is taken.
    sound = all(_CELLS.fullmatch(part) for part in said)
    areas = tuple(map(_area, said)) if sound else ()
    rows = [p for p in _parts(named.get(_TITLES, "")) if _ROWS.fullmatch(p)]
    match = _ROWS.fullmatch(rows[0]) if rows else None
    titles = (int(match[1]), int(match[2])) if match else None
    return Printing(areas=areas, title_rows=titles)


def _parts(said: str) -> list[str]:
    """Return the references of a name, without their sheet."""
    return [part.strip() for part in _SHEET.sub("", said).split(",") if part.strip()]


def _area(reference: str) -> Area:
    left, top, right, bottom = range_boundaries(reference.replace("$", ""))
    return (top or 1, left or 1, bottom or _LAST_ROW, right or _LAST_COLUMN)
