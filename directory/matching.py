"""Say how far one text answers one unit of a question; it weighs no units.

What an entry cannot answer in any of its texts is found out once, before its texts are
looked at one by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from directory.corpus import Corpus
from directory.units import Unit, UnitKind

_STEP, _PARTLY, _LONE, _LOOSE, _SAID = 0.08, 0.6, 0.35, 0.5, 0.97
"""Loss a rank; a set of terms in part; a lone character; a lay word in pieces; the very
words where the best terms are missing."""

_WHOLE_ONLY = frozenset({UnitKind.ACTION, UnitKind.ELSEWHERE})

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """Be a unit with those of its terms of which an entry has any."""

    unit: Unit
    whole: bool
    """The entry has the very words that were said."""
    terms: tuple[tuple[float, tuple[str, ...]], ...]
    """How good each set of terms is, and those of it that a text must have."""
    most: float
    """No text of the entry answers the unit better."""


def possible(unit: Unit, block: str, office: str, corpus: Corpus) -> Possible:
    """Return what an entry with these texts may answer of a unit.

    Of several terms that belong together some may be in the office's name.
    """
    terms = []
    for rank, together in enumerate(unit.terms):
        if any(term in block for term in together):
            needed = tuple(t for t in together if t in block or t not in office)
            terms.append((1.0 - _STEP * min(rank, 5), needed))
    whole = unit.said in block
    if whole:
        most = 1.0
    elif unit.kind is UnitKind.PLAIN:
        told = sum(corpus.rarity(c) for c in unit.said if c in block)
        most = told / sum(map(corpus.rarity, unit.said))
    else:
        least = _LOOSE if unit.kind is UnitKind.MATTER else 0.0
        most = max((quality for quality, _ in terms), default=least)
    return Possible(unit=unit, whole=whole, terms=tuple(terms), most=most)


def match(one: Possible, text: str, corpus: Corpus) -> tuple[float, Spans]:
    """Return how far a text answers a unit, and where."""
    unit = one.unit
    if one.whole and unit.said in text:
        is_best = not unit.terms or all(term in text for term in unit.terms[0])
        return 1.0 if is_best else _SAID, _places((unit.said,), text)
    best, spans = _best_terms(one, text)
    if best or unit.kind in _WHOLE_ONLY or unit.said.isdigit():
        return best, spans
    quality, spans = _blocks(unit.said, text, corpus)
    return quality * (1.0 if unit.kind is UnitKind.PLAIN else _LOOSE), spans


def _best_terms(one: Possible, text: str) -> tuple[float, Spans]:
    """Return how far the best set of terms is in a text, and where."""
    best = 0.0
    spans: Spans = ()
    for quality, needed in one.terms:
        there = tuple(term for term in needed if term in text)
        if len(there) < len(needed):
            quality *= _PARTLY * len(there) / len(needed)  # noqa: PLW2901
        if quality > best:
            best, spans = quality, _places(there, text)
    return best, spans


def _places(terms: tuple[str, ...], text: str) -> Spans:
    found = []
    for term in terms:
        at = text.find(term)
        while at >= 0:
            found.append((at, at + len(term)))
            at = text.find(term, at + len(term))
    return tuple(found)


def _blocks(run: str, text: str, corpus: Corpus) -> tuple[float, Spans]:
    """Return the share of a run that lies in a text in pieces, and where."""
    told = total = 0.0
    spans: list[tuple[int, int]] = []
    for piece, at in _pieces(run, text):
        weight = sum(map(corpus.rarity, piece))
        total += weight
        if at < 0:
            continue
        told += weight if len(piece) > 1 else weight * _LONE
        spans.append((at, at + len(piece)))
    return told / total, tuple(spans)


def _pieces(run: str, text: str) -> Iterator[tuple[str, int]]:
    """Yield the longest pieces of a run from its start, and their places or -1."""
    start = 0
    while start < len(run):
        end = start + 1
        at = text.find(run[start:end])
        while at >= 0 and end < len(run):
            further = text.find(run[start : end + 1])
            if further < 0:
                break
            at, end = further, end + 1
        yield run[start:end], at
        start = end
