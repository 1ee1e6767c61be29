"""Guess which word of the lexicon mistyped letters were meant for: gonzufang, huhzao.

It looks among whole words spelt in full only, and ranks nothing else.
"""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.texts import QueryReadings

_LEAST, _LONG = 6, 10
"""Fewer letters than the first are too few to guess by; from the second on, two slips
are forgiven instead of one."""
_MOST = 24


class Mistyped:
    """Know how the words of the lexicon are spelt.

    A slip is a letter too many, one missing, one wrong or two exchanged (Damerau,
    "A technique for computer detection and correction of spelling errors", 1964: four
    of five misspellings are one of these).
    """

    def __init__(self, spoken: dict[str, QueryReadings]) -> None:
        self._word_of = {
            "".join(said.syllables): word
            for word, said in reversed(spoken.items())
            if len(word) > 1
        }
        self._spelt = [spelt for spelt in self._word_of if len(spelt) >= _LEAST - 1]

    def word(self, letters: str) -> str:
        """Return the one word spelt nearest to letters, or nothing."""
        if not _LEAST <= len(letters) <= _MOST:
            return ""
        slips = 1 if len(letters) < _LONG else 2
        near = process.extract(
            letters, self._spelt, scorer=OSA.distance, score_cutoff=slips, limit=2
        )
        if not near or (len(near) > 1 and near[0][1] == near[1][1]):
            return ""
        spelt: str = near[0][0]
        return self._word_of[spelt]
