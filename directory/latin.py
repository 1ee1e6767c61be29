"""Turn letters into the words that were meant, by full pinyin or initials.

It ranks nothing: each reading says only how surely it was meant.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from directory.bitmaps import bits
from directory.corpus import Corpus
from directory.syllables import SYLLABLES, cuts

MOST_READINGS = 4
_MOST_ENTRIES = 60
_MOST_HITS = 60
_LETTERS = re.compile(r"[a-z]+")
_WHOLE, _START, _WITHIN, _PIECED = 1.0, 0.97, 0.92, 0.95
_SHORT_WITHIN = 0.8
_LOWEST_PIECE = 2
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
        if not found:
            found = dict(self._pieced(letters))
        if not found:
            found = self._without_asking(letters)
        best = sorted(found.items(), key=lambda pair: -pair[1])[:MOST_READINGS]
        return tuple(Meant(text=text, sureness=sure) for text, sure in best) or (
            Meant(text=letters, sureness=1.0),
        )

    def _by_pinyin(self, letters: str) -> Iterator[Meant]:
        """Yield the words of the corpus that are spelt with these letters."""
        for way in cuts(letters):
            counted: Counter[tuple[str, float]] = Counter()
            word = self._corpus.word_of_sound.get(" ".join(way))
            if word:
                counted[(word, _WHOLE)] += 1
            for text, start, end in self._spelt(way):
                sure = _sureness(text, start, end)
                counted[(text[start:end], sure)] += 1
            for (text, sure), _ in counted.most_common(MOST_READINGS):
                yield Meant(text=text, sureness=sure)

    def _spelt(self, way: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
        """Yield the places of texts that are spelt like a cut."""
        whole = way if way[-1] in SYLLABLES else way[:-1]
        sound = " " + " ".join(way)
        corpus = self._corpus
        members = corpus.sounding(whole) if whole else 0
        for number in islice(bits(members), _MOST_ENTRIES):
            texts = corpus.entries[number].texts
            for text, line in zip(texts, corpus.said_lines[number], strict=True):
                at = line.find(sound)
                if at >= 0:
                    start = line.count(" ", 0, at)
                    yield text, start, start + len(way)

    def _by_initials(self, letters: str) -> Iterator[Meant]:
        if len(letters) < _LOWEST_PIECE:
            return
        counted: Counter[tuple[str, float]] = Counter()
        for hit in self._corpus.initial_hits(letters, _MOST_HITS):
            sure = _sureness(hit.text, hit.start, hit.end)
            if sure == _WITHIN and len(letters) <= 3:  # noqa: PLR2004
                sure = _SHORT_WITHIN
            if hit.entry >= 0 or sure == _WHOLE:
                counted[(hit.han, sure)] += 1
        ordered = sorted(counted.items(), key=lambda pair: (-pair[0][1], -pair[1]))
        for (text, sure), _ in ordered[:MOST_READINGS]:
            yield Meant(text=text, sureness=sure)

    def _pieced(self, letters: str) -> Iterator[tuple[str, float]]:
        """Yield the first cut that can be read piece by piece, longest piece first."""
        best: tuple[int, str] = (0, "")
        for way in cuts(letters):
            if way[-1] not in SYLLABLES:
                continue
            text, known = "", 0
            at = 0
            while at < len(way):
                piece, taken = self._longest_piece(way[at:])
                known += taken if piece else 0
                text += piece or way[at]
                at += taken
            if known > best[0]:
                best = (known, text)
        if best[0]:
            yield best[1], _PIECED

    def _longest_piece(self, way: tuple[str, ...]) -> tuple[str, int]:
        """Return the words that the most syllables from the start stand for."""
        corpus = self._corpus
        reach = 1
        while reach < len(way) and f"{way[reach - 1]} {way[reach]}" in corpus.pairs:
            reach += 1
        for end in range(reach, 0, -1):
            word = corpus.word_of_sound.get(" ".join(way[:end]))
            if word:
                return word, end
            heard = Counter(
                text[start:stop] for text, start, stop in self._spelt_whole(way[:end])
            )
            if heard and end >= _LOWEST_PIECE:
                return heard.most_common(1)[0][0], end
        return "", 1

    def _spelt_whole(self, way: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
        closed = (*way[:-1], f"{way[-1]} ")
        for text, start, _ in self._spelt(closed):
            yield text, start, start + len(way)

    def _without_asking(self, letters: str) -> dict[str, float]:
        for asking in _ASKING:
            rest = letters.removeprefix(asking)
            if rest != letters and len(rest) >= _LOWEST_PIECE:
                found = (*self._by_pinyin(rest), *self._by_initials(rest))
                if found:
                    return {f"办{one.text}": one.sureness for one in found}
        return {}


def _sureness(text: str, start: int, end: int) -> float:
    if start:
        return _WITHIN
    return _WHOLE if end == len(text) else _START
