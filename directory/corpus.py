"""Hold all searchable texts with the sets that find them; it ranks nothing.

What the entries give was gathered before; here the words of the lexicon are added. A
Han character or a syllable leads to the set of entries that have it.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from directory.beginnings import Runs, either
from directory.facts import FactsOfWords
from directory.gathered import NEWLINE, Gathered
from directory.joined import Joined, WholeLines
from directory.lazily import Lazily, Numbered
from directory.texts import Entry, QueryReadings
from directory.words import EverydayWords


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
    """Be the texts of all entries and the words of the lexicon, indexed.

    Args:
        entries: What can be found.
        gathered: What they give, in their order.
        words: The lexicon; its ordinary words weigh little in names.
        spoken: How the words of the lexicon sound.
    """

    def __init__(
        self,
        entries: Numbered[Entry],
        gathered: Gathered,
        words: EverydayWords,
        spoken: dict[str, QueryReadings],
    ) -> None:
        self.entries = entries
        self.gathered = gathered
        self.words = words
        self.spoken = spoken
        self.word_of_sound = {
            " ".join(said.syllables): word for word, said in reversed(spoken.items())
        }
        self.characters = gathered.characters
        self.syllables = gathered.syllables
        self.popular = gathered.popular
        self.departments = gathered.offices
        self.pairs = self._pairs()
        """For two syllables, the two characters that they may stand for."""
        means = (term for one in words.words for term in one.means)
        self.named = gathered.grams | _grams(means)
        """Every run of two or three characters of what entries are called."""
        self.grams = self.named | _grams(spoken)
        """The same with the words of the lexicon."""
        self.offices = _grams(self.departments)
        self.begun = either(dict(gathered.begun), _begun(spoken.values()))
        """The letters that may follow the first ones."""
        self._texts = WholeLines(gathered.blocks)
        self._letters = Joined(gathered.letters)
        self._spoken = tuple(spoken.items())
        self._spoken_letters = Joined([said.initials for said in spoken.values()])
        facts = FactsOfWords(words)
        self.facts = Lazily(lambda number: facts.of(entries[number]))
        self._rarities = {c: self._rarity(c) for c in self.characters}

    @property
    def initials(self) -> Iterator[str]:
        """Yield the initials of all words and texts, in lines."""
        yield self._spoken_letters.text
        yield self._letters.text

    def block(self, number: int) -> str:
        """Return all texts of an entry, a line each."""
        return self.gathered.blocks[number]

    def exact(self, text: str, most: int) -> Iterable[int]:
        """Yield up to so many entries of which a text is just this one."""
        return islice(self._texts.of(text), most)

    def rarity(self, character: str) -> float:
        """Return how much a character tells: 1 for one entry alone, 0.15 for all."""
        known = self._rarities.get(character)
        if known is None:
            return 0.3 if character.isdigit() else 0.7
        return known

    def _rarity(self, character: str) -> float:
        found = self.characters[character].bit_count()
        count = len(self.gathered.blocks)
        return max(0.15, 1 - math.log(found) / math.log(count + 1))

    def having(self, text: str) -> int:
        """Return the entries that have every character of a text."""
        return _all(self.characters.get(character, 0) for character in text)

    def sounding(self, syllables: Iterable[str]) -> int:
        """Return the entries that have every syllable."""
        return _all(self.syllables.get(syllable, 0) for syllable in syllables)

    def spelt(self, number: int) -> Iterator[tuple[str, str]]:
        """Yield each text of an entry, and its syllables each between two spaces."""
        texts = self.gathered.blocks[number].split(NEWLINE)
        for text, line in zip(texts, self.gathered.spelt[number], strict=True):
            yield text, f" {line} "

    def initial_hits(self, letters: str, most: int) -> Iterator[Hit]:
        """Yield places whose initials are these letters, up to so many."""
        return islice(self._initial_hits(letters), most)

    def _initial_hits(self, letters: str) -> Iterator[Hit]:
        for number, start in self._spoken_letters.places(letters):
            text, end = self._spoken[number][0], start + len(letters)
            yield Hit(text=text, start=start, end=end, entry=-1)
        for number, place in self._letters.places(letters):
            before = self.gathered.letters[number][:place]
            text = self.gathered.blocks[number].split(NEWLINE)[before.count(NEWLINE)]
            start = place - (before.rfind(NEWLINE) + 1)
            yield Hit(text=text, start=start, end=start + len(letters), entry=number)

    def _pairs(self) -> Mapping[str, Sequence[str]]:
        pairs: dict[str, Sequence[str]] = dict(self.gathered.pairs)
        for sound, grams in _pairs_of(self.spoken).items():
            pairs[sound] = tuple(dict.fromkeys((*grams, *pairs.get(sound, ()))))
        return pairs


def _pairs_of(spoken: dict[str, QueryReadings]) -> dict[str, list[str]]:
    """Return, for two syllables, the two characters they stand for in the lexicon."""
    pairs: dict[str, list[str]] = defaultdict(list)
    for text, said in spoken.items():
        for at in range(len(text) - 1):
            first, second = said.syllables[at : at + 2]
            pairs[f"{first} {second}"].append(text[at : at + 2])
    return pairs


def _begun(said: Iterable[QueryReadings]) -> dict[str, str]:
    runs = Runs()
    for one in said:
        runs.add(one.syllables, one.initials)
    return runs.begun()


def _grams(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(
        text[at : at + size]
        for text in texts
        for size in (2, 3)
        for at in range(len(text) - size + 1)
    )


def _all(sets: Iterable[int]) -> int:
    common = -1
    for members in sets:
        common &= members
        if not common:
            return 0
    return max(common, 0)
