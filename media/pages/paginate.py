"""Divide strips over pages; nothing is measured or drawn here.

A page holds no more than its height, 150 characters to read and so many rows. A
heading stays with what follows, no line is left alone, a table's head comes again.
Where the last page would hold next to nothing, the last two share what they hold.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from media.pages.pieces import Piece, Strip
from media.pages.reading import MOST_CHARACTERS

_SCANT = 0.34
"""Of a page's height: a last page with less takes over from the one before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Be a piece at its height below the title."""

    y: int
    piece: Piece


class _Cursor(NamedTuple):
    """Be the place at which a page begins."""

    strip: int = 0
    piece: int = 0


@dataclass(slots=True)
class _Page:
    """Be a page that is being filled."""

    room: int
    used: int = 0
    characters: int = 0
    placed: list[Placed] = field(default_factory=list)
    begins: bool = True
    """Whether all that it holds so far are headings."""

    def put(self, piece: Piece) -> None:
        self.placed.append(Placed(y=self.used, piece=piece))
        self.used += piece.height
        self.characters += piece.characters


def paginate(strips: Sequence[Strip], room: int) -> tuple[tuple[Placed, ...], ...]:
    """Return the pages, each with its pieces from top to bottom; at least one."""
    pages: list[_Page] = []
    starts: list[_Cursor] = []
    cursor = _Cursor()
    while not pages or cursor.strip < len(strips):
        starts.append(cursor)
        page, cursor = _filled(strips, cursor, room)
        pages.append(page)
    if len(pages) > 1:
        pages[-2:] = _balanced(strips, starts[-2], (pages[-2], pages[-1]))
    return tuple(tuple(page.placed) for page in pages)


def _balanced(
    strips: Sequence[Strip], start: _Cursor, last: tuple[_Page, _Page]
) -> tuple[_Page, _Page]:
    """Return the last two pages, evened out where the very last holds little."""
    before, after = last
    if after.used >= _SCANT * before.room:
        return last
    best = last
    edges = sorted({placed.y for placed in before.placed if placed.y})
    for edge in reversed(edges):
        first, cursor = _filled(strips, start, edge)
        second, end = _filled(strips, cursor, before.room)
        if end.strip < len(strips):
            break
        enough = 2 * first.used >= second.used
        if enough and _unevenness(first, second) < _unevenness(*best):
            best = (first, second)
    return best


def _unevenness(first: _Page, second: _Page) -> int:
    return abs(first.used - second.used)


def _filled(
    strips: Sequence[Strip], cursor: _Cursor, room: int
) -> tuple[_Page, _Cursor]:
    """Return a page with what fits from a place on, and where the next one begins."""
    page = _Page(room)
    for number in range(cursor.strip, len(strips)):
        strip, begun = strips[number], cursor.piece if number == cursor.strip else 0
        taken = _taken(strip, begun, _followers(strips, number), page)
        if not taken:
            return page, _Cursor(number, begun)
        _put(strip, begun, taken, page)
        if begun + taken < len(strip.pieces):
            return page, _Cursor(number, begun + taken)
    return page, _Cursor(len(strips))


def _put(strip: Strip, begun: int, taken: int, page: _Page) -> None:
    """Put pieces of a strip on a page, with what stands above and below them."""
    if page.placed:
        page.used += strip.gap
    first, *more = strip.pieces[begun : begun + taken]
    if begun and first.again is not None:
        first = first.again
    for piece in (*_above(strip, begun, page), first, *more):
        page.put(piece)
    if strip.passed and begun + taken < len(strip.pieces):
        page.put(strip.passed[begun + taken - 1])
    page.begins = page.begins and strip.titles


def _above(strip: Strip, begun: int, page: _Page) -> tuple[Piece, ...]:
    """Return what stands above the pieces that a page takes of a strip."""
    running = None if page.placed else strip.running
    carried = strip.carried[begun] if begun and strip.carried else None
    found = (running, strip.head, carried)
    return tuple(piece for piece in found if piece is not None)


def _followers(strips: Sequence[Strip], number: int) -> tuple[Strip, ...]:
    """Return the strips of which the beginning must stand on the same page."""
    end = number
    while end < len(strips) and strips[end].keep_with_next:
        end += 1
    return tuple(strips[number + 1 : end + 1])


def _taken(strip: Strip, begun: int, followers: tuple[Strip, ...], page: _Page) -> int:
    """Return how many pieces of a strip a page takes; none: it is full."""
    rest = strip.pieces[begun:]
    taken = _spared(strip, rest, _fitting(strip, begun, page))
    if not page.placed:
        return max(1, taken)
    # Below nothing but headings even one line is better than a page of headings.
    least = 1 if page.begins else min(strip.keep_first, len(rest))
    if taken < least:
        return 0
    if page.begins or not strip.keep_with_next:
        return taken
    return taken if _with_followers(strip, followers, page) else 0


def _fitting(strip: Strip, begun: int, page: _Page) -> int:
    """Return how many of the pieces the page could still take."""
    above = _above(strip, begun, page)
    used = page.used + (strip.gap if page.placed else 0) + _height(above)
    carried = strip.carried[begun] if begun and strip.carried else None
    characters, rows = page.characters, int(carried is not None)
    most = 0
    for number, piece in enumerate(strip.pieces[begun:], start=1):
        used += piece.height
        characters += piece.characters
        rows += 1
        if not _holds(strip, page, used, characters, rows):
            break
        at = begun + number - 1
        if (
            not strip.passed
            or number == len(strip.pieces) - begun
            or _holds(strip, page, used + strip.passed[at].height, characters, rows + 1)
        ):
            most = number
    return most


def _holds(strip: Strip, page: _Page, used: int, characters: int, rows: int) -> bool:
    """Say whether a page holds so much."""
    few = strip.most_pieces is None or rows <= strip.most_pieces
    return few and used <= page.room and characters <= MOST_CHARACTERS


def _spared(strip: Strip, rest: Sequence[Piece], fit: int) -> int:
    """Return how many to take so that nothing is parted from what it belongs to."""
    if fit >= len(rest):
        return len(rest)
    taken = min(fit, len(rest) - min(strip.keep_last, len(rest)))
    while taken > 0 and rest[taken - 1].stays:
        taken -= 1
    return taken


def _with_followers(strip: Strip, followers: Iterable[Strip], page: _Page) -> bool:
    """Say whether a strip and the beginning of what it stays with fit a page."""
    need = page.used + strip.gap + _height(strip.pieces)
    characters = page.characters + _characters(strip.pieces)
    for follower in followers:
        first = follower.pieces[: _least(follower)]
        head = follower.head.height if follower.head is not None else 0
        need += follower.gap + head + _height(first)
        characters += _characters(first)
    return need <= page.room and characters <= MOST_CHARACTERS


def _least(strip: Strip) -> int:
    """Return how many pieces of a strip begin it: all, where few can be parted."""
    short = len(strip.pieces) < strip.keep_first + strip.keep_last
    return len(strip.pieces) if short else strip.keep_first


def _height(pieces: Iterable[Piece]) -> int:
    return sum(piece.height for piece in pieces)


def _characters(pieces: Iterable[Piece]) -> int:
    return sum(piece.characters for piece in pieces)
