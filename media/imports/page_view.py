"""Turn the places of a PDF page into those that people see; nothing is read here.

A page may be turned, and only a part of its paper may be shown. Sideways pages, most
letters of which stand upright only when the page is turned, are turned too.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2

_QUARTER = 90
_SLACK = 2.0
"""Points that a letter may stand over the edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """Be the part of a page that is shown, and how often it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def size(self) -> tuple[float, float]:
        """Return the width and the height that people see, in points."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if self.quarters % 2 else (wide, high)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return a place in points from the top left of what is shown."""
        if self.quarters == 0:
            return x - self.left, self.top - y
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        if self.quarters == 2:  # noqa: PLR2004 - upside down
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """Return a box as left, top, right and bottom of what is shown."""
        x1, y1 = self.place(left, bottom)
        x2, y2 = self.place(right, top)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def shows(self, places: Iterable[float]) -> bool:
        """Say whether a box of what is shown lies within it, at least by its middle."""
        left, top, right, bottom = places
        least, most_x, most_y = self.middles()
        x, y = (left + right) / 2, (top + bottom) / 2
        return least <= x <= most_x and least <= y <= most_y

    def middles(self) -> tuple[float, float, float]:
        """Return from where to where across, and down, what is shown has its middle."""
        wide, high = self.size
        return -_SLACK, wide + _SLACK, high + _SLACK

    def turned(self, quarters: int) -> "PageView":
        """Return this view, turned clockwise so many times more."""
        return PageView(
            left=self.left,
            bottom=self.bottom,
            right=self.right,
            top=self.top,
            quarters=(self.quarters + quarters) % 4,
        )


def view_of_page(page: pypdfium2.PdfPage) -> PageView:
    """Return what is shown of a page."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right <= left or top <= bottom:
        left, bottom, right, top = media
    quarters = int(page.get_rotation()) // _QUARTER % 4
    return PageView(left=left, bottom=bottom, right=right, top=top, quarters=quarters)
