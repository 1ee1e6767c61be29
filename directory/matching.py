"""Say how far one text answers one unit of a question; it weighs no units.

A unit is made ready once for a question. What an entry cannot answer in any of its
texts is found out once, before its texts are looked at one by one.
"""

from collections.abc import Iterator
from typing import NamedTuple

from directory.corpus import Corpus
from directory.units import Unit, UnitKind

_STEP, _PARTLY, _LONE, _LOOSE, _SAID = 0.08, 0.6, 0.35, 0.5, 0.97
"""Loss a rank; a set of terms in part; a lone character; a lay word in pieces; the very
words where the best terms are missing."""

_WHOLE_ONLY = frozenset({UnitKind.ACTION, UnitKind.ELSEWHERE})

Spans = tuple[tuple[int, int], ...]
Ranked = tuple[tuple[float, tuple[str, ...]], ...]


class Ready:
    """Be a unit with what is the same for every entry.

    Args:
        unit: The unit.
        corpus: What can be found.
    """

    __slots__ = ("all_told", "best", "loose", "ranked", "said", "told")

    def __init__(self, unit: Unit, corpus: Corpus) -> None:
        self.said = unit.said
        self.best = unit.terms[0] if unit.terms else ()
        """The terms that fit best."""
        self.ranked: Ranked = tuple(
            (1.0 - _STEP * min(rank, 5), together)
            for rank, together in enumerate(unit.terms)
        )
        """How good each set of terms is."""
        whole_only = unit.kind in _WHOLE_ONLY or unit.said.isdigit()
        is_plain = unit.kind is UnitKind.PLAIN
        self.loose = 0.0 if whole_only else 1.0 if is_plain else _LOOSE
        """How much a text counts that has the words in pieces."""
        self.told = tuple(map(corpus.rarity, unit.said))
        """How much each character tells."""
        self.all_told = sum(self.told)


class Possible(NamedTuple):
    """Be what an entry may answer of a unit."""

    whole: bool
    """The entry has the very words that were said."""
    terms: Ranked
    """How good each set of terms is, and those of it that a text must have."""
    most: float
    """No text of the entry answers the unit better."""


class Matched(NamedTuple):
    """Be how far a text answers a unit, and by which of its parts."""

    quality: float
    words: tuple[str, ...] = ()
    """Wherever they stand."""
    pieces: Spans = ()

    def spans(self, text: str) -> Spans:
        """Return where the text answers the unit."""
        return places(self.words, text) if self.words else self.pieces


NOTHING = Matched(0.0)
"""What a text is that does not answer a unit at all."""


def possible(one: Ready, block: str, office: str) -> Possible:
    """Return what an entry with these texts may answer of a unit.

    Of several terms that belong together some may be in the office's name.
    """
    found: list[tuple[float, tuple[str, ...]]] = []
    for quality, together in one.ranked:
        if len(together) == 1:
            if together[0] in block:
                found.append((quality, together))
        elif any(term in block for term in together):
            needed = tuple(t for t in together if t in block or t not in office)
            found.append((quality, needed))
    whole = one.said in block
    if whole:
        most = 1.0
    elif found:
        most = found[0][0]
    elif one.loose:
        pairs = zip(one.said, one.told, strict=True)
        told = sum([told for c, told in pairs if c in block])
        most = told / one.all_told * one.loose
    else:
        most = 0.0
    return Possible(whole, tuple(found), most)


def match(one: Ready, may: Possible, text: str) -> Matched:
    """Return how far a text answers a unit."""
    if may.whole and one.said in text:
        is_best = all(term in text for term in one.best)
        return Matched(1.0 if is_best else _SAID, (one.said,))
    if may.terms:
        best = _best_terms(may.terms, text)
        if best.quality:
            return best
    if not one.loose:
        return NOTHING
    return _pieced(one, text)


def places(terms: tuple[str, ...], text: str) -> Spans:
    """Return all places where some terms stand in a text."""
    found = []
    for term in terms:
        at = text.find(term)
        while at >= 0:
            end = at + len(term)
            found.append((at, end))
            at = text.find(term, end)
    return tuple(found)


def _best_terms(terms: Ranked, text: str) -> Matched:
    """Return how far the best set of terms is in a text."""
    best = NOTHING
    for quality, needed in terms:
        there = tuple([term for term in needed if term in text])
        if len(there) == len(needed):
            return Matched(quality, there)
        told = quality * (_PARTLY * len(there) / len(needed))
        if told > best.quality:
            best = Matched(told, there)
    return best


def _pieced(one: Ready, text: str) -> Matched:
    """Return the share of a unit that lies in a text in pieces, and where."""
    told = 0.0
    spans: list[tuple[int, int]] = []
    for start, end, at in _pieces(one.said, text):
        weight = sum(one.told[start:end])
        size = end - start
        told += weight if size > 1 else weight * _LONE
        spans.append((at, at + size))
    if not spans:
        return NOTHING
    return Matched(told / one.all_told * one.loose, (), tuple(spans))


def _pieces(run: str, text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the longest pieces of a run from its start, with their places in a text."""
    start = 0
    while start < len(run):
        end = start + 1
        at = text.find(run[start])
        while at >= 0 and end < len(run):
            further = text.find(run[start : end + 1])
            if further < 0:
                break
            at, end = further, end + 1
        if at >= 0:
            yield start, end, at
        start = end
