"""Mend characters that only sound right: 身分证 for 身份证; it finds no entries.

A pair of characters that occurs nowhere is replaced by one that sounds alike and makes
the question fit better to its neighbours. Those that sound the same come before those
that are taken for each other: z and zh, n and l; both characters of a pair are replaced
only where the pair sounds the same.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, product
from operator import or_

from directory.corpus import Corpus
from directory.sounds import alike
from directory.texts import QueryReadings, is_han
from directory.understanding import MOST_CHARACTERS, Understanding
from directory.units import Unit, UnitKind

_KNOWN_PAIR, _KNOWN_TRIPLE, _KEPT = 2.0, 1.0, 0.6
_PAIR, _LONGEST = 2, 8
_NEVER = "不没"
"""What denies is said on purpose: 不交 is not 补交."""


class Corrector:
    """Know which pairs of characters occur and how they sound."""

    def __init__(self, corpus: Corpus, understanding: Understanding) -> None:
        self._corpus = corpus
        self._understanding = understanding

    def correct(self, text: str, readings: QueryReadings) -> str:
        """Return a cleaned text with its misspelt pairs mended."""
        if len(readings.syllables) != len(text) or self._understanding.knows(text):
            return text
        text = text[:MOST_CHARACTERS]
        characters, loose = list(text), self._loose(text)
        for at in range(len(text) - 1):
            free = loose[at : at + 2]
            if not any(free) or not self._is_strange(characters, at):
                continue
            sounds = readings.syllables[at : at + 2]
            best, found = self._fit(characters, at, text), characters
            for tried in self._trials(characters, at, free, sounds):
                fit = self._fit(tried, at, text)
                if fit > best:
                    best, found = fit, tried
            characters = found
        return "".join(characters)

    def _trials(
        self, characters: list[str], at: int, free: list[bool], sounds: Sequence[str]
    ) -> Iterator[list[str]]:
        """Yield the question with the pair at a place replaced by each that fits."""
        held = characters[at : at + 2]
        same = self._corpus.pairs.get(" ".join(sounds), ())
        for pair in self._heard(*sounds):
            tried = [*characters[:at], *pair, *characters[at + 2 :]]
            kept = [old == new for old, new in zip(held, pair, strict=True)]
            is_near = any(kept) or (len(characters) > _PAIR and pair in same)
            if is_near and all(map(or_, kept, free)) and self._is_at_home(tried, at):
                yield tried

    def _heard(self, first: str, second: str) -> Iterator[str]:
        """Yield the pairs of characters that sound like two syllables."""
        for one, two in product(alike(first), alike(second)):
            yield from self._corpus.pairs.get(f"{one} {two}", ())

    def _is_explained(self, characters: list[str]) -> bool:
        """Say whether the lexicon knows all of a question."""
        units = self._understanding.in_order("".join(characters))
        return all(unit.kind is not UnitKind.PLAIN for unit in units)

    def _loose(self, text: str) -> list[bool]:
        """Return which characters no word of the lexicon holds in place.

        A character that makes a word with what stands behind a filler is held too:
        搬个地方 is 搬地方.
        """
        loose: list[bool] = []
        units = self._understanding.in_order(text)
        for unit in units:
            free = unit.kind is UnitKind.PLAIN or _is_lone(unit)
            loose += [free and character not in _NEVER for character in unit.said]
        ends = list(accumulate(len(unit.said) for unit in units))
        for end, (one, between, other) in zip(ends, _threes(units), strict=False):
            if _is_lone(between) and one.said[-1] + other.said[0] in self._corpus.grams:
                loose[end - 1] = loose[end + 1] = False
        parts = self._understanding.said_apart(text)
        pairs = (text[at : at + _PAIR] for at in range(len(text)))
        for part in (*parts, *(p for p in pairs if p in self._corpus.offices)):
            at = text.index(part)
            loose[at : at + len(part)] = [False] * len(part)
        return loose

    def _is_strange(self, characters: list[str], at: int) -> bool:
        pair = "".join(characters[at : at + 2])
        return all(map(is_han, pair)) and pair not in self._corpus.grams

    def _is_at_home(self, characters: list[str], at: int) -> bool:
        """Say whether a pair occurs together with a neighbour it has here."""
        if len(characters) == _PAIR:
            return True
        word = "".join(characters[at : at + _PAIR])
        if self._understanding.knows(word) and self._is_explained(characters):
            return True
        triples = ("".join(characters[n : n + 3]) for n in (max(0, at - 1), at))
        return self._is_in_a_word(characters, at) or any(
            len(triple) > _PAIR and triple in self._corpus.named for triple in triples
        )

    def _is_in_a_word(self, characters: list[str], at: int) -> bool:
        """Say whether a pair stands in a longer word of the lexicon."""
        return any(
            self._understanding.knows("".join(characters[start:end]))
            for start in range(max(0, at + _PAIR - _LONGEST), at + 1)
            for end in range(max(at, start + 1) + _PAIR, start + _LONGEST + 1)
        )

    def _fit(self, characters: list[str], at: int, typed: str) -> float:
        """Return how well the characters about a pair go together."""
        near = range(max(0, at - 2), min(len(characters), at + 4))
        run = "".join(characters[near.start : near.stop])
        fit = sum(_KEPT for n in near if characters[n] == typed[n])
        for size, gain in ((2, _KNOWN_PAIR), (3, _KNOWN_TRIPLE)):
            fit += sum(
                gain
                for n in range(len(run) - size + 1)
                if run[n : n + size] in self._corpus.grams
            )
        return fit


def _is_lone(unit: Unit) -> bool:
    return unit.kind is UnitKind.FILLER and len(unit.said) == 1


def _threes(units: Sequence[Unit]) -> Iterator[tuple[Unit, Unit, Unit]]:
    return zip(units, units[1:], units[2:], strict=False)
