"""Read letters that are spelt out in part: yibaodianzipz, sbkgs, sfzbuban.

It knows the words of the lexicon and asks the texts for the rest; it ranks nothing.
"""

from collections import defaultdict
from collections.abc import Iterator

from directory.corpus import Corpus
from directory.spelling import Spelling
from directory.syllables import SYLLABLES, Cutting, cuts
from directory.texts import clean

_LEAST_HEAD, _LEAST_TAIL, _LEAST_INITIALS = 2, 2, 3
_LONGEST_TAIL = 6
_LEAST_BEGUN = 3
_MOST_WAYS = 2


class Mixing:
    """Know which words letters may abbreviate."""

    def __init__(self, corpus: Corpus, spelling: Spelling) -> None:
        self._spelling = spelling
        words = corpus.words
        matters = (clean(said) for one in words.words for said in one.say)
        acts = [*map(clean, words.verbs)]
        acts += (clean(said) for group in words.actions for said in group.say)
        self._matters = _by_initials(corpus, matters)
        self._acts = _by_initials(corpus, acts)
        self._spelt_acts = _by_letters(corpus, acts)

    def readings(self, letters: str, cut: Cutting = cuts) -> Iterator[str]:
        """Yield what letters may mean, the likeliest first.

        Args:
            letters: What was typed.
            cut: Cuts letters into syllables.
        """
        for at in range(len(letters) - 1, 1, -1):
            yield from self._begun(letters[:at], letters[at:], cut)
        for at in range(len(letters) - _LEAST_TAIL, 1, -1):
            yield from self._two_words(letters[:at], letters[at:], cut)

    def _begun(self, head: str, tail: str, cut: Cutting) -> Iterator[str]:
        """Yield the texts that go on after a spelt head as the tail abbreviates."""
        if len(tail) > _LONGEST_TAIL or tail[0] in "aeiouv":
            return
        for way in _whole(head, cut):
            for place in self._spelling.places(way, closed=True):
                more = _abbreviated(tail, place.after)
                if more:
                    yield place.text[place.start : place.end + more]

    def _two_words(self, head: str, tail: str, cut: Cutting) -> Iterator[str]:
        """Yield a word for the head with one for the tail, one of them spelt out."""
        for word in self._spelt(head, cut):
            yield from (word + act for act in self._acts.get(tail, ()))
            yield from (word + act for act in self._begun_acts(tail))
        for matter in self._matters.get(head, ()):
            yield from (matter + word for word in self._spelt(tail, cut))
            if len(head) >= _LEAST_INITIALS:
                yield from (matter + act for act in self._acts.get(tail, ()))

    def _begun_acts(self, tail: str) -> Iterator[str]:
        """Yield the acts whose spelling a tail begins, as while typing."""
        if len(tail) >= _LEAST_BEGUN:
            for spelt, act in self._spelt_acts:
                if spelt.startswith(tail):
                    yield act

    def _spelt(self, letters: str, cut: Cutting) -> Iterator[str]:
        for way in _whole(letters, cut):
            word = self._spelling.word(way, loose=True)
            if len(word) >= _LEAST_HEAD:
                yield word


def _whole(letters: str, cut: Cutting) -> Iterator[tuple[str, ...]]:
    """Yield the best cuts of letters into whole syllables."""
    for way in cut(letters)[:_MOST_WAYS]:
        if way[-1] in SYLLABLES:
            yield way


def _abbreviated(tail: str, after: tuple[str, ...]) -> int:
    """Return how many syllables a tail abbreviates by their first letters, or 0."""
    if len(tail) > len(after):
        return 0
    same = all(s.startswith(c) for c, s in zip(tail, after, strict=False))
    return len(tail) if same else 0


def _by_letters(corpus: Corpus, words: list[str]) -> tuple[tuple[str, str], ...]:
    found = {w: corpus.spoken[w] for w in words if len(w) > 1 and w in corpus.spoken}
    return tuple(("".join(said.syllables), word) for word, said in found.items())


def _by_initials(
    corpus: Corpus, words: Iterator[str] | list[str]
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in dict.fromkeys(words):
        said = corpus.spoken.get(word)
        if said and len(said.initials) >= _LEAST_HEAD:
            found[said.initials].append(word)
    return found
