"""Put set pages one below the other as pictures with their words; it draws no words."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageChops

from media.pages.written import Written
from publishing.desk.ports import SetPage

_GAP_PX = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Be a picture and what is written on it."""

    picture: Image.Image
    written: tuple[Written, ...]

    @property
    def height(self) -> int:
        """Return the pixels down."""
        return self.picture.height

    def cut(self, top: int, bottom: int) -> "Part":
        """Return the rows from `top` up to, and without, `bottom`."""
        inside = (
            line.moved(0, -top)
            for line in self.written
            if top < line.baseline <= bottom
        )
        box = (0, top, self.picture.width, bottom)
        return Part(picture=self.picture.crop(box), written=tuple(inside))

    def above(self, lower: "Part") -> "Part":
        """Return this part with another one below it."""
        size = (self.picture.width, self.height + lower.height)
        made = Image.new(self.picture.mode, size, "#fff")
        made.paste(self.picture, (0, 0))
        made.paste(lower.picture, (0, self.height))
        moved = (line.moved(0, self.height) for line in lower.written)
        return Part(picture=made, written=(*self.written, *moved))


def opened(page: SetPage, mode: Literal["RGB", "L"]) -> Part:
    """Return a set page as a part, in colours or in grey."""
    picture = Image.open(io.BytesIO(page.webp)).convert(mode)
    return Part(picture=picture, written=tuple(page.written))


def stacked(pages: Iterable[Part], room: int) -> tuple[Part, ...]:
    """Return pages one below the other, as many as fit into each picture.

    Pages of a screen hold little and all begin with the title. Below another page the
    rows that both begin with are left out; a new picture begins with them again.

    Args:
        pages: At least one, opened one after the other: whole ones are large.
        room: The most pixels down of one picture.
    """
    done: list[Part] = []
    coming = iter(pages)
    first = next(coming)
    held = _trimmed(first, 0)
    for page in coming:
        piece = _trimmed(page, _alike(first, page))
        if held.height + piece.height > room:
            done.append(held)
            held = _trimmed(page, 0)
        else:
            held = held.above(piece)
    return (*done, held)


def with_foot(parts: Sequence[Part], foot: Part, room: int) -> tuple[Part, ...]:
    """Return parts with one below the last, or behind it where there is no room."""
    *before, last = parts
    if last.height + foot.height > room:
        return (*parts, foot)
    return (*before, last.above(foot))


def _alike(one: Part, other: Part) -> int:
    """Return how many rows two pages have in common from the top."""
    found = ImageChops.difference(one.picture, other.picture).getbbox()
    return found[1] if found else 0


def _trimmed(page: Part, top: int) -> Part:
    """Return a page from a row on, without the blank below its last line."""
    picture = page.picture
    ground = picture.getpixel((picture.width - 1, picture.height - 1))
    blank = Image.new(picture.mode, picture.size, ground)
    found = ImageChops.difference(picture, blank).getbbox()
    bottom = min(picture.height, (found[3] if found else 0) + _GAP_PX)
    return page.cut(top, max(bottom, top + 1))
