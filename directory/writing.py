"""Tell which characters and words somebody means by letters of pinyin; pure.

It is for writing freely. What may be looked up is not asked here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from directory.syllables import SYLLABLES, cuts

MOST_LETTERS = 24
_FEWEST_INITIALS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Be what some letters may mean, and the letters that it leaves."""

    text: str
    rest: str = ""


class Writing:
    """Know characters and words by their syllables.

    Args:
        characters: The syllables of each character, the commonest character first.
        words: The syllables of each word, the likeliest word first.
    """

    def __init__(
        self,
        characters: Mapping[str, Sequence[str]],
        words: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._words = tuple(words.items())
        of: dict[str, list[str]] = defaultdict(list)
        for character, syllables in characters.items():
            for syllable in dict.fromkeys(syllables):
                of[syllable].append(character)
        self._characters = dict(of)
        self._rank = {character: at for at, character in enumerate(characters)}

    def choices(self, letters: str) -> tuple[Choice, ...]:
        """Return what letters may mean, the likeliest first.

        Whole words come first, then characters of the first syllable; a character
        leaves the letters behind it. One syllable alone is a character more often
        than the beginning of a word.
        """
        letters = letters.lower()[:MOST_LETTERS]
        if not letters:
            return ()
        ways = cuts(letters)
        single = [Choice(text=one) for one in self._of_syllable(letters)]
        found = [
            *self._words_of(ways, whole=True),
            *self._words_by_initials(letters),
            *single,
            *self._words_of(ways, whole=False),
            *self._first_words(ways, letters),
            *self._first_characters(ways, letters),
        ]
        once: dict[str, Choice] = {}
        for one in found or self._of_first_letter(letters):
            once.setdefault(one.text, one)
        return tuple(once.values())

    def _words_of(
        self, ways: Iterable[tuple[str, ...]], *, whole: bool
    ) -> Iterator[Choice]:
        """Yield the words that begin as the letters, or are said by all of them."""
        for way in ways:
            for word, said in self._words:
                if _begins(said, way) and whole == (said == way):
                    yield Choice(text=word)

    def _words_by_initials(self, letters: str) -> Iterator[Choice]:
        if len(letters) < _FEWEST_INITIALS:
            return
        for word, said in self._words:
            if "".join(one[0] for one in said) == letters:
                yield Choice(text=word)

    def _of_syllable(self, syllable: str) -> Sequence[str]:
        return self._characters.get(syllable, ())

    def _first_words(
        self, ways: Iterable[tuple[str, ...]], letters: str
    ) -> Iterator[Choice]:
        """Yield the words with which the letters begin, the longest first."""
        found = [
            Choice(text=word, rest=letters[len("".join(said)) :])
            for way in ways
            for word, said in self._words
            if way[: len(said)] == said
        ]
        yield from sorted(found, key=lambda one: len(one.rest))

    def _first_characters(
        self, ways: Iterable[tuple[str, ...]], letters: str
    ) -> Iterator[Choice]:
        """Yield the characters of the first syllable of each way."""
        for way in ways:
            rest = letters[len(way[0]) :]
            for character in self._begun(way[0]):
                yield Choice(text=character, rest=rest)

    def _begun(self, part: str) -> Sequence[str]:
        """Return the characters of a syllable, or of those that begin so."""
        if part in SYLLABLES:
            return self._of_syllable(part)
        found = {
            character
            for syllable, characters in self._characters.items()
            if syllable.startswith(part)
            for character in characters
        }
        return sorted(found, key=self._rank.__getitem__)

    def _of_first_letter(self, letters: str) -> list[Choice]:
        """Return characters that begin with the first letter, where no cut fits."""
        return [Choice(text=one, rest=letters[1:]) for one in self._begun(letters[0])]


def _begins(said: tuple[str, ...], way: tuple[str, ...]) -> bool:
    """Say whether a word begins as some syllables; the last may be unfinished."""
    if len(said) < len(way):
        return False
    last = len(way) - 1
    return said[:last] == way[:last] and said[last].startswith(way[last])
