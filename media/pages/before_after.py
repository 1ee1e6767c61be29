"""Set two pictures of one place, before and after, as one; it sets no other."""

import re
from collections.abc import Sequence
from dataclasses import replace

from media.pages.fonts import Fonts
from media.pages.pictures import picture_strip
from media.pages.pieces import Photo, Piece, Strip, moved
from media.pages.sheet import Sheet
from programme.blocks import Block, Figure

_WORKS = "施工|整治|改造|修缮|建设|维修|治理|硬化|清理|整修"
_BEFORE = re.compile(rf"({_WORKS}|动工|开工)(以|之)?前|原貌|原状|旧貌")
_AFTER = re.compile(rf"({_WORKS}|竣工|完工)(以|之)?后|新貌|现状|现貌|完工")
_GAP_PX = 24


def is_pair(first: Block, second: Block | None) -> bool:
    """Say whether two pieces are pictures of one place, before and after."""
    if not (isinstance(first, Figure) and isinstance(second, Figure)):
        return False
    before, after = first.caption, second.caption
    return (
        _BEFORE.search(before) is not None
        and _AFTER.search(before) is None
        and _AFTER.search(after) is not None
    )


def has_pair(blocks: Sequence[Block]) -> bool:
    """Say whether two neighbours among the pieces are before and after."""
    return any(map(is_pair, blocks, blocks[1:]))


def pair_strip(
    pair: tuple[Figure, Figure], sheet: Sheet, fonts: Fonts, room: int
) -> Strip:
    """Return two pictures side by side, or one above the other if larger so."""
    beside = _beside(pair, sheet, fonts, room)
    below = _below(pair, sheet, fonts, room)
    return beside if _area(beside) >= _area(below) else below


def _beside(
    pair: tuple[Figure, Figure], sheet: Sheet, fonts: Fonts, room: int
) -> Strip:
    gap = sheet.px(_GAP_PX)
    width = (sheet.inner - gap) // 2
    left, right = (
        picture_strip(each, sheet, fonts, room, width=width).pieces[0] for each in pair
    )
    marks = (*left.marks, *(moved(mark, width + gap, 0) for mark in right.marks))
    height = max(left.height, right.height)
    return _joined(left, right, Piece(height=height, marks=marks), sheet)


def _below(pair: tuple[Figure, Figure], sheet: Sheet, fonts: Fonts, room: int) -> Strip:
    gap = sheet.px(_GAP_PX)
    half = (room - gap) // 2
    upper, lower = (picture_strip(each, sheet, fonts, half).pieces[0] for each in pair)
    down = upper.height + gap
    marks = (*upper.marks, *(moved(mark, 0, down) for mark in lower.marks))
    return _joined(upper, lower, Piece(height=down + lower.height, marks=marks), sheet)


def _joined(first: Piece, second: Piece, piece: Piece, sheet: Sheet) -> Strip:
    whole = replace(
        piece,
        words="\n".join(each.words for each in (first, second) if each.words),
        characters=first.characters + second.characters,
    )
    return Strip(pieces=(whole,), gap=sheet.paragraph_gap)


def _area(strip: Strip) -> int:
    """Return the pixels that pictures cover."""
    marks = strip.pieces[0].marks
    return sum(mark.width * mark.height for mark in marks if isinstance(mark, Photo))
