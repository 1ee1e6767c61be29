"""Take the text of an OFD page by its places, and say what else stands on it; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from xml.etree.ElementTree import Element

from media.imports.notes import Notes
from media.imports.page_geometry import Piece, mended

_POINTS = 72 / 25.4
"""In a millimetre, the format's own measure."""
_PARTED, _BACK = 0.75, -0.6
_BLANK_AT = 0.22
_HALF_WIDTH = 0.5
_MOST_REPEATS = 100_000
_DEFAULT_SIZE = 4.0
_MORE = {"CompositeObject": "组合图形", "Video": "视频", "Audio": "声音"}
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfdPage:
    """Be what stands on one page."""

    pieces: tuple[Piece, ...] = ()
    pictures: tuple[str, ...] = ()
    """By their ids in the resources."""
    lines: int = 0
    """Lines and drawings."""
    more: tuple[str, ...] = ()
    """What else it holds, in words."""


def read_page(root: Element, below: OfdPage, notes: Notes) -> OfdPage:
    """Return what a page or a template holds, above what lies below it."""
    page = below
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag == "TextObject":
            pieces = tuple(_pieces(element, notes))
            page = replace(page, pieces=page.pieces + pieces)
        elif tag == "ImageObject":
            name = element.get("ResourceID", "")
            page = replace(page, pictures=(*page.pictures, name))
        elif tag == "PathObject":
            page = replace(page, lines=page.lines + 1)
        elif tag in _MORE:
            page = replace(page, more=(*page.more, _MORE[tag]))
    return page


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    text: str
    x: float
    y: float
    width: float


def _pieces(element: Element, notes: Notes) -> Iterator[Piece]:
    """Yield what stands together in one text object."""
    box = _numbers(element.get("Boundary", ""))
    left, top = (box[0], box[1]) if len(box) > 1 else (0.0, 0.0)
    matrix = _matrix(element.get("CTM", ""))
    told = _numbers(element.get("Size", ""))
    size = told[0] if told and told[0] > 0 else _DEFAULT_SIZE
    for code in element:
        if str(code.tag).rpartition("}")[2] != "TextCode":
            continue
        held: list[_Letter] = []
        for letter in _letters(code, size):
            if held and _parted(held[-1], letter, size):
                yield from _piece(held, matrix, (left, top), size, notes)
                held = []
            held.append(letter)
        yield from _piece(held, matrix, (left, top), size, notes)


def _letters(code: Element, size: float) -> Iterator[_Letter]:
    """Yield the characters of a run, each moved on as the run says."""
    x, y = _first(code, "X"), _first(code, "Y")
    across = _steps(code.get("DeltaX", ""))
    down = _steps(code.get("DeltaY", ""))
    for number, character in enumerate((code.text or "").strip("\r\n")):
        width = size * (_HALF_WIDTH if character.isascii() else 1.0)
        yield _Letter(text=character, x=x, y=y, width=width)
        y += down[number] if number < len(down) else 0.0
        moved = across[number] if number < len(across) else None
        # Without a step the next letter stands beside this one, or below it.
        x += moved if moved is not None else (0.0 if down else width)


def _parted(before: _Letter, letter: _Letter, size: float) -> bool:
    gap = letter.x - before.x - before.width
    return abs(letter.y - before.y) > _PARTED * size or not (
        _BACK * size <= gap <= _PARTED * size
    )


def _piece(
    letters: Sequence[_Letter],
    matrix: Matrix,
    origin: tuple[float, float],
    size: float,
    notes: Notes,
) -> Iterator[Piece]:
    if not letters:
        return
    parts = [letters[0].text]
    for before, letter in pairwise(letters):
        gap = letter.x - before.x - before.width
        both = before.text.isascii() and letter.text.isascii()
        parts.append((" " if both and gap > _BLANK_AT * size else "") + letter.text)
    text = mended(notes.clean("".join(parts)))
    if text:
        first, last = letters[0], letters[-1]
        begin = _placed(matrix, first.x, first.y, origin)
        end = _placed(matrix, last.x + last.width, last.y, origin)
        high = abs(matrix[3]) * size * _POINTS or size * _POINTS
        yield Piece(
            text=text,
            left=min(begin[0], end[0]),
            right=max(begin[0], end[0]),
            top=begin[1] - high,
            bottom=begin[1],
            size=high,
        )


def _placed(
    matrix: Matrix, x: float, y: float, origin: tuple[float, float]
) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (
        (a * x + c * y + e + origin[0]) * _POINTS,
        (b * x + d * y + f + origin[1]) * _POINTS,
    )


def _matrix(said: str) -> Matrix:
    found = _numbers(said)
    if len(found) != len(_SAME):
        return _SAME
    a, b, c, d, e, f = found
    return a, b, c, d, e, f


def _first(element: Element, name: str) -> float:
    found = _numbers(element.get(name, ""))
    return found[0] if found else 0.0


def _steps(said: str) -> list[float]:
    """Return the steps from letter to letter; `g 3 2.5` is three times 2.5."""
    words, found = iter(said.split()), list[float]()
    for word in words:
        if word.lower() != "g":
            found += _numbers(word)
            continue
        told = _numbers(f"{next(words, '')} {next(words, '')}")
        if len(told) > 1:
            room = _MOST_REPEATS - len(found)
            found += [told[1]] * max(0, min(int(told[0]), room))
    return found


def _numbers(said: str) -> list[float]:
    """Return the numbers of an attribute; none where one of them is none."""
    found: list[float] = []
    for word in said.split():
        try:
            number = float(word)
        except ValueError:
            return []
        if not abs(number) < _MOST_REPEATS:
            return []
        found.append(number)
    return found
