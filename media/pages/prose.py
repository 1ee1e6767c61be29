"""Lay out headings, paragraphs and lists as strips of lines; it sets no pages."""

from media.pages.fonts import Fonts, Style
from media.pages.linebreak import break_lines
from media.pages.palette import INK
from media.pages.pieces import Ink, Piece, Strip
from media.pages.reading import characters_of
from media.pages.sheet import Sheet, baseline_in
from programme.blocks import Heading, ListBlock, Paragraph

_BULLET = "·"


class ProseSetter:
    """Set running text of one sheet."""

    def __init__(self, sheet: Sheet, fonts: Fonts) -> None:
        self._sheet = sheet
        self._fonts = fonts

    def heading(self, block: Heading) -> Strip:
        """Return a heading, which stays with what follows."""
        style = Style(self._sheet.body, bold=True)
        pieces = self._lines(block.text, style, self._sheet.colours.strong)
        return Strip(
            pieces=pieces,
            gap=self._sheet.paragraph_gap,
            keep_first=len(pieces),
            keep_with_next=True,
        )

    def paragraph(self, block: Paragraph) -> tuple[Strip, ...]:
        """Return a paragraph; each of its own line breaks begins another strip."""
        style = self._sheet.body_style
        return tuple(
            self._strip(self._lines(text, style, INK))
            for text in block.text.splitlines()
            if text.strip()
        )

    def entries(self, block: ListBlock) -> tuple[Strip, ...]:
        """Return a list, each entry hanging behind its number or dot."""
        numbers = range(1, len(block.entries) + 1)
        signs = [f"{number}." if block.ordered else _BULLET for number in numbers]
        style = self._sheet.body_style
        widest = max((self._fonts.width(sign, style) for sign in signs), default=0)
        indent = round(widest + 0.4 * self._sheet.body)
        return tuple(
            self._strip(self._entry(sign, text, indent))
            for sign, text in zip(signs, block.entries, strict=True)
            if text.strip()
        )

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
            keep_first=min(2, len(pieces)),
            keep_last=min(2, len(pieces)),
        )

    def _lines(
        self, text: str, style: Style, colour: str, *, indent: int = 0
    ) -> tuple[Piece, ...]:
        lines = break_lines(
            " ".join(text.split("\n")),
            self._sheet.inner - indent,
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
        return Ink(x=x, baseline=baseline, text=text, style=style, colour=colour)
