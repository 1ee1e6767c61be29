"""Put two versions side by side and say what became of each block; pure.

Lines are compared word by word, tables cell by cell (`wording`); a block that stands
elsewhere now is moved, not gone and come. It decides nothing and draws nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from programme.blocks import Block, Heading, ListBlock, Paragraph, Table, text_of
from publishing.inspection.aligning import Stretch, pairs, stretches
from publishing.inspection.wording import Kind, Line, likeness, whole, within


class Fate(StrEnum):
    """Say what became of a block or of a row."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    COME = "come"
    MOVED = "moved"


class Shape(StrEnum):
    """Say how a block is set."""

    HEADING = "heading"
    TEXT = "text"
    ENTRIES = "entries"
    TABLE = "table"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Be one line of a block: a paragraph has one cell, a table's row has several."""

    cells: tuple[Line, ...]
    head: bool = False
    fate: Fate = Fate.SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Be one block as it stands on one side."""

    shape: Shape
    number: int
    """From 0, in its own version; remarks on a block name it so."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Be a block before and after; one of them may be missing."""

    fate: Fate
    before: Side | None
    after: Side | None


def compare(before: Sequence[Block], after: Sequence[Block]) -> tuple[Beside, ...]:
    """Return both versions block by block, in the order in which they are read."""
    old = [_side(block, number) for number, block in enumerate(before)]
    new = [_side(block, number) for number, block in enumerate(after)]
    old_keys = [_key(side) for side in old]
    new_keys = [_key(side) for side in new]
    found: list[Beside] = []
    for part in stretches(old_keys, new_keys):
        found += _stretch(part, old, new)
    return tuple(_with_moves(found))


def _side(block: Block, number: int) -> Side:
    shape = Shape.PICTURE
    texts: list[tuple[str, ...]] = [(line,) for line in text_of(block).splitlines()]
    heads = 0
    if isinstance(block, Heading):
        shape = Shape.HEADING
    elif isinstance(block, Paragraph):
        shape = Shape.TEXT
    elif isinstance(block, ListBlock):
        shape, texts = Shape.ENTRIES, [(entry,) for entry in block.entries]
    elif isinstance(block, Table):
        shape, heads = Shape.TABLE, block.header_rows
        texts = [tuple(cell.text for cell in row) for row in block.rows]
        unit = f"单位：{block.unit_note}" if block.unit_note else ""
        about = "，".join(part for part in (block.caption, unit) if part)
        if about:
            texts, heads = [(about,), *texts], heads + 1
    else:
        # The picture itself is named, so that another one is a change (REQ-16).
        texts = [(f"［图片 {block.image.sha256[:8]}］",), *texts]
    rows = (
        Row(cells=tuple(whole(text, Kind.SAME) for text in row), head=at < heads)
        for at, row in enumerate(texts)
    )
    return Side(shape=shape, number=number, rows=tuple(rows))


def _stretch(
    part: Stretch, old: Sequence[Side], new: Sequence[Side]
) -> Iterator[Beside]:
    left, right = old[part.a : part.b], new[part.c : part.d]
    if part.same:
        for one, other in zip(left, right, strict=True):
            yield Beside(fate=Fate.SAME, before=one, after=other)
        return
    i = j = 0
    matched = pairs((len(left), len(right)), lambda a, b: _alike(left[a], right[b]))
    for a, b in (*matched, (len(left), len(right))):
        yield from (_lone(side, Fate.GONE) for side in left[i:a])
        yield from (_lone(side, Fate.COME) for side in right[j:b])
        if a < len(left):
            yield _changed(left[a], right[b])
        i, j = a + 1, b + 1


def _changed(one: Side, other: Side) -> Beside:
    keys = [_row_text(row) for row in one.rows], [_row_text(row) for row in other.rows]
    left: list[Row] = []
    right: list[Row] = []
    for part in stretches(*keys):
        olds, news = one.rows[part.a : part.b], other.rows[part.c : part.d]
        if part.same:
            left += olds
            right += news
        else:
            _rows(olds, news, left, right)
    return Beside(
        fate=Fate.CHANGED,
        before=replace(one, rows=tuple(left)),
        after=replace(other, rows=tuple(right)),
    )


