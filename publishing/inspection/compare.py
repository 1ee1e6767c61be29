"""Say what two versions have in common and where they differ; pure.

Versions are compared line by line (a table's row is a line), and two lines that took
one another's place character by character.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from programme.blocks import Block, text_of

_ALIKE = 0.4
"""Lines less alike than this are shown as one gone and one come."""


class Kind(StrEnum):
    """Say what became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    COME = "come"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Be a piece of a line."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Be both versions, line by line, with what differs marked."""

    before: tuple[tuple[Piece, ...], ...]
    after: tuple[tuple[Piece, ...], ...]

    @property
    def same(self) -> bool:
        """Say whether the words are the same."""
        lines = (*self.before, *self.after)
        return all(piece.kind is Kind.SAME for line in lines for piece in line)


def compare(before: Sequence[Block], after: Sequence[Block]) -> Compared:
    """Return two versions with what differs marked."""
    old, new = lines_of(before), lines_of(after)
    left: list[tuple[Piece, ...]] = []
    right: list[tuple[Piece, ...]] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            left += [_whole(line, Kind.SAME) for line in old[a:b]]
            right += [_whole(line, Kind.SAME) for line in new[c:d]]
            continue
        paired = min(b - a, d - c)
        for one, other in zip(old[a : a + paired], new[c : c + paired], strict=True):
            pair = _within(one, other)
            left.append(pair[0])
            right.append(pair[1])
        left += [_whole(line, Kind.GONE) for line in old[a + paired : b]]
        right += [_whole(line, Kind.COME) for line in new[c + paired : d]]
    return Compared(before=tuple(left), after=tuple(right))


def lines_of(blocks: Sequence[Block]) -> list[str]:
    """Return the words of a version, line by line."""
    return [line for block in blocks for line in text_of(block).splitlines()]


def _within(one: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return _whole(one, Kind.GONE), _whole(other, Kind.COME)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        same = tag == "equal"
        _add(left, Kind.SAME if same else Kind.GONE, one[a:b])
        _add(right, Kind.SAME if same else Kind.COME, other[c:d])
    return tuple(left), tuple(right)


def _add(pieces: list[Piece], kind: Kind, text: str) -> None:
    if text:
        pieces.append(Piece(kind=kind, text=text))


def _whole(line: str, kind: Kind) -> tuple[Piece, ...]:
    return (Piece(kind=kind, text=line),)
