"""Find everyday words whose parts stand apart: 房子…冲了, in any order.

It says only which fits best and what is left of the question.
"""

from collections import defaultdict
from dataclasses import dataclass

from directory.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Be a word found in parts, with what was said beside it."""

    unit: Unit
    parts: tuple[str, ...]
    rest: tuple[str, ...]
    length: int
    """How many characters of the question it explains."""


class ApartWords:
    """Know the words that are said in parts."""

    def __init__(self) -> None:
        self._words: dict[str, list[tuple[tuple[str, ...], Unit]]] = defaultdict(list)
        """By the first character of the first part."""

    def add(self, parts: tuple[str, ...], unit: Unit) -> None:
        """Learn a word by its parts."""
        self._words[parts[0][0]].append((parts, unit))

    def find(self, text: str) -> Apart | None:
        """Return the word that explains most of a text, or None."""
        best: Apart | None = None
        for first in dict.fromkeys(text):
            for parts, unit in self._words.get(first, ()):
                if not all(part in text for part in parts):
                    continue
                length = sum(map(len, parts))
                if best is not None and length <= best.length:
                    continue
                rest = _without(text, parts)
                if rest is not None:
                    best = Apart(unit=unit, parts=parts, rest=rest, length=length)
        return best


def _without(text: str, parts: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return what is left of a text without some parts; None if one is not there."""
    left = [text]
    for part in parts:
        at = next((n for n, run in enumerate(left) if part in run), None)
        if at is None:
            return None
        before, _, after = left[at].partition(part)
        left[at : at + 1] = [before, after]
    return tuple(filter(None, left))
