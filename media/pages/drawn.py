"""Remember drawn pages by what was to be drawn, so that only changed ones are drawn.

The key says everything that decides the pixels and the bytes: the marks with the
pictures' names, the size, the font files and the versions of the drawing libraries.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import PIL
from PIL import features

from media.pages.pieces import Mark

_MOST_BYTES = 64 * 1024 * 1024
_LIBRARIES = ("freetype2", "raqm", "harfbuzz", "webp")
_DRAWING = "2"
"""Rises with every change of how marks are drawn or encoded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Be a page's picture: its file and what names its pixels."""

    webp: bytes
    pixels_sha256: str


class DrawnPages(Protocol):
    """Keep drawn pages by their keys."""

    def get(self, key: str) -> Drawn | None:
        """Return the page of a key; none where it is not kept."""
        ...

    def put(self, key: str, page: Drawn) -> None:
        """Keep a page."""
        ...


class RecentPages:
    """Keep the pages that were used last, up to so many bytes, in memory."""

    def __init__(self, *, most_bytes: int = _MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._pages: OrderedDict[str, Drawn] = OrderedDict()
        self._bytes = 0

    def get(self, key: str) -> Drawn | None:
        """Return the page of a key; none where it is not kept."""
        page = self._pages.get(key)
        if page is not None:
            self._pages.move_to_end(key)
        return page

    def put(self, key: str, page: Drawn) -> None:
        """Keep a page and let go of those that were not used for longest."""
        if key in self._pages:
            return
        self._pages[key] = page
        self._bytes += len(page.webp)
        while self._bytes > self._most_bytes:
            _, gone = self._pages.popitem(last=False)
            self._bytes -= len(gone.webp)


@cache
def _versions() -> tuple[str, ...]:
    return tuple(f"{name} {features.version(name)}" for name in _LIBRARIES)


def page_key(
    size: tuple[int, int], marks: Sequence[Mark], fonts: str, part: int = 1
) -> str:
    """Return what names a page before it is drawn, a part of its size or whole."""
    told = [_DRAWING, PIL.__version__, *_versions(), fonts, repr(size), repr(part)]
    told += map(repr, marks)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
