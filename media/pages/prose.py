"""Lay out headings, paragraphs and lists as strips of lines; it sets no pages."""

import re
from dataclasses import replace

from media.pages.fonts import Fonts, Style
from media.pages.linebreak import break_lines
from media.pages.palette import INK, INK_2
from media.pages.pieces import Ink, Piece, Strip, moved
from media.pages.punctuation import begins_narrow
from media.pages.reading import characters_of
from media.pages.sheet import Sheet, baseline_in, normal_line
from programme.blocks import Heading, ListBlock, Paragraph

_BULLET = "·"
_LEAD_IN = re.compile(r".*[：:]")
_MOST_LEAD_LINES = 3
_TOGETHER = 2
_SHORT_LIST_LINES = 2


class ProseSetter:
    """Set running text of one sheet, as wide as the sheet or narrower."""

    def __init__(self, sheet: Sheet, fonts: Fonts, *, width: int | None = None) -> None:
        self._sheet = sheet
        self._fonts = fonts
        self._width = width or sheet.inner

    def heading(self, block: Heading) -> Strip:
        """Return a heading, which stays with what follows."""
        style = Style(self._sheet.body, bold=True)
        colour = self._sheet.colours.strong if block.level == 1 else INK
        pieces = self._lines(block.text, style, colour)
        return Strip(
            pieces=pieces,
            gap=self._sheet.paragraph_gap,
            keep_first=len(pieces),
            keep_with_next=True,
            titles=True,
        )

    def running(self, heading: Heading) -> Piece:
        """Return the line that says on a further page in which section it is."""
        style = self._sheet.part_style
        height = normal_line(style.size)

        def measure(part: str) -> float:
            return self._fonts.width(part, style)

        words = " ".join(heading.text.split())
        shown = f"{words}（续）"
        if measure(shown) > self._width:
            room = self._width - measure("…（续）")
            shown = f"{break_lines(words, room, measure)[0]}…（续）"
        ink = Ink(
            x=0,
            baseline=baseline_in(height, style.size),
            text=shown,
            style=style,
            colour=INK_2,
        )
        below = self._sheet.px(10)
        return Piece(height=height + below, marks=(ink,), words=shown)

    def paragraph(self, block: Paragraph, *, leads: bool = False) -> tuple[Strip, ...]:
        """Return a paragraph; each of its own line breaks begins another strip.

        Args:
            block: The paragraph.
            leads: Whether a list or a table follows that it may lead into.
        """
        style = self._sheet.body_style
        strips = [
            self._strip(self._lines(text, style, INK))
            for text in block.text.splitlines()
            if text.strip()
        ]
        if leads and strips and _LEAD_IN.fullmatch(strips[-1].pieces[-1].words):
            short = len(strips[-1].pieces) <= _MOST_LEAD_LINES
            strips[-1] = replace(strips[-1], keep_with_next=short)
        return tuple(strips)

    def signature(self, block: Paragraph) -> tuple[Strip, ...]:
        """Return who signs and when, each line ending at the right."""
        style = self._sheet.body_style
        pieces = [
            self._at_right(piece, style)
            for text in block.text.splitlines()
            if text.strip()
            for piece in self._lines(text, style, INK)
        ]
        kept = len(pieces)
        return (Strip(pieces=tuple(pieces), keep_first=kept, keep_last=kept),)

    def _at_right(self, piece: Piece, style: Style) -> Piece:
        spare = self._width - round(self._fonts.width(piece.words, style))
        return replace(piece, marks=tuple(moved(m, spare, 0) for m in piece.marks))

    def entries(self, block: ListBlock) -> tuple[Strip, ...]:
        """Return a list, each entry hanging behind its number or dot.

        The last entry of a list does not stand alone overleaf.
        """
        numbers = range(1, len(block.entries) + 1)
        signs = [f"{number}." if block.ordered else _BULLET for number in numbers]
        style = self._sheet.body_style
        widest = max((self._fonts.width(sign, style) for sign in signs), default=0)
        indent = round(widest + 0.4 * self._sheet.body)
        strips = [
            self._strip(self._entry(sign, text, indent))
            for sign, text in zip(signs, block.entries, strict=True)
            if text.strip()
        ]
        if len(strips) > _TOGETHER:
            short = len(strips[-2].pieces) <= _SHORT_LIST_LINES
            strips[-2] = replace(strips[-2], keep_with_next=short)
        close = self._sheet.paragraph_gap // 2
        return (*strips[:1], *(replace(strip, gap=close) for strip in strips[1:]))

    def _entry(self, sign: str, text: str, indent: int) -> tuple[Piece, ...]:
        style = self._sheet.body_style
        first, *rest = self._lines(text, style, INK, indent=indent)
        mark = self._ink(sign, 0, style, INK)
        begun = Piece(
            height=first.height,
            marks=(mark, *first.marks),
            words=f"{sign} {first.words}",
            characters=first.characters,
        )
        return (begun, *rest)

    def _strip(self, pieces: tuple[Piece, ...]) -> Strip:
        return Strip(
            pieces=pieces,
            gap=self._sheet.paragraph_gap,
            keep_first=min(_TOGETHER, len(pieces)),
            keep_last=min(_TOGETHER, len(pieces)),
        )

    def _lines(
        self, text: str, style: Style, colour: str, *, indent: int = 0
    ) -> tuple[Piece, ...]:
        lines = break_lines(
            " ".join(text.split("\n")),
            self._width - indent,
            lambda part: self._fonts.width(part, style),
        )
        return tuple(
            Piece(
                height=self._sheet.line,
                marks=(self._ink(line, indent, style, colour),),
                words=line,
                characters=characters_of(line),
            )
            for line in lines
        )

    def _ink(self, text: str, x: int, style: Style, colour: str) -> Ink:
        baseline = baseline_in(self._sheet.line, style.size)
        if begins_narrow(text) and not x:
            x -= style.size // 2
        return Ink(x=x, baseline=baseline, text=text, style=style, colour=colour)
