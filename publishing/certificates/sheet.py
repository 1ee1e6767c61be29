"""Set lines, cells of days and pictures on A4 sheets, as a PDF; it chooses no words.

All that is written can be searched, copied and read aloud (`media.pages.tagged_pdf`).
Grey only: a day that counts is a full cell, one that is short is hatched, one that a
carrier vouches for is half full, one in doubt is empty; so it can be read from a copy.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PIL import Image, ImageDraw, UnidentifiedImageError

from media.pages.fonts import FontFiles, Fonts, Style
from media.pages.linebreak import break_lines
from media.pages.tagged_pdf import PdfSheet, tagged_pdf
from media.pages.written import Written
from programme.certificate import DayClaim
from programme.service_day import DayState
from publishing.certificates.columns import (
    LINE_HEIGHT,
    Broken,
    Column,
    height_of,
    widths_of,
)
from publishing.certificates.lines import Line, LineKind

_WIDTH, _HEIGHT, _DPI = 1654, 2339, 200
_MARGIN = 130
_INNER = _WIDTH - 2 * _MARGIN
_BOTTOM = _HEIGHT - 150
_BLACK, _GREY, _WHITE = 0, 150, 255
_CELL, _CELL_GAP, _CELL_LABEL = 58, 8, 30
_STYLES = {
    LineKind.TITLE: (Style(64, bold=True), 110),
    LineKind.HEADING: (Style(38, bold=True), 72),
    LineKind.TEXT: (Style(30), 46),
    LineKind.CODE: (Style(24), 36),
    LineKind.NAME: (Style(60, bold=True), 120),
    LineKind.UNDER: (Style(32), 54),
    LineKind.SIGNED: (Style(32), 64),
}
_PLACES = {
    LineKind.NAME: ("mm", _WIDTH // 2),
    LineKind.UNDER: ("mm", _WIDTH // 2),
    LineKind.SIGNED: ("rm", _WIDTH - _MARGIN),
}
_LEFT = ("lm", _MARGIN)
_SHARES = {"lm": 0.0, "mm": 0.5, "rm": 1.0}
"""How much of a line stands left of its anchor."""
_HEAD, _CELL_STYLE = Style(26, bold=True), Style(26)
_PALE, _PAD, _AFTER_TABLE = 232, 14, 26


class Sheet:
    """Be sheets that fill from top to bottom; the same calls, the same pixels."""

    def __init__(self, fonts: Fonts, *, foot: str) -> None:
        self._fonts = fonts
        self._foot = foot
        self._pages: list[Image.Image] = []
        self._written: list[list[Written]] = []
        self._at = _BOTTOM
        self._draw = ImageDraw.Draw(Image.new("L", (1, 1)))

    def lines(self, lines: Iterable[Line]) -> None:
        """Set paragraphs, each broken to the width."""
        for line in lines:
            style, height = _STYLES[line.kind]
            text = line.text
            for part in self._broken(text, style):
                self._room(height)
                anchor, left = _PLACES.get(line.kind, _LEFT)
                self._write(part, (left, self._at + height // 2), style, anchor)
                self._at += height

    def cells(self, days: Sequence[DayClaim]) -> None:
        """Draw a cell for each day, in rows."""
        self._at += _CELL_GAP
        step = _CELL + _CELL_GAP
        a_row = _INNER // step
        for begin in range(0, len(days), a_row):
            self._room(_CELL + _CELL_LABEL + _CELL_GAP)
            for place, day in enumerate(days[begin : begin + a_row]):
                self._cell(_MARGIN + place * step, day)
            self._at += _CELL + _CELL_LABEL + _CELL_GAP

    def keep(self, height: int) -> None:
        """Begin another sheet where what follows, in pixels, would be torn apart."""
        self._room(height)

    def rule(self, *, thick: int = 2) -> None:
        """Draw a line from edge to edge."""
        self._room(24)
        place = (_MARGIN, self._at + 12, _WIDTH - _MARGIN, self._at + 12)
        self._draw.line(place, fill=_BLACK, width=thick)
        self._at += 24

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """Set a table; its head stands on every sheet, no row is torn apart."""
        widths = widths_of(columns, _INNER)
        head = self._cells_of([one.name for one in columns], widths, _HEAD)
        for number, row in enumerate(rows):
            cells = self._cells_of(row, widths, _CELL_STYLE)
            if self._at + height_of(cells) > _BOTTOM or not number:
                self._room(height_of(head) + height_of(cells))
                self._row(head, columns, widths, fill=_PALE)
            self._row(cells, columns, widths, fill=None)
        self._at += _AFTER_TABLE

    def beside(self, made: Image.Image, lines: Sequence[Line]) -> None:
        """Put a drawing, such as a code, at the left of lines."""
        self._room(max(made.height, sum(_STYLES[one.kind][1] for one in lines)) + 20)
        self._pages[-1].paste(made, (_MARGIN, self._at))
        top, left = self._at, _MARGIN + made.width + 30
        for line in lines:
            style, height = _STYLES[line.kind]
            self._write(line.text, (left, top + height // 2), style, "lm")
            top += height
        self._at = max(top, self._at + made.height) + 20

    def picture(self, data: bytes, caption: Line) -> None:
        """Put a picture, as wide as the sheet."""
        try:
            with Image.open(io.BytesIO(data)) as opened:
                shown = opened.convert("L")
        except UnidentifiedImageError:
            # The digest in the caption stays proof; the sheet says what it lacks.
            self.lines([replace(caption, text=f"{caption.text}（画面打不开）")])
            return
        height = min(900, round(shown.height * _INNER / shown.width))
        width = round(shown.width * height / shown.height)
        self._room(height + 60)
        small = shown.resize((width, height), Image.Resampling.LANCZOS)
        self._pages[-1].paste(small, (_MARGIN, self._at))
        box = (_MARGIN, self._at, _MARGIN + width, self._at + height)
        self._draw.rectangle(box, outline=_GREY, width=2)
        self._at += height + 10
        self.lines([caption])

    def image(self, made: Image.Image) -> None:
        """Put a drawing as it is, such as a code."""
        self._room(made.height + 10)
        self._pages[-1].paste(made, (_MARGIN, self._at))
        self._at += made.height + 10

    def pdf(self, title: str) -> bytes:
        """Return the sheets; no hour of making is in the file."""
        whole = len(self._pages)
        for number, page in enumerate(self._pages):
            told = f"{self._foot}　第 {number + 1} 页，共 {whole} 页"
            place, style = (_MARGIN, _HEIGHT - 90), Style(24)
            self._draw = ImageDraw.Draw(page)
            self._write(told, place, style, "lm", page=number)
        sheets = (
            PdfSheet(picture=page, written=written)
            for page, written in zip(self._pages, self._written, strict=True)
        )
        return tagged_pdf(sheets, title=title, dpi=_DPI)

    def _write(
        self,
        text: str,
        place: tuple[int, int],
        style: Style,
        anchor: str,
        *,
        page: int = -1,
    ) -> None:
        """Draw one line, and remember what it says and where it stands."""
        face = self._fonts.face(style)
        self._draw.text(place, text, font=face, fill=_BLACK, anchor=anchor)
        if not text.strip():
            return
        width = max(1, round(self._fonts.width(text, style)))
        above, below = face.getmetrics()
        self._written[page].append(
            Written(
                x=round(place[0] - _SHARES[anchor] * width),
                baseline=place[1] + (above - below) // 2,
                width=width,
                size=style.size,
                text=text,
            )
        )

    def _cells_of(
        self, texts: Sequence[str], widths: Sequence[int], style: Style
    ) -> list[Broken]:
        return [
            Broken(
                style=style,
                lines=break_lines(
                    text,
                    width - 2 * _PAD,
                    lambda part: self._fonts.width(part, style),
                ),
            )
            for text, width in zip(texts, widths, strict=True)
        ]

    def _row(
        self,
        cells: Sequence[Broken],
        columns: Sequence[Column],
        widths: Sequence[int],
        *,
        fill: int | None,
    ) -> None:
        high, left = height_of(cells), _MARGIN
        for cell, column, width in zip(cells, columns, widths, strict=True):
            box = (left, self._at, left + width, self._at + high)
            self._draw.rectangle(box, outline=_GREY, fill=fill, width=1)
            top = self._at + (high - len(cell.lines) * LINE_HEIGHT) // 2
            anchor = "rm" if column.right else "lm"
            x = left + width - _PAD if column.right else left + _PAD
            for line in cell.lines:
                place = (x, top + LINE_HEIGHT // 2)
                self._write(line, place, cell.style, anchor)
                top += LINE_HEIGHT
            left += width
        self._at += high

    def _cell(self, left: int, day: DayClaim) -> None:
        top = self._at
        box = (left, top, left + _CELL, top + _CELL)
        draw = self._draw
        match day.state:
            case DayState.SHOWN | DayState.RULED:
                draw.rectangle(box, fill=_GREY)
            case DayState.CARRIED:
                half = (left, top + _CELL // 2, left + _CELL, top + _CELL)
                draw.rectangle(half, fill=_GREY)
            case DayState.SHORT:
                for offset in range(-_CELL, _CELL, 12):
                    begin = (left + max(0, offset), top + max(0, -offset))
                    right, low = min(_CELL, _CELL + offset), min(_CELL, _CELL - offset)
                    end = (left + right, top + low)
                    draw.line((begin, end), fill=_BLACK, width=3)
            case DayState.UNCERTAIN:
                pass
        draw.rectangle(box, outline=_BLACK, width=2)
        label = f"{day.day.month}.{day.day.day}"
        middle = (left + _CELL // 2, top + _CELL + _CELL_LABEL // 2)
        self._write(label, middle, Style(20), "mm")

    def _broken(self, text: str, style: Style) -> tuple[str, ...]:
        return break_lines(text, _INNER, lambda part: self._fonts.width(part, style))

    def _room(self, height: int) -> None:
        """Begin another sheet where this one has no room left."""
        if self._at + height > _BOTTOM:
            self._pages.append(Image.new("L", (_WIDTH, _HEIGHT), _WHITE))
            self._written.append([])
            self._draw = ImageDraw.Draw(self._pages[-1])
            self._at = _MARGIN


class Printer:
    """Make sheets with the product's faces; the files are looked for once asked."""

    def __init__(self, find_fonts: Callable[[], FontFiles]) -> None:
        self._find_fonts = find_fonts

    def sheet(self, foot: str) -> Sheet:
        """Return sheets to fill.

        Raises:
            PagesRefused: The machine lacks the fonts.
        """
        return Sheet(Fonts(self._find_fonts()), foot=foot)
