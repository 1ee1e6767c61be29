"""Put set pages into the frames of paper and of long pictures; it sets no content.

The content is drawn by the page setter from the signed revision. Here come the head
(board, unit) and the foot (register number, days, code), and the cutting to size.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

import segno
from PIL import Image, ImageDraw

from media.pages.fonts import FontFiles, Fonts, Style
from media.pages.linebreak import break_lines
from media.pages.tagged_pdf import PdfSheet, tagged_pdf
from media.pages.written import Written, line_of
from programme.layout import Panel
from publishing.desk.ports import SetPage
from publishing.feeds.day_cells import day_cells
from publishing.feeds.stacking import Part, opened, stacked, with_foot

LONG_PANEL: Final = Panel(width=1080, height=7680, diagonal_inches=20, distance_mm=404)
"""As wide as a telephone shows it; about 47 pixels a character of running text."""
A4_PANEL: Final = Panel(width=1654, height=3060, diagonal_inches=17, distance_mm=500)
"""Its content fills an A4 sheet of 200 dots an inch between head and foot."""
A4_SIZE: Final = (1654, 2339)
_A4_DPI = 200
_A4_MARGIN_PX = 86
_A4_HEAD_PX = 200
_A4_ROOM_PX = 1769
"""What an A4 sheet holds between head and foot."""
_MOST_LONG_PX = 6000
"""A longer picture is made small by messengers until nobody can read it."""
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
_QUIET = 4
_LINE = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameWords:
    """Be what stands around the content."""

    seal: str
    board: str
    unit: str
    lines: tuple[str, ...]
    """At the foot: register number, days, telephone."""
    code_text: str
    code_note: str
    days: int = 0
    """So many cells a paper sheet has for the days that it hangs; 0: none."""
    days_note: str = ""
    """What stands above the cells."""


class Framer:
    """Frame pages; the same pages and words give the same pixels."""

    def __init__(self, find_fonts: Callable[[], FontFiles]) -> None:
        self._find_fonts = find_fonts

    def long_pictures(
        self, pages: Sequence[SetPage], words: FrameWords
    ) -> tuple[bytes, ...]:
        """Return pictures to be sent one after the other, each as long as its text."""
        contents = stacked((opened(page, "RGB") for page in pages), _MOST_LONG_PX)
        most = len(contents)
        return tuple(
            _png(self._framed_long(content, words, number, most))
            for number, content in enumerate(contents, start=1)
        )

    def a4_pdf(
        self, pages: Sequence[SetPage], words: FrameWords, *, title: str
    ) -> bytes:
        """Return A4 sheets in grey as a PDF, to be printed as they are.

        Their words lie unseen above their pictures, in the order in which they are
        read (`media.pages.tagged_pdf`).
        """
        contents = stacked((opened(page, "L") for page in pages), _A4_ROOM_PX)
        if words.days:
            cells = day_cells(
                words.days,
                words.days_note,
                width=A4_SIZE[0],
                margin=_A4_MARGIN_PX,
                fonts=self._fonts,
            )
            contents = with_foot(contents, cells, _A4_ROOM_PX)
        most = len(contents)
        sheets = (
            self._framed_a4(content, words, number, most)
            for number, content in enumerate(contents, start=1)
        )
        return tagged_pdf(sheets, title=title, dpi=_A4_DPI)

    @cached_property
    def _fonts(self) -> Fonts:
        return Fonts(self._find_fonts())

    def _framed_long(
        self, content: Part, words: FrameWords, number: int, most: int
    ) -> Image.Image:
        head, margin, size, code_px = 150, 56, 36, 290
        lines = self._foot_lines(words, LONG_PANEL.width - 2 * margin, size, code_px)
        foot = max(code_px, round(len(lines) * size * _LINE)) + 90
        height = head + content.height + foot
        made = _Ground(Image.new("RGB", (LONG_PANEL.width, height), _WHITE))
        self._head(made, words, margin, size=40)
        made.picture.paste(content.picture, (0, head))
        top = head + content.height + 30
        self._foot(made, words, (margin, top), size=size, code_px=code_px)
        if most > 1:
            told = f"第 {number} 张，共 {most} 张"
            at = (made.picture.width - margin, 56)
            self._write(made, told, at, Style(36), anchor="rt")
        return made.picture

    def _framed_a4(
        self, content: Part, words: FrameWords, number: int, most: int
    ) -> PdfSheet:
        made, margin = _Ground(Image.new("RGB", A4_SIZE, _WHITE)), _A4_MARGIN_PX
        self._head(made, words, margin, size=44, top=80)
        made.picture.paste(content.picture, (0, _A4_HEAD_PX))
        made.written += [line.moved(0, _A4_HEAD_PX) for line in content.written]
        top = A4_SIZE[1] - 370
        made.draw.line((margin, top, A4_SIZE[0] - margin, top), fill=_BLACK, width=3)
        self._foot(made, words, (margin, top + 15), size=40, code_px=316)
        told = f"第 {number} 页，共 {most} 页"
        at = (A4_SIZE[0] - margin, A4_SIZE[1] - 100)
        self._write(made, told, at, Style(40), anchor="rt")
        return PdfSheet(picture=made.picture.convert("L"), written=made.written)

    def _head(
        self,
        made: "_Ground",
        words: FrameWords,
        margin: int,
        *,
        size: int,
        top: int = 36,
    ) -> None:
        side = size * 2
        box = (margin, top, margin + side, top + side)
        # An outline: the seal is told without a colour (LOOK, codes and paper).
        made.draw.rectangle(box, outline=_BLACK, width=max(3, size // 12))
        seal = self._fonts.face(Style(round(size * 1.3), bold=True))
        centre = (margin + side // 2, top + side // 2)
        made.draw.text(centre, words.seal, font=seal, fill=_BLACK, anchor="mm")
        left = margin + side + size // 2
        self._write(made, words.board, (left, top), Style(size, bold=True), anchor="lt")
        unit = self._fitting(words.unit, size, made.picture.width - left - margin)
        self._write(made, unit, (left, top + side), Style(size), anchor="ls")

    def _foot(
        self,
        made: "_Ground",
        words: FrameWords,
        corner: tuple[int, int],
        *,
        size: int,
        code_px: int,
    ) -> None:
        x, y = corner
        code = _code(words.code_text, code_px)
        made.picture.paste(code, (x, y))
        room = made.picture.width - 2 * x
        left = x + code_px + size // 2
        for line in self._foot_lines(words, room, size, code_px):
            self._write(made, line, (left, y), Style(size), anchor="lt")
            y += round(size * _LINE)

    def _foot_lines(
        self, words: FrameWords, room: int, size: int, code_px: int
    ) -> tuple[str, ...]:
        """Return the lines beside the code; no day is cut off."""
        style = Style(size)
        return tuple(
            part
            for line in (*words.lines, words.code_note)
            for part in break_lines(
                line,
                room - code_px - size // 2,
                lambda text: self._fonts.width(text, style),
            )
        )

    def _fitting(self, text: str, size: int, room: int) -> str:
        """Return a text that fits on one line, cut where it is too long."""
        style = Style(size)
        if self._fonts.width(text, style) <= room:
            return text
        while text and self._fonts.width(f"{text}…", style) > room:
            text = text[:-1]
        return f"{text}…"

    def _write(
        self,
        made: "_Ground",
        text: str,
        at: tuple[int, int],
        style: Style,
        *,
        anchor: Literal["lt", "ls", "rt"],
    ) -> None:
        """Write a line of the frame, and remember what it says and where."""
        if not text:
            return
        face = self._fonts.face(style)
        made.draw.text(at, text, font=face, fill=_BLACK, anchor=anchor)
        left, _, _, bottom = made.draw.textbbox(at, text, font=face, anchor=anchor)
        baseline = at[1] if anchor == "ls" else round(bottom)
        place = (round(left), baseline)
        made.written.append(line_of(text, place, style, self._fonts))


@dataclass(slots=True)
class _Ground:
    """Be a sheet while it is written."""

    picture: Image.Image
    written: list[Written] = field(default_factory=list)

    @property
    def draw(self) -> ImageDraw.ImageDraw:
        """Return what draws on it."""
        return ImageDraw.Draw(self.picture)


def _code(text: str, side: int) -> Image.Image:
    """Return a code of whole pixels a cell, at most so large."""
    made = segno.make_qr(text, error="m", encoding="utf-8", boost_error=False)
    cells = made.symbol_size(border=_QUIET)[0]
    out = io.BytesIO()
    made.save(out, kind="png", scale=max(1, side // cells), border=_QUIET)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")


def _png(made: Image.Image) -> bytes:
    out = io.BytesIO()
    made.save(out, format="PNG", optimize=False)
    return out.getvalue()
