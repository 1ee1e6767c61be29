"""Hold what is written on a page and where, so that a copy of it can be searched.

A picture of a page tells a screen reader nothing; these are its words in the order in
which they are read. Nothing is laid out or drawn here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from media.pages.fonts import Fonts, Style
from media.pages.pieces import Ink, Mark, Photo
from programme.blocks import Block, Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Be one line of text where it stands on a page."""

    x: int
    """Pixels from the left."""
    baseline: int
    """Pixels from the top."""
    width: int
    """Pixels that it takes; at least 1."""
    size: int
    """Of its letters, in pixels."""
    text: str

    def moved(self, dx: int, dy: int) -> "Written":
        """Return the line shifted right and down."""
        return replace(self, x=self.x + dx, baseline=self.baseline + dy)


def written_on(
    marks: Iterable[Mark], fonts: Fonts, pictured: Mapping[str, str]
) -> tuple[Written, ...]:
    """Return the lines of a page, those that stand in its pictures among them.

    Args:
        marks: All that is on the page, in the order in which it is read.
        fonts: Measure the lines.
        pictured: The words of each picture, by its SHA-256.
    """
    found: list[Written] = []
    for mark in marks:
        if isinstance(mark, Ink) and mark.text:
            found.append(line_of(mark.text, (mark.x, mark.baseline), mark.style, fonts))
        elif isinstance(mark, Photo):
            found += _in_picture(mark, pictured.get(mark.sha256, ""))
    return tuple(found)


def line_of(text: str, at: tuple[int, int], style: Style, fonts: Fonts) -> Written:
    """Return a line of text that begins at a place on its baseline."""
    width = max(1, round(fonts.width(text, style)))
    return Written(x=at[0], baseline=at[1], width=width, size=style.size, text=text)


def words_of_pictures(blocks: Iterable[Block]) -> dict[str, str]:
    """Return what pictures show, by SHA-256; a scan's words are set below it anyway."""
    return {
        block.image.sha256: block.words
        for block in blocks
        if isinstance(block, Figure) and block.words != block.caption
    }


def _in_picture(photo: Photo, words: str) -> Iterator[Written]:
    """Yield a picture's words, spread over it: where each stands nobody knows."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    step = photo.height / max(1, len(lines))
    for number, line in enumerate(lines, start=1):
        yield Written(
            x=photo.x,
            baseline=photo.y + round(step * number),
            width=max(1, photo.width),
            size=max(1, round(step)),
            text=line,
        )
