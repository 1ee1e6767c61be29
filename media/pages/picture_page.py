"""Set a picture with its words beside it; where they do not fit, they follow it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from media.pages.fonts import Fonts
from media.pages.pictures import picture_strip
from media.pages.pieces import Mark, Piece, Strip, moved
from media.pages.prose import ProseSetter
from media.pages.reading import MOST_CHARACTERS
from media.pages.sheet import Sheet
from programme.blocks import Figure, Paragraph

_SENTENCES = re.compile(r"[^。；！？\n]*[。；！？]+[”’）》]*|[^。；！？\n]+|\n")
_SHARES = (0.48, 0.42, 0.36)
"""Of the page's width that a picture takes beside its words, the largest that does."""
_SHARE_ABOVE, _LEAST_ABOVE = 0.55, 0.45
"""Of the page's height that a picture takes above its words."""
_WIDEST = 2.2
"""A picture wider than this times its height stands above its words."""
_GAP_PX = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePage:
    """Be a picture with as many sentences as stand with it, and what is left."""

    strips: tuple[Strip, ...]
    left: tuple[Paragraph, ...]


class PictureSetter:
    """Set pictures with words on one sheet."""

    def __init__(self, sheet: Sheet, fonts: Fonts) -> None:
        self._sheet = sheet
        self._fonts = fonts

    def page(
        self, figure: Figure, words: Sequence[Paragraph], room: int
    ) -> PicturePage:
        """Return a picture and the words that belong to it."""
        wide = figure.width > _WIDEST * figure.height
        if self._sheet.portrait or wide or not words:
            above = self._above(words, room)
            strip = picture_strip(figure, self._sheet, self._fonts, above)
            return PicturePage(strips=(strip,), left=tuple(words))
        pages = [self._beside(figure, words, room, share) for share in _SHARES]
        return next((page for page in pages if not page.left), pages[0])

    def _above(self, words: Sequence[Paragraph], room: int) -> int:
        """Return how high a picture above its words is, so that both share a page."""
        prose = ProseSetter(self._sheet, self._fonts)
        strips = [strip for each in words for strip in prose.paragraph(each)]
        need = sum(s.gap + sum(piece.height for piece in s.pieces) for s in strips)
        left = room - need
        return left if left >= _LEAST_ABOVE * room else round(_SHARE_ABOVE * room)

    def _beside(
        self, figure: Figure, words: Sequence[Paragraph], room: int, share: float
    ) -> PicturePage:
        across, gap = round(share * self._sheet.inner), self._sheet.px(_GAP_PX)
        strip = picture_strip(figure, self._sheet, self._fonts, room, width=across)
        picture = strip.pieces[0]
        prose = ProseSetter(
            self._sheet, self._fonts, width=self._sheet.inner - across - gap
        )
        lines, left = _taken(words, prose, room, MOST_CHARACTERS - picture.characters)
        marks: list[Mark] = list(picture.marks)
        top = 0
        for piece in lines:
            marks += [moved(mark, across + gap, top) for mark in piece.marks]
            top += piece.height
        whole = replace(
            picture,
            height=max(picture.height, top),
            marks=tuple(marks),
            words="\n".join((picture.words, *(p.words for p in lines if p.words))),
            characters=picture.characters + sum(piece.characters for piece in lines),
        )
        return PicturePage(strips=(replace(strip, pieces=(whole,)),), left=left)


def _taken(
    words: Sequence[Paragraph], prose: ProseSetter, room: int, most: int
) -> tuple[tuple[Piece, ...], tuple[Paragraph, ...]]:
    """Return the lines of as many whole sentences as fit, and the rest of the words."""
    taken: tuple[Piece, ...] = ()
    for number, paragraph in enumerate(words):
        sentences = _SENTENCES.findall(paragraph.text)
        for count in range(len(sentences), 0, -1):
            text = "".join(sentences[:count]).strip()
            lines = _lines(prose, Paragraph(text=text), begins=not taken)
            if _fits((*taken, *lines), room, most):
                break
        else:
            return taken, tuple(words[number:])
        rest = "".join(sentences[count:]).strip()
        if rest and number:
            return taken, tuple(words[number:])
        taken = (*taken, *lines)
        if rest:
            return taken, (Paragraph(text=rest), *words[1:])
    return taken, ()


def _fits(lines: Sequence[Piece], room: int, most: int) -> bool:
    high = sum(piece.height for piece in lines) <= room
    return high and sum(piece.characters for piece in lines) <= most


def _lines(
    prose: ProseSetter, paragraph: Paragraph, *, begins: bool
) -> tuple[Piece, ...]:
    """Return the lines of a paragraph, with a blank above unless it begins."""
    found: list[Piece] = []
    for strip in prose.paragraph(paragraph):
        if found or not begins:
            found.append(Piece(height=strip.gap, marks=()))
        found += strip.pieces
    return tuple(found)
