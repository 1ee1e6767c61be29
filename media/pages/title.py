"""Break a title into at most two lines at a word, and size it; it draws nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from media.pages.fonts import Fonts, Style
from media.pages.linebreak import chunks_of, fill_lines
from media.pages.palette import INK
from media.pages.pieces import Ink, Piece
from media.pages.punctuation import begins_narrow
from media.pages.sheet import Sheet, baseline_in

_LINE = 1.2
_STEP = 4
_MOST_LINES = 2
_SPLIT_WORD_EMS = 6.0
"""How uneven two lines may be before a word is torn instead."""
_LONGEST_WORD = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTitle:
    """Be a title broken into lines of one style."""

    lines: tuple[str, ...]
    style: Style


def set_title(title: str, sheet: Sheet, fonts: Fonts) -> SetTitle:
    """Return the title in two lines at most, as large as it may be.

    A title that is too long for two lines at the panel's size is set smaller, but
    never below the size of running text; there it takes more lines.
    """
    for size in range(sheet.title, sheet.body, -_STEP):
        style = Style(size, bold=True)
        lines = _two_lines(title, sheet.inner, fonts, style)
        if lines:
            return SetTitle(lines=lines, style=style)
    style = Style(sheet.body, bold=True)
    lines = _two_lines(title, sheet.inner, fonts, style) or fill_lines(
        _words(title), sheet.inner, lambda text: fonts.width(text, style)
    )
    return SetTitle(lines=lines, style=style)


def title_piece(title: SetTitle, sheet: Sheet) -> Piece:
    """Return the title as it stands at the top of every page."""
    above, below = (9, 28) if sheet.portrait else (3, 12)
    top, line = sheet.px(above), round(_LINE * title.style.size)
    marks = tuple(
        Ink(
            x=-(title.style.size // 2) if begins_narrow(text) else 0,
            baseline=top + number * line + baseline_in(line, title.style.size),
            text=text,
            style=title.style,
            colour=INK,
        )
        for number, text in enumerate(title.lines)
    )
    height = top + line * len(title.lines) + sheet.px(below)
    return Piece(height=height, marks=marks, words="".join(title.lines))


def _two_lines(title: str, width: int, fonts: Fonts, style: Style) -> tuple[str, ...]:
    """Return one or two lines that fit; none where two are not enough."""
    if fonts.width(title, style) <= width:
        return (title,)
    edges = _word_edges(title)
    best: tuple[float, tuple[str, ...]] = (0.0, ())
    for at in _breaks(title):
        halves = (title[:at].rstrip(), title[at:].lstrip())
        first, second = (fonts.width(half, style) for half in halves)
        if max(first, second) > width:
            continue
        torn = 0.0 if at in edges else _SPLIT_WORD_EMS * style.size
        cost = abs(first - second) + torn
        if not best[1] or cost < best[0]:
            best = (cost, halves)
    return best[1]


def _breaks(title: str) -> Iterator[int]:
    """Yield the places at which a line of the title may end."""
    at = 0
    for chunk in chunks_of(title):
        at += len(chunk)
        if at < len(title):
            yield at


def _words(title: str) -> Iterator[str]:
    """Yield the parts of a title that are better not divided."""
    edges, begun = _word_edges(title), 0
    for at in (*_breaks(title), len(title)):
        if at in edges or at == len(title):
            yield title[begun:at]
            begun = at


def _word_edges(title: str) -> frozenset[int]:
    """Return the places between words; beside an unknown character is one too."""
    edges, at = {0}, 0
    while at < len(title):
        length = _word_length(title, at)
        if length == 1 and title[at] in _CLING:
            edges.discard(at)
        at += length
        edges.add(at)
    return frozenset(edges)


_CLING = frozenset("的了县市镇乡村局所站院们等")
"""Characters that belong to the word before them."""


def _word_length(title: str, at: int) -> int:
    words = _title_words()
    for length in range(_LONGEST_WORD, 1, -1):
        if title[at : at + length] in words:
            return length
    return 1


@cache
def _title_words() -> frozenset[str]:
    file = resources.files("media.pages") / "title_words.txt"
    return frozenset(file.read_text(encoding="utf-8").split())
