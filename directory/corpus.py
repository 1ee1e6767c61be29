"""Hold all searchable texts with the sets that find them; it ranks nothing.

Built once. A Han character or a syllable leads to the set of entries that have it;
initials lie in one joined string.
"""

import math
import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from directory.bitmaps import set_of
from directory.characters import numbers_in
from directory.texts import Entry, QueryReadings, clean
from directory.words import EverydayWords

NEWLINE = "\n"
_PLAIN, _REMARK, _ORDINARY = 10, 4, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Be what is known of an entry's texts before any question."""

    block: str
    """All texts."""
    weights: tuple[bytes, ...]
    """For each text, how much each character tells of its matter."""
    totals: tuple[int, ...]
    variants: tuple[tuple[int, int], ...]
    """Where the name has words of a variant: 注销, 补办."""
    usual: bool
    """The name has a word of the ordinary business."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Be a place in a text where letters were found."""

    text: str
    start: int
    end: int
    entry: int
    """The entry's number; -1 for a word of the lexicon."""

    @property
    def han(self) -> str:
        """Return the characters that were meant."""
        return self.text[self.start : self.end]


class Corpus:
    """Be the texts of all entries, indexed.

    Args:
        entries: What can be found.
        words: The lexicon; its ordinary words weigh little in names.
        spoken: How the words of the lexicon sound.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        words: EverydayWords,
        spoken: dict[str, QueryReadings],
    ) -> None:
        # Ties are cut off in order of number, so that short names stay.
        self.entries = tuple(sorted(entries, key=lambda entry: len(entry.texts[0])))
        self.words = words
        self.spoken = spoken
        self.word_of_sound = {
            " ".join(said.syllables): word for word, said in reversed(spoken.items())
        }
        self.said_lines = tuple(
            tuple(f" {' '.join(said.syllables)} " for said in entry.readings)
            for entry in self.entries
        )
        self.exact: dict[str, list[int]] = defaultdict(list)
        self.characters, self.syllables = self._sets()
        self.popular = set_of(n for n, e in enumerate(self.entries) if e.popular)
        self.departments = self._departments()
        self.pairs = self._pairs()
        self.named = _grams(self._official())
        """Every run of two or three characters of what entries are called."""
        self.grams = self.named | _grams(self.spoken)
        """The same with the words of the lexicon."""
        self.offices = _grams(self.departments)
        self.numbers = frozenset(
            number
            for entry in self.entries
            for text in entry.texts
            for number in numbers_in(text)
        )
        self.initials, self._starts, self._owners = self._joined()
        self._light = _pattern((*words.ordinary, *words.verbs, *words.fillers))
        self._variant = _pattern(_variants(words))
        self._usual = _pattern(words.usual)
        self.facts = tuple(map(self._facts_of, self.entries))
        self._rarities = {c: self._rarity(c) for c in self.characters}

    def rarity(self, character: str) -> float:
        """Return how much a character tells: 1 for one entry alone, 0.15 for all."""
        known = self._rarities.get(character)
        if known is None:
            return 0.3 if character.isdigit() else 0.7
        return known

    def _rarity(self, character: str) -> float:
        found = self.characters[character].bit_count()
        return max(0.15, 1 - math.log(found) / math.log(len(self.entries) + 1))

    def having(self, text: str) -> int:
        """Return the entries that have every character of a text."""
        return _all(self.characters.get(character, 0) for character in text)

    def sounding(self, syllables: Iterable[str]) -> int:
        """Return the entries that have every syllable."""
        return _all(self.syllables.get(syllable, 0) for syllable in syllables)

    def _facts_of(self, entry: Entry) -> Facts:
        name, *others = entry.texts
        weights = (
            self._weights(name, entry.remarks),
            *(self._weights(text, ()) for text in others),
        )
        return Facts(
            block=NEWLINE.join(entry.texts),
            weights=weights,
            totals=tuple(map(sum, weights)),
            variants=tuple(found.span() for found in self._variant.finditer(name)),
            usual=self._usual.search(name) is not None,
        )

    def _weights(self, text: str, remarks: tuple[str, ...]) -> bytes:
        """Return how much each character of a text tells of its matter."""
        weights = bytearray([_PLAIN]) * len(text)
        for remark in remarks:
            at = text.rfind(remark)
            if at > 0:
                weights[at : at + len(remark)] = bytes([_REMARK]) * len(remark)
        for found in self._light.finditer(text):
            start, end = found.span()
            weights[start:end] = bytes([_ORDINARY]) * (end - start)
        return bytes(weights)

    def initial_hits(self, letters: str, most: int) -> Iterator[Hit]:
        """Yield places whose initials are these letters, up to so many."""
        at = self.initials.find(letters)
        for _ in range(most):
            if at < 0:
                return
            number = bisect_right(self._starts, at) - 1
            start = at - self._starts[number]
            text, entry = self._owners[number]
            yield Hit(text=text, start=start, end=start + len(letters), entry=entry)
            at = self.initials.find(letters, at + 1)

    def _sets(self) -> tuple[dict[str, int], dict[str, int]]:
        characters: dict[str, list[int]] = defaultdict(list)
        syllables: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            for text in entry.texts:
                self.exact[text].append(number)
            for character in set().union(*entry.texts):
                characters[character].append(number)
            for syllable in set().union(*(s.syllables for s in entry.readings)):
                syllables[syllable].append(number)
        return (
            {key: set_of(members) for key, members in characters.items()},
            {key: set_of(members) for key, members in syllables.items()},
        )

    def _departments(self) -> dict[str, int]:
        members: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            members[entry.department].append(number)
        return {name: set_of(numbers) for name, numbers in members.items()}

    def sounds(self) -> Iterator[tuple[str, QueryReadings]]:
        """Yield every text with how it sounds, those of the lexicon first."""
        yield from self.spoken.items()
        for entry in self.entries:
            yield from zip(entry.texts, entry.readings, strict=True)

    def _pairs(self) -> dict[str, dict[str, int]]:
        """Return, for two syllables, the two characters they stand for, counted."""
        pairs: dict[str, dict[str, int]] = defaultdict(dict)
        for text, said in self.sounds():
            syllables = said.syllables
            for at in range(len(text) - 1):
                sound = f"{syllables[at]} {syllables[at + 1]}"
                gram, counted = text[at : at + 2], pairs[sound]
                counted[gram] = counted.get(gram, 0) + 1
        return dict(pairs)

    def _official(self) -> Iterator[str]:
        for entry in self.entries:
            yield from entry.texts
        for one in self.words.words:
            yield from one.means

    def _joined(self) -> tuple[str, "array[int]", list[tuple[str, int]]]:
        owners: list[tuple[str, int]] = []
        parts: list[str] = []
        starts = array("L")
        place = 0
        for text, letters, number in self._lettered():
            owners.append((text, number))
            parts.append(letters)
            starts.append(place)
            place += len(letters) + 1
        return NEWLINE.join(parts), starts, owners

    def _lettered(self) -> Iterator[tuple[str, str, int]]:
        for word, said in self.spoken.items():
            yield word, said.initials, -1
        for number, entry in enumerate(self.entries):
            for text, said in zip(entry.texts, entry.readings, strict=True):
                yield text, said.initials, number


def _grams(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(
        text[at : at + size]
        for text in texts
        for size in (2, 3)
        for at in range(len(text) - size + 1)
    )


def _variants(words: EverydayWords) -> tuple[str, ...]:
    usual = set(map(clean, words.usual))
    means = (clean(term) for group in words.actions for term in group.means)
    return tuple(term for term in means if term not in usual)


def _all(sets: Iterable[int]) -> int:
    common = -1
    for members in sets:
        common &= members
        if not common:
            return 0
    return max(common, 0)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for the words of two characters or more, longest first."""
    long = sorted((word for word in words if len(word) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, long)) or r"(?!)")
