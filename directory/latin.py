"""Turn letters into the words that were meant, by full pinyin or initials.

It ranks nothing: each reading says only how surely it was meant.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, pairwise

from directory.corpus import Corpus, Hit
from directory.mistyped import Mistyped
from directory.mixing import Mixing
from directory.spelling import Place, Spelling
from directory.syllables import MOST_LETTERS, SYLLABLES, Cutting, cuts
from directory.texts import clean

MOST_READINGS = 4
_MOST_HITS = 60
_LETTERS = re.compile(r"[a-z]+")
_WHOLE, _START, _WITHIN, _PIECED, _MIXED, _ALIKE = 1.0, 0.97, 0.92, 0.95, 0.96, 0.97
_MISTYPED = 0.9
_SHORT_WITHIN = 0.8
_FEW_INITIALS = 3
_LOWEST_PIECE, _LONGEST_PIECE = 2, 14
_MOST_MIXED = 3
_SHORT_ASKING = ("wozenmeban", "zenmeban", "woyaoban", "woxiangban", "bl", "b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Be what letters may mean."""

    text: str
    sureness: float
    guessed: bool = False
    """The letters are few, or begin in the midst of a name: others fit as well."""


class Latin:
    """Read letters by what occurs in the corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._spelling = Spelling(corpus)
        self._mixing = Mixing(corpus, self._spelling)
        self._mistyped = Mistyped(corpus.spoken)
        self._asking = _asking(corpus)

    def meanings(self, text: str) -> tuple[Meant, ...]:
        """Return what a cleaned text with letters may mean, the surest first."""
        cut = cache(cuts)
        found: tuple[Meant, ...] = (Meant(text="", sureness=1.0),)
        place = 0
        for run in _LETTERS.finditer(text):
            before, place = text[place : run.start()], run.end()
            known = self._of_letters(run[0], cut)
            found = tuple(
                Meant(
                    text=left.text + before + right.text,
                    sureness=left.sureness * right.sureness,
                    guessed=right.guessed and len(run[0]) == len(text),
                )
                for left in found
                for right in known
            )[:MOST_READINGS]
        rest = text[place:]
        return tuple(replace(one, text=one.text + rest) for one in found)

    def _of_letters(self, letters: str, cut: Cutting) -> tuple[Meant, ...]:
        letters = letters[:MOST_LETTERS]
        found: dict[str, float] = {}
        guessed: set[str] = set()
        for meant in (*self._by_initials(letters), *self._by_pinyin(letters, cut)):
            found[meant.text] = max(meant.sureness, found.get(meant.text, 0))
            (guessed.add if meant.guessed else guessed.discard)(meant.text)
        for word in self._said_alike(letters, cut):
            found.setdefault(word, _ALIKE)
        found = (
            found
            or self._by_likeness(letters, cut)
            or self._without_asking(letters, cut)
            or self._in_parts(letters, cut)
        )
        best = sorted(found.items(), key=lambda pair: -pair[1])[:MOST_READINGS]
        return tuple(
            Meant(text=text, sureness=sure, guessed=text in guessed)
            for text, sure in best
        ) or (Meant(text=letters, sureness=1.0),)

    def _by_likeness(self, letters: str, cut: Cutting) -> dict[str, float]:
        """Return the words that are spelt with syllables taken for these."""
        found = self._by_pinyin(letters, cut, loose=True)
        return {one.text: one.sureness * _ALIKE for one in found}

    def _said_alike(self, letters: str, cut: Cutting) -> Iterator[str]:
        """Yield the words of the lexicon that sound like all of some letters."""
        for way in cut(letters):
            if len(way) > 1 and way[-1] in SYLLABLES:
                word = self._spelling.word(way, loose=True)
                if word:
                    yield word

    def _in_parts(self, letters: str, cut: Cutting) -> dict[str, float]:
        """Return what letters mean piece by piece, each spelt out or abbreviated."""
        found: dict[str, float] = {}
        pieced, known = self._pieced(letters, cut)
        if not known:
            for text in islice(self._mixing.readings(letters, cut), _MOST_MIXED):
                found[text] = _MIXED
        if not known and not found:
            word = self._mistyped.word(letters)
            if word:
                return {word: _MISTYPED}
        if pieced:
            found[pieced] = _PIECED
        return found

    def _by_pinyin(
        self, letters: str, cut: Cutting, *, loose: bool = False
    ) -> Iterator[Meant]:
        """Yield the words of the corpus that are spelt with these letters."""
        for way in cut(letters):
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
            if sure == _WITHIN and len(letters) <= _FEW_INITIALS:
                sure = _SHORT_WITHIN
            if hit.entry >= 0 or sure == _WHOLE:
                counted[(hit.han, sure)] += 1
        ordered = sorted(counted.items(), key=lambda pair: (-pair[0][1], -pair[1]))
        for (text, sure), _ in ordered[:MOST_READINGS]:
            yield Meant(text=text, sureness=sure, guessed=_is_guess(letters, sure))

    def _pieced(self, letters: str, cut: Cutting) -> tuple[str, bool]:
        """Return what the best cut means piece by piece, and if all of it is known.

        Long pieces tell most: 换 with 身份证 goes before 换肾 with 份 and 证.
        """
        best: tuple[tuple[int, int, int], str, bool] = ((0, 0, 0), "", False)
        for way in cut(letters):
            if way[-1] not in SYLLABLES:
                continue
            for pieces in (self._from_start(way), self._from_end(way)):
                taken = [size for text, size in pieces if text]
                joined = sum(size * size for size in taken if size > 1)
                known, at, text = sum(taken), 0, ""
                for piece, size in pieces:
                    text += piece or way[at]
                    at += size
                told = (joined, -len(way), known)
                if joined and told > best[0]:
                    best = (told, text, known == len(way))
        return best[1:]

    def _from_start(self, way: tuple[str, ...]) -> list[tuple[str, int]]:
        """Return the pieces of a cut, each as long as may be from where it starts."""
        pieces: list[tuple[str, int]] = []
        at = 0
        while at < len(way):
            ends = range(min(len(way), at + _LONGEST_PIECE), at, -1)
            piece = next(filter(None, (self._piece(way[at:e]) for e in ends)), "")
            pieces.append((piece, len(piece) or 1))
            at += pieces[-1][1]
        return pieces

    def _from_end(self, way: tuple[str, ...]) -> list[tuple[str, int]]:
        """Return the pieces of a cut, each as long as may be from where it ends."""
        pieces: list[tuple[str, int]] = []
        end = len(way)
        while end:
            starts = range(max(0, end - _LONGEST_PIECE), end)
            piece = next(filter(None, (self._piece(way[s:end]) for s in starts)), "")
            pieces.insert(0, (piece, len(piece) or 1))
            end -= pieces[0][1]
        return pieces

    def _piece(self, way: tuple[str, ...]) -> str:
        """Return the words that all syllables of a run stand for, or nothing."""
        word = self._spelling.word(way, loose=True)
        if word:
            return word
        if len(way) < _LOWEST_PIECE or not self._is_linked(way):
            return ""
        places = self._spelling.places(way, closed=True)
        heard = Counter(place.han for place in places)
        return heard.most_common(1)[0][0] if heard else ""

    def _is_linked(self, way: tuple[str, ...]) -> bool:
        """Say whether all syllables that touch also touch in the corpus."""
        pairs = self._corpus.pairs
        return all(f"{one} {two}" in pairs for one, two in pairwise(way))

    def _without_asking(self, letters: str, cut: Cutting) -> dict[str, float]:
        for asking in self._asking:
            rest = letters.removeprefix(asking)
            if rest != letters and len(rest) >= _LOWEST_PIECE:
                found = (*self._by_pinyin(rest, cut), *self._by_initials(rest))
                if found:
                    return {f"办{one.text}": one.sureness for one in found}
        return {}


def _asking(corpus: Corpus) -> tuple[str, ...]:
    """Return the letters that only say that something is to be done, longest first."""
    said = (corpus.spoken.get(clean(verb)) for verb in corpus.words.verbs)
    spelt = {"".join(one.syllables) for one in said if one}
    long = (letters for letters in spelt if len(letters) > _LOWEST_PIECE)
    return tuple(sorted({*long, *_SHORT_ASKING}, key=lambda one: (-len(one), one)))


def _is_guess(letters: str, sureness: float) -> bool:
    """Say whether initials fit by chance as likely as on purpose.

    Of letters taken at random two stand in most directories somewhere, three in a name
    of many; who abbreviates on purpose begins where the name or a word begins.
    """
    if len(letters) <= _FEW_INITIALS:
        return sureness < _WHOLE or len(letters) == _LOWEST_PIECE
    return sureness < _START


def _sureness(found: Place | Hit) -> float:
    if found.start:
        return _WITHIN
    return _WHOLE if found.end == len(found.text) else _START
