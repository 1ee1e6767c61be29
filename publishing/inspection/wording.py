"""Say where two wordings of one line differ, word by word; pure.

A figure is one word, so that 42 that became 41 is struck as a whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

from publishing.inspection.aligning import Stretch, stretches

_WORD = re.compile(r"\d[\d,.]*\d|\d|[A-Za-z]+|\s+|.", re.DOTALL)
_MOST_COMPARED = 2_000
"""Characters of either line that are looked at to say how alike they are."""


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


Line = tuple[Piece, ...]


def whole(text: str, kind: Kind) -> Line:
    """Return a line that is of one kind from end to end."""
    return (Piece(kind=kind, text=text),) if text else ()


def within(one: str, other: str) -> tuple[Line, Line]:
    """Return both wordings with what differs marked."""
    old, new = _WORD.findall(one), _WORD.findall(other)
    left: list[Piece] = []
    right: list[Piece] = []
    for part in _without_islands(stretches(old, new), old):
        gone, come = "".join(old[part.a : part.b]), "".join(new[part.c : part.d])
        left += whole(gone, Kind.SAME if part.same else Kind.GONE)
        right += whole(come, Kind.SAME if part.same else Kind.COME)
    return tuple(left), tuple(right)


def likeness(one: str, other: str) -> float:
    """Say how alike two lines are, from 0 to 1."""
    return Indel.normalized_similarity(one[:_MOST_COMPARED], other[:_MOST_COMPARED])


def _without_islands(parts: list[Stretch], old: list[str]) -> Iterator[Stretch]:
    """Yield the stretches; one shared character between two changes is no rest."""
    kept: Stretch | None = None
    for number, part in enumerate(parts):
        lone = part.b - part.a == 1 and len(old[part.a]) == 1
        island = part.same and lone and 0 < number < len(parts) - 1
        this = Stretch(
            same=part.same and not island, a=part.a, b=part.b, c=part.c, d=part.d
        )
        if kept is not None and kept.same == this.same:
            kept = Stretch(same=this.same, a=kept.a, b=this.b, c=kept.c, d=this.d)
            continue
        if kept is not None:
            yield kept
        kept = this
    if kept is not None:
        yield kept
