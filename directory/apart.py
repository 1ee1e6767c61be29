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
        self._words: dict[str, list[tuple[int, tuple[str, ...], Unit]]] = defaultdict(
            list
        )
        """By the first part; the number tells which was learnt sooner."""
        self._longest = 0
        self._learnt = 0

    def add(self, parts: tuple[str, ...], unit: Unit) -> None:
        """Learn a word by its parts."""
        self._words[parts[0]].append((self._learnt, parts, unit))
        self._learnt += 1
        self._longest = max(self._longest, *map(len, parts))

    def find(self, text: str) -> Apart | None:
        """Return the word that explains most of a text, or None."""
        there = self._runs(text)
        found = [
            (-sum(map(len, parts)), text.index(parts[0][0]), learnt, parts, unit)
            for first in there & self._words.keys()
            for learnt, parts, unit in self._words[first]
            if there.issuperset(parts)
        ]
        for length, _, _, parts, unit in sorted(found, key=lambda one: one[:3]):
            rest = _without(text, parts)
            if rest is not None:
                return Apart(unit=unit, parts=parts, rest=rest, length=-length)
        return None

    def _runs(self, text: str) -> set[str]:
        """Return every run of a text that is no longer than the longest part."""
        return {
            text[at:end]
            for at in range(len(text))
            for end in range(at + 1, min(len(text), at + self._longest) + 1)
        }


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
