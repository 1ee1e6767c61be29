"""Read columns of letters that stand below one another, from right to left; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from media.imports.page_geometry import Line, Piece
from media.imports.text import joined

_NEAR = 2.6
"""Of a letter's size between the middles of two columns of one text."""
_SHORT, _INDENT = 1.6, 0.8
"""Of a letter's size: a column that ends or begins so far in parts paragraphs."""
_FEW = 2
_EDGE = 1_000_000.0


def upright_lines(columns: Sequence[Piece]) -> Iterator[Line]:
    """Yield the paragraphs of columns, each as one line that stands alone."""
    for text in _texts(columns):
        top = min(column.top for column in text)
        bottom = max(column.bottom for column in text)
        held: list[Piece] = []
        for column in text:
            indented = column.top - top > _INDENT * column.size
            short = held and bottom - held[-1].bottom > _SHORT * column.size
            if held and (indented or short):
                yield _paragraph(held)
                held = []
            held.append(column)
        yield _paragraph(held)


def with_short_ones(
    columns: Sequence[Piece], others: Sequence[Piece]
) -> tuple[list[Piece], list[Piece]]:
    """Return columns with those of few letters, and the pieces that are in none.

    A text's last column may hold a letter or two, which could be anything by itself.
    """
    found, left = [*columns], list[Piece]()
    for piece in sorted(others, key=lambda one: (-one.centre, one.top)):
        if len(piece.text) > _FEW:
            left.append(piece)
            continue
        above = next((one for one in found if _goes_on(one, piece)), None)
        if above is not None:
            found.remove(above)
            text = above.text + piece.text
            found.append(replace(above, text=text, bottom=piece.bottom))
        elif any(_begins_beside(one, piece) for one in found):
            found.append(replace(piece, is_down=True))
        else:
            left.append(piece)
    return found, left


def _goes_on(column: Piece, piece: Piece) -> bool:
    """Say whether a piece stands right below a column."""
    size = min(column.size, piece.size)
    below = abs(piece.top - column.bottom) < size / 2
    return below and abs(column.centre - piece.centre) < size / 2


def _begins_beside(column: Piece, piece: Piece) -> bool:
    """Say whether a piece stands left of a column's first letter."""
    apart, size = column.centre - piece.centre, min(column.size, piece.size)
    return abs(column.top - piece.top) < size / 2 < apart <= _NEAR * size


def _texts(columns: Sequence[Piece]) -> list[list[Piece]]:
    """Return columns that belong together, the rightmost first."""
    found: list[list[Piece]] = []
    for column in sorted(columns, key=lambda one: -one.centre):
        home = next((text for text in found if _joins(text[-1], column)), None)
        if home is None:
            found.append([column])
        else:
            home.append(column)
    return sorted(found, key=lambda text: min(column.top for column in text))


def _joins(before: Piece, column: Piece) -> bool:
    size = min(before.size, column.size)
    apart = before.centre - column.centre
    overlap = min(before.bottom, column.bottom) - max(before.top, column.top)
    return size / 2 < apart <= _NEAR * size and overlap > 0


def _paragraph(columns: Sequence[Piece]) -> Line:
    left = min(column.left for column in columns)
    return Line(
        text=joined([column.text for column in columns]),
        left=left,
        right=max(column.right for column in columns),
        top=min(column.top for column in columns),
        bottom=max(column.bottom for column in columns),
        size=max(column.size for column in columns),
        column=(left, _EDGE),
    )
