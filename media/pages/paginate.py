"""Divide strips over pages; nothing is measured or drawn here.

A page holds no more than its height, 150 characters to read and so many rows. A
heading stays with what follows, no line is left alone, a table's head comes again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from media.pages.pieces import Piece, Strip
from media.pages.reading import MOST_CHARACTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Be a piece at its height below the title."""

    y: int
    piece: Piece


@dataclass(slots=True)
class _Page:
    """Be a page that is being filled."""

    room: int
    used: int = 0
    characters: int = 0
    placed: list[Placed] = field(default_factory=list)

    def put(self, piece: Piece) -> None:
        self.placed.append(Placed(y=self.used, piece=piece))
        self.used += piece.height
        self.characters += piece.characters


def paginate(strips: Sequence[Strip], room: int) -> tuple[tuple[Placed, ...], ...]:
    """Return the pages, each with its pieces from top to bottom; at least one."""
    pages = [_Page(room)]
    for number, strip in enumerate(strips):
        followers = _followers(strips, number)
        _flow(strip, followers, pages)
    return tuple(tuple(page.placed) for page in pages)


def _followers(strips: Sequence[Strip], number: int) -> tuple[Strip, ...]:
    """Return the strips of which the beginning must stand on the same page."""
    end = number
    while end < len(strips) and strips[end].keep_with_next:
        end += 1
    return tuple(strips[number + 1 : end + 1])


def _flow(strip: Strip, followers: tuple[Strip, ...], pages: list[_Page]) -> None:
    rest = list(strip.pieces)
    while rest:
        page = pages[-1]
        fit = _fitting(strip, rest, page)
        if page.placed and not _enough(strip, rest, fit, followers, page):
            pages.append(_Page(page.room))
            continue
        if page.placed:
            page.used += strip.gap
        if strip.head is not None:
            page.put(strip.head)
        taken = max(1, _spared(strip, rest, fit))
        first = rest[0].again or rest[0] if len(rest) < len(strip.pieces) else rest[0]
        for piece in (first, *rest[1:taken]):
            page.put(piece)
        del rest[:taken]
        if rest:
            pages.append(_Page(page.room))


def _fitting(strip: Strip, rest: Sequence[Piece], page: _Page) -> int:
    """Return how many of the pieces the page could still take."""
    used = page.used + (strip.gap if page.placed else 0)
    used += strip.head.height if strip.head is not None else 0
    characters = page.characters
    for number, piece in enumerate(rest):
        used += piece.height
        characters += piece.characters
        full = used > page.room or characters > MOST_CHARACTERS
        if full or number == strip.most_pieces:
            return number
    return len(rest)


def _spared(strip: Strip, rest: Sequence[Piece], fit: int) -> int:
    """Return how many to take so that the last page is not left with too few."""
    if fit >= len(rest):
        return len(rest)
    return min(fit, len(rest) - min(strip.keep_last, len(rest)))


def _enough(
    strip: Strip,
    rest: Sequence[Piece],
    fit: int,
    followers: Iterable[Strip],
    page: _Page,
) -> bool:
    """Say whether a strip may begin or go on here rather than on a new page."""
    least = min(strip.keep_first, len(rest))
    if _spared(strip, rest, fit) < least:
        return False
    if not strip.keep_with_next:
        return True
    need = page.used + strip.gap + _height(strip.pieces)
    characters = page.characters + _characters(strip.pieces)
    for follower in followers:
        first = follower.pieces[: follower.keep_first]
        head = follower.head.height if follower.head is not None else 0
        need += follower.gap + head + _height(first)
        characters += _characters(first)
    return need <= page.room and characters <= MOST_CHARACTERS


def _height(pieces: Iterable[Piece]) -> int:
    return sum(piece.height for piece in pieces)


def _characters(pieces: Iterable[Piece]) -> int:
    return sum(piece.characters for piece in pieces)
