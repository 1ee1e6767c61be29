"""Find where texts are spelt with certain syllables; it cuts no letters itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from directory.bitmaps import bits
from directory.corpus import Corpus
from directory.sounds import alike, folded
from directory.syllables import SYLLABLES

_MOST_ENTRIES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Be a part of a text."""

    text: str
    start: int
    end: int
    after: tuple[str, ...]
    """The syllables that follow it."""

    @property
    def han(self) -> str:
        """Return the characters that were meant."""
        return self.text[self.start : self.end]


class Spelling:
    """Know how the texts of a corpus and the words of the lexicon are spelt."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._word_of_folded = {
            " ".join(map(folded, said.syllables)): word
            for word, said in reversed(corpus.spoken.items())
        }

    def word(self, way: Sequence[str], *, loose: bool = False) -> str:
        """Return the word of the lexicon that is spelt like a cut, or nothing.

        Args:
            way: The syllables.
            loose: Whether syllables count that are taken for each other.
        """
        exact = self._corpus.word_of_sound.get(" ".join(way), "")
        if exact or not loose:
            return exact
        return self._word_of_folded.get(" ".join(map(folded, way)), "")

    def places(
        self, way: Sequence[str], *, closed: bool = False, loose: bool = False
    ) -> Iterator[Place]:
        """Yield the places of texts that are spelt like a cut.

        Args:
            way: The syllables; the last may be begun.
            closed: Whether the last syllable is whole.
            loose: Whether syllables count that are taken for each other.
        """
        whole = way if closed or way[-1] in SYLLABLES else way[:-1]
        if not whole:
            return
        begun = "".join(way[len(whole) :])
        fold = _folded if loose else _as_it_is
        # The last whole syllable may be the beginning of a longer one.
        sought = fold(f" {' '.join(whole)}") + (" " if closed or begun else "")
        members = self._members(whole, loose=loose)
        for number in islice(bits(members), _MOST_ENTRIES):
            for text, line in self._corpus.spelt(number):
                for start in _starts(fold(line), sought):
                    after = line.split()[start + len(whole) :]
                    if not begun or (after and after[0].startswith(begun)):
                        yield Place(
                            text=text,
                            start=start,
                            end=start + len(way),
                            after=tuple(after[len(way) - len(whole) :]),
                        )
                        break

    def _members(self, whole: Sequence[str], *, loose: bool) -> int:
        if not loose:
            return self._corpus.sounding(whole)
        common = -1
        for syllable in whole:
            anyone = 0
            for other in alike(syllable):
                anyone |= self._corpus.sounding((other,))
            common &= anyone
        return max(common, 0)


def _starts(line: str, sought: str) -> Iterator[int]:
    """Yield how many syllables stand before each place of a run in a line."""
    at = line.find(sought)
    while at >= 0:
        yield line.count(" ", 0, at)
        at = line.find(sought, at + 1)


def _folded(line: str) -> str:
    return " ".join(map(folded, line.split(" ")))


def _as_it_is(line: str) -> str:
    return line
