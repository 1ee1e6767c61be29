"""Gather what the search needs of all entries, whatever the lexicon; it finds nothing.

This is the slow part of making a search. It is done once when a directory is published
and travels as a file (`directory.index_file`).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from directory.beginnings import Runs
from directory.bitmaps import set_of, sets_of
from directory.characters import numbers_in
from directory.texts import Entry

NEWLINE = "\n"
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Be what the texts of all entries give; an entry's place is its number."""

    blocks: Sequence[str]
    """The texts of each entry, a line each."""
    spelt: Sequence[tuple[str, ...]]
    """For each text of each entry its syllables, with spaces between them."""
    letters: Sequence[str]
    """The initials of each entry's texts, a line each."""
    characters: Mapping[str, int]
    """The entries that have a character."""
    syllables: Mapping[str, int]
    """The entries that have a syllable."""
    offices: Mapping[str, int]
    """The entries of an office."""
    popular: int
    pairs: Mapping[str, tuple[str, ...]]
    """For two syllables, the two characters that they stand for."""
    grams: frozenset[str]
    """Every run of two or three characters."""
    numbers: frozenset[str]
    """The numbers that are written with characters."""
    begun: Mapping[str, str]
    """The letters that may follow the first ones of a text or of a word in it."""


class _Pieces:
    """Collect the pieces of texts, each once, in the order in which they are met."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[str, str, str, str], None] = {}
        self._grams: set[tuple[str, ...]] = set()
        self._numbers: set[str] = set()
        self._runs = Runs()

    def add(self, text: str, syllables: Sequence[str], initials: str) -> None:
        self._pairs.update(
            dict.fromkeys(zip(syllables, syllables[1:], text, text[1:], strict=False))
        )
        self._grams.update(pairwise(text))
        self._grams.update(zip(text, text[1:], text[2:], strict=False))
        self._numbers.update(numbers_in(text))
        self._runs.add(syllables, initials)

    def pairs(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for first, second, one, two in self._pairs:
            found[f"{first} {second}"][one + two] = None
        return {sound: tuple(grams) for sound, grams in found.items()}

    def grams(self) -> frozenset[str]:
        return frozenset(map("".join, self._grams))

    def numbers(self) -> frozenset[str]:
        return frozenset(self._numbers)

    def begun(self) -> dict[str, str]:
        return self._runs.begun()


def gather(entries: Sequence[Entry]) -> Gathered:
    """Return what entries give, which are numbered as they stand."""
    characters: dict[str, list[int]] = defaultdict(list)
    syllables: dict[str, list[int]] = defaultdict(list)
    pieces = _Pieces()
    for number, entry in enumerate(entries):
        for character in set().union(*entry.texts):
            characters[character].append(number)
        for syllable in set().union(*(said.syllables for said in entry.readings)):
            syllables[syllable].append(number)
        for text, said in zip(entry.texts, entry.readings, strict=True):
            pieces.add(text, said.syllables, said.initials)
    readings = [entry.readings for entry in entries]
    return Gathered(
        blocks=[NEWLINE.join(entry.texts) for entry in entries],
        spelt=[tuple(" ".join(said.syllables) for said in each) for each in readings],
        letters=[NEWLINE.join(said.initials for said in each) for each in readings],
        # Sets have no order of their own: the same entries make the same file anywhere.
        characters=sets_of(dict(sorted(characters.items())), len(entries)),
        syllables=sets_of(dict(sorted(syllables.items())), len(entries)),
        offices=grouped((entry.department for entry in entries), len(entries)),
        popular=set_of(n for n, entry in enumerate(entries) if entry.popular),
        pairs=pieces.pairs(),
        grams=pieces.grams(),
        numbers=pieces.numbers(),
        begun=pieces.begun(),
    )


def grouped(keys: Iterable[Key], count: int) -> dict[Key, int]:
    """Return the sets of the numbers that have the same key."""
    members: dict[Key, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        members[key].append(number)
    return sets_of(members, count)
