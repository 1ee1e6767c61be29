"""Turn letters into the words that were meant, by full pinyin or initials.

It ranks nothing: each reading says only how surely it was meant.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from directory.corpus import Corpus, Hit
from directory.mixing import Mixing
from directory.spelling import Place, Spelling
from directory.syllables import SYLLABLES, cuts

MOST_READINGS = 4
_MOST_HITS = 60
_LETTERS = re.compile(r"[a-z]+")
_WHOLE, _START, _WITHIN, _PIECED, _MIXED, _ALIKE = 1.0, 0.97, 0.92, 0.95, 0.96, 0.97
_SHORT_WITHIN = 0.8
_LOWEST_PIECE, _LONGEST_PIECE = 2, 14
_MOST_MIXED = 3
_ASKING = ("wozenmeban", "zenmeban", "woyaoban", "woxiangban", "bl", "b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Be what letters may mean."""

    text: str
    sureness: float


class Latin:
    """Read letters by what occurs in the corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._spelling = Spelling(corpus)
        self._mixing = Mixing(corpus, self._spelling)

    def meanings(self, text: str) -> tuple[Meant, ...]:
        """Return what a cleaned text with letters may mean, the surest first."""
        found: tuple[Meant, ...] = (Meant(text="", sureness=1.0),)
        place = 0
        for run in _LETTERS.finditer(text):
            before, place = text[place : run.start()], run.end()
            known = self._of_letters(run[0])
            found = tuple(
                Meant(
                    text=left.text + before + right.text,
                    sureness=left.sureness * right.sureness,
                )
                for left in found
                for right in known
            )[:MOST_READINGS]
        rest = text[place:]
        return tuple(
            Meant(text=one.text + rest, sureness=one.sureness) for one in found
        )

    def _of_letters(self, letters: str) -> tuple[Meant, ...]:
        found: dict[str, float] = {}
        for meant in (*self._by_pinyin(letters), *self._by_initials(letters)):
            found[meant.text] = max(meant.sureness, found.get(meant.text, 0))
        found = (
            found
            or self._by_likeness(letters)
            or self._without_asking(letters)
            or self._in_parts(letters)
        )
        best = sorted(found.items(), key=lambda pair: -pair[1])[:MOST_READINGS]
        return tuple(Meant(text=text, sureness=sure) for text, sure in best) or (
            Meant(text=letters, sureness=1.0),
        )

    def _by_likeness(self, letters: str) -> dict[str, float]:
        """Return the words that are spelt with syllables taken for these."""
        found = self._by_pinyin(letters, loose=True)
        return {one.text: one.sureness * _ALIKE for one in found}

    def _in_parts(self, letters: str) -> dict[str, float]:
        """Return what letters mean piece by piece, each spelt out or abbreviated."""
        found: dict[str, float] = {}
        pieced, known = self._pieced(letters)
        if pieced:
            found[pieced] = _PIECED
        if not known:
            for text in islice(self._mixing.readings(letters), _MOST_MIXED):
                found.setdefault(text, _MIXED)
        return found

    def _by_pinyin(self, letters: str, *, loose: bool = False) -> Iterator[Meant]:
        """Yield the words of the corpus that are spelt with these letters."""
        for way in cuts(letters):
            counted: Counter[tuple[str, float]] = Counter()
            word = self._spelling.word(way, loose=loose)
            if word:
                counted[(word, _WHOLE)] += 1
            for place in self._spelling.places(way, loose=loose):
                counted[(place.han, _sureness(place))] += 1
            for (text, sure), _ in counted.most_common(MOST_READINGS):
                yield Meant(text=text, sureness=sure)

    def _by_initials(self, letters: str) -> Iterator[Meant]:
        if len(letters) < _LOWEST_PIECE:
            return
        counted: Counter[tuple[str, float]] = Counter()
        for hit in self._corpus.initial_hits(letters, _MOST_HITS):
            sure = _sureness(hit)
            if sure == _WITHIN and len(letters) <= 3:  # noqa: PLR2004
                sure = _SHORT_WITHIN
            if hit.entry >= 0 or sure == _WHOLE:
                counted[(hit.han, sure)] += 1
        ordered = sorted(counted.items(), key=lambda pair: (-pair[0][1], -pair[1]))
        for (text, sure), _ in ordered[:MOST_READINGS]:
            yield Meant(text=text, sureness=sure)

    def _pieced(self, letters: str) -> tuple[str, bool]:
        """Return what the best cut means piece by piece, and if all of it is known."""
        best: tuple[tuple[int, int], str, bool] = ((0, 0), "", False)
        for way in cuts(letters):
            if way[-1] not in SYLLABLES:
                continue
            text, known, joined, at = "", 0, 0, 0
            while at < len(way):
                piece, taken = self._longest_piece(way[at:])
                known += taken if piece else 0
                joined += taken if taken > 1 else 0
                text += piece or way[at]
                at += taken
            if known and (joined, known) > best[0]:
                best = ((joined, known), text, known == len(way))
        return best[1:]

    def _longest_piece(self, way: tuple[str, ...]) -> tuple[str, int]:
        """Return the words that the most syllables from the start stand for."""
        for end in range(min(len(way), _LONGEST_PIECE), 0, -1):
            word = self._spelling.word(way[:end], loose=True)
            if word:
                return word, end
            if end >= _LOWEST_PIECE and self._is_linked(way[:end]):
                places = self._spelling.places(way[:end], closed=True)
                heard = Counter(place.han for place in places)
                if heard:
                    return heard.most_common(1)[0][0], end
        return "", 1

    def _is_linked(self, way: tuple[str, ...]) -> bool:
        """Say whether all syllables that touch also touch in the corpus."""
        pairs = self._corpus.pairs
        return all(f"{one} {two}" in pairs for one, two in pairwise(way))

    def _without_asking(self, letters: str) -> dict[str, float]:
        for asking in _ASKING:
            rest = letters.removeprefix(asking)
            if rest != letters and len(rest) >= _LOWEST_PIECE:
                found = (*self._by_pinyin(rest), *self._by_initials(rest))
                if found:
                    return {f"办{one.text}": one.sureness for one in found}
        return {}


def _sureness(found: Place | Hit) -> float:
    if found.start:
        return _WITHIN
    return _WHOLE if found.end == len(found.text) else _START
