"""Say how well an entry fits a question; it chooses no candidates.

A score has four parts: how much of the question a text of the entry answers, how
much the entry does, how much of the text was asked for, and plain likeness.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from directory.corpus import Corpus
from directory.texts import Entry
from directory.understanding import Understanding, Understood, Unit, UnitKind

_SAID, _ALSO, _COVERED, _LIKE = 0.70, 0.06, 0.15, 0.09
_STEP, _PARTLY, _LONE, _LOOSE, _OFFICE = 0.08, 0.6, 0.35, 0.5, 0.5
_EARLIER, _BESIDE, _MOST_BESIDE, _WEAK = 0.6, 0.75, 2.4, 0.4
_DONE, _MAIN = 0.8, 0.3
_UNASKED = 0.08
"""What a name loses that is a variant nobody asked for."""
_USUAL = 0.03
"""What a name gains that is the ordinary business, where no variant was asked for."""

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Be how well one entry fits."""

    entry: int
    score: float
    covered: float
    """How much of the best text was asked for."""
    hit: bool = False
    """It does a main matter of the question, whatever else was asked."""
    exact: bool = False


class Scorer:
    """Score entries against one question.

    Args:
        corpus: What can be found.
        understanding: The lexicon, for the words of variants.
        asked: The question.
    """

    def __init__(
        self, corpus: Corpus, understanding: Understanding, asked: Understood
    ) -> None:
        self._corpus = corpus
        self._actions = understanding.action_terms
        acts = any(unit.kind is UnitKind.ACTION for unit in asked.units)
        self._usual = () if acts else corpus.words.usual
        self._units = asked.content
        self._core = asked.core
        self._whole = asked.text
        self._weights = weights_of(self._units, corpus)
        self._total = sum(self._weights) or 1.0

    def score(self, number: int) -> Scored:
        """Return how well an entry fits."""
        entry = self._corpus.entries[number]
        if self._whole in entry.texts or self._core in entry.texts:
            return Scored(entry=number, score=1.0, covered=1.0, exact=True)
        office = entry.department
        found = [
            [match(unit, text, self._corpus, office) for unit in self._units]
            for text in entry.texts
        ]
        offices = [self._office(unit, entry) for unit in self._units]
        done = [
            max(office, *(row[n][0] for row in found))
            for n, office in enumerate(offices)
        ]
        also = _ALSO * self._share(done)
        best, covered = 0.0, 0.0
        for place, row in enumerate(found):
            said = self._share(list(map(max, (q for q, _ in row), offices)))
            if said * (_SAID + _COVERED) + also + _LIKE <= best:
                continue
            score, share = self._of_text(entry, place, said, row)
            if score + also > best:
                best, covered = score + also, share
        best += _USUAL * any(word in entry.texts[0] for word in self._usual)
        return Scored(
            entry=number,
            score=min(best, 0.999),
            covered=covered,
            hit=self._hits(done),
        )

    def _of_text(
        self, entry: Entry, place: int, said: float, row: list[tuple[float, Spans]]
    ) -> tuple[float, float]:
        """Return how well one text fits, and how much of it was asked for."""
        spans = tuple(span for _, spans in row for span in spans)
        covered = self._covered(entry, place, spans)
        like = fuzz.ratio(self._core, entry.texts[place]) / 100
        score = said * (_SAID + _COVERED * covered) + _LIKE * like
        if not place and self._is_unasked(entry.texts[0], spans):
            score -= _UNASKED
        return score, covered

    def _hits(self, done: list[float]) -> bool:
        """Say whether a matter that is a good part of the question is done."""
        return any(
            unit.kind is UnitKind.MATTER
            and not unit.weak
            and quality >= _DONE
            and weight >= self._total * _MAIN
            for unit, quality, weight in zip(
                self._units, done, self._weights, strict=True
            )
        )

    def _share(self, qualities: list[float]) -> float:
        pairs = zip(self._weights, qualities, strict=True)
        return sum(weight * quality for weight, quality in pairs) / self._total

    def _covered(self, entry: Entry, place: int, spans: Spans) -> float:
        text = entry.texts[place]
        weights = self._corpus.weights(text, () if place else entry.remarks)
        asked = bytearray(len(text))
        for start, end in spans:
            asked[start:end] = b"\x01" * (end - start)
        told = sum(weight for weight, on in zip(weights, asked, strict=True) if on)
        return told / sum(weights)

    def _is_unasked(self, name: str, spans: Spans) -> bool:
        """Say whether the official name is a variant that the question has not."""
        for term in self._actions:
            at = name.find(term)
            if at >= 0 and not any(s < at + len(term) and at < e for s, e in spans):
                return True
        return False

    def _office(self, unit: Unit, entry: Entry) -> float:
        """Return how far the office's own name answers a unit: 医保 the 医疗保障局."""
        if unit.kind is not UnitKind.MATTER:
            return 0.0
        for terms in ((unit.said,), *unit.terms):
            if all(term in entry.department for term in terms):
                return _OFFICE
        return 0.0


def weights_of(units: tuple[Unit, ...], corpus: Corpus) -> tuple[float, ...]:
    """Return how much each unit tells beside the others.

    Of several actions the last is the wish: 丢了想补办. Beside a known matter, what
    no list knows tells less.
    """
    last = max(
        (n for n, unit in enumerate(units) if unit.kind is UnitKind.ACTION), default=-1
    )
    known = any(u.kind is UnitKind.MATTER and not u.weak for u in units)
    weights = []
    for number, unit in enumerate(units):
        weight = weight_of(unit, corpus)
        if unit.kind is UnitKind.ACTION and number < last:
            weight *= _EARLIER
        if unit.kind is UnitKind.PLAIN and known:
            weight = min(weight * _BESIDE, _MOST_BESIDE)
        weights.append(weight)
    return tuple(weights)


def weight_of(unit: Unit, corpus: Corpus) -> float:
    """Return how much a unit tells."""
    length = len(unit.said)
    if unit.kind is UnitKind.MATTER:
        weight = max(1.6, min(3.2, 0.8 * length))
        return weight * _WEAK if unit.weak else weight
    if unit.kind is UnitKind.ACTION:
        return max(1.0, min(1.6, 0.6 * length))
    if unit.kind is UnitKind.ELSEWHERE:
        return 3.0
    return max(0.3, sum(map(corpus.rarity, unit.said)))


def match(unit: Unit, text: str, corpus: Corpus, office: str) -> tuple[float, Spans]:
    """Return how far a text answers a unit, and where.

    Of several terms that belong together some may be in the office's name.
    """
    if unit.said in text:
        return 1.0, _places((unit.said,), text)
    if unit.kind is UnitKind.ELSEWHERE:
        return 0.0, ()
    best = 0.0
    spans: Spans = ()
    for rank, terms in enumerate(unit.terms):
        there = tuple(term for term in terms if term in text)
        quality = 1.0 - _STEP * min(rank, 5)
        away = sum(term not in text and term in office for term in terms)
        if there and len(there) + away == len(terms):
            if quality > best:
                best, spans = quality, _places(there, text)
            break
        quality *= _PARTLY * len(there) / len(terms)
        if quality > best:
            best, spans = quality, _places(there, text)
    if best or unit.kind is UnitKind.ACTION:
        return best, spans
    quality, spans = _blocks(unit.said, text, corpus)
    return (
        (quality, spans) if unit.kind is UnitKind.PLAIN else (quality * _LOOSE, spans)
    )


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