def _rows(
    olds: Sequence[Row], news: Sequence[Row], left: list[Row], right: list[Row]
) -> None:
    """Put the rows of a changed stretch on either side, the alike ones compared."""
    i = j = 0
    matched = pairs((len(olds), len(news)), lambda a, b: _rows_alike(olds[a], news[b]))
    for a, b in (*matched, (len(olds), len(news))):
        left += [_marked(row, Kind.GONE, Fate.GONE) for row in olds[i:a]]
        right += [_marked(row, Kind.COME, Fate.COME) for row in news[j:b]]
        if a < len(olds):
            pair = _cells(olds[a], news[b])
            left.append(pair[0])
            right.append(pair[1])
        i, j = a + 1, b + 1


def _cells(one: Row, other: Row) -> tuple[Row, Row]:
    """Compare two rows cell by cell; where a column came or went, cells are paired."""
    olds, news = [_text(cell) for cell in one.cells], [_text(c) for c in other.cells]
    left = [whole(text, Kind.GONE) for text in olds]
    right = [whole(text, Kind.COME) for text in news]
    for a, b in _columns(olds, news):
        same = olds[a] == news[b]
        pair = (one.cells[a], other.cells[b]) if same else within(olds[a], news[b])
        left[a], right[b] = pair
    return (
        replace(one, cells=tuple(left), fate=Fate.CHANGED),
        replace(other, cells=tuple(right), fate=Fate.CHANGED),
    )


def _columns(olds: Sequence[str], news: Sequence[str]) -> Iterator[tuple[int, int]]:
    if len(olds) == len(news):
        yield from ((at, at) for at in range(len(olds)))
        return
    for part in stretches(olds, news):
        if part.same:
            yield from zip(range(part.a, part.b), range(part.c, part.d), strict=True)


def _with_moves(found: Sequence[Beside]) -> Iterator[Beside]:
    """Yield the blocks; one that went here and came there has moved."""
    gone = {_key(one.before) for one in found if one.before and not one.after}
    come = {_key(one.after) for one in found if one.after and not one.before}
    moved = {key for key in gone & come if key[1].strip()}
    for one in found:
        lone = one.before if one.after is None else one.after
        if one.fate in {Fate.GONE, Fate.COME} and lone and _key(lone) in moved:
            rows = tuple(_marked(row, Kind.SAME, Fate.MOVED) for row in lone.rows)
            side = replace(lone, rows=rows)
            yield _lone(side, Fate.MOVED, gone=one.before is not None)
        else:
            yield one


def _lone(side: Side, fate: Fate, *, gone: bool = False) -> Beside:
    if fate is Fate.MOVED:
        here, there = (side, None) if gone else (None, side)
        return Beside(fate=fate, before=here, after=there)
    kind = Kind.GONE if fate is Fate.GONE else Kind.COME
    marked = replace(side, rows=tuple(_marked(row, kind, fate) for row in side.rows))
    before = marked if fate is Fate.GONE else None
    return Beside(fate=fate, before=before, after=None if before else marked)


def _marked(row: Row, kind: Kind, fate: Fate) -> Row:
    cells = tuple(whole(_text(cell), kind) for cell in row.cells)
    return replace(row, cells=cells, fate=fate)


def _alike(one: Side, other: Side) -> float:
    if one.shape is not other.shape:
        return 0.0
    if one.shape is Shape.TABLE and one.rows and other.rows:
        heads = likeness(_row_text(one.rows[0]), _row_text(other.rows[0]))
        return max(heads, likeness(_words(one), _words(other)))
    return likeness(_words(one), _words(other))


def _rows_alike(one: Row, other: Row) -> float:
    """Say how alike two rows are; the first cell names a row."""
    named = len(one.cells) > 1 and one.cells[0] and one.cells[:1] == other.cells[:1]
    return 1.0 if named else likeness(_row_text(one), _row_text(other))


def _key(side: Side) -> tuple[Shape, str]:
    return side.shape, _words(side)


def _words(side: Side) -> str:
    return "\n".join(_row_text(row) for row in side.rows)


def _row_text(row: Row) -> str:
    return "\t".join(_text(cell) for cell in row.cells)


def _text(line: Line) -> str:
    return "".join(piece.text for piece in line)
