"""Set lines, cells of days and pictures on A4 sheets, as a PDF; it chooses no words.

Grey only: a day that counts is a full cell, one that is short is hatched, one that a
carrier vouches for is half full, one in doubt is empty; so it can be read from a copy.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PIL import Image, ImageDraw, UnidentifiedImageError

from media.pages.fonts import FontFiles, Fonts, Style
from media.pages.linebreak import break_lines
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
_HEAD, _CELL_STYLE = Style(26, bold=True), Style(26)
_PALE, _PAD, _AFTER_TABLE = 232, 14, 26
_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)


class Sheet:
    """Be sheets that fill from top to bottom; the same calls, the same pixels."""

    def __init__(self, fonts: Fonts, *, foot: str) -> None:
        self._fonts = fonts
        self._foot = foot
        self._pages: list[Image.Image] = []
        self._at = _BOTTOM
        self._draw = ImageDraw.Draw(Image.new("L", (1, 1)))

    def lines(self, lines: Iterable[Line]) -> None:
        """Set paragraphs, each broken to the width."""
        for line in lines:
            style, height = _STYLES[line.kind]
            text = line.text
            for part in self._broken(text, style):
                self._room(height)
                face = self._fonts.face(style)
                anchor, left = _PLACES.get(line.kind, _LEFT)
                place = (left, self._at + height // 2)
                self._draw.text(place, part, font=face, fill=_BLACK, anchor=anchor)
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
            face, place = self._fonts.face(style), (left, top + height // 2)
            self._draw.text(place, line.text, font=face, fill=_BLACK, anchor="lm")
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
        for number, page in enumerate(self._pages, start=1):
            told = f"{self._foot}　第 {number} 页，共 {len(self._pages)} 页"
            face = self._fonts.face(Style(24))
            place = (_MARGIN, _HEIGHT - 90)
            ImageDraw.Draw(page).text(place, told, font=face, fill=_BLACK, anchor="lm")
        out = io.BytesIO()
        made = _UNDATED.timetuple()
        self._pages[0].save(
            out,
            format="PDF",
            save_all=True,
            append_images=self._pages[1:],
            resolution=_DPI,
            title=title,
            creationDate=made,
            modDate=made,
        )
        return out.getvalue()

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
                face, place = self._fonts.face(cell.style), (x, top + LINE_HEIGHT // 2)
                self._draw.text(place, line, font=face, fill=_BLACK, anchor=anchor)
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
        face = self._fonts.face(Style(20))
        middle = (left + _CELL // 2, top + _CELL + _CELL_LABEL // 2)
        draw.text(middle, label, font=face, fill=_BLACK, anchor="mm")

    def _broken(self, text: str, style: Style) -> tuple[str, ...]:
        return break_lines(text, _INNER, lambda part: self._fonts.width(part, style))

    def _room(self, height: int) -> None:
        """Begin another sheet where this one has no room left."""
        if self._at + height > _BOTTOM:
            self._pages.append(Image.new("L", (_WIDTH, _HEIGHT), _WHITE))
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
