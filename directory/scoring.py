"""Say how well an entry fits a question; it chooses no candidates.

A score has four parts: how much of the question a text of the entry answers, how
much the entry does, how much of the text was asked for, and plain likeness.
"""

from dataclasses import dataclass

from rapidfuzz import fuzz

from directory.corpus import Corpus
from directory.matching import Spans, match, possible
from directory.units import Understood, Unit, UnitKind

_SAID, _ALSO, _COVERED, _LIKE = 0.70, 0.06, 0.15, 0.09
_OFFICE, _ALIKE = 0.5, 0.35
_EARLIER, _BESIDE, _MOST_BESIDE, _WEAK, _ASIDE = 0.6, 0.6, 2.0, 0.4, 0.35
_DONE, _MAIN = 0.5, 0.24
_FAR = 0.72
"""An entry that cannot come within this share of the best is not scored."""
_ONLY_ACTION = 0.6
_UNASKED = 0.08
"""What a name loses that is a variant nobody asked for."""
_USUAL = 0.03
"""What a name gains that is the ordinary business, where no variant was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Be how well one entry fits."""

    entry: int
    score: float
    covered: float
    """How much of the best text was asked for."""
    hit: bool = False
    """It does a main matter of the question, whatever else was asked."""
    missed: bool = False
    """It does not do another matter of the question."""
    exact: bool = False


class Scorer:
    """Score entries against one question.

    Args:
        corpus: What can be found.
        asked: The question.
    """

    def __init__(self, corpus: Corpus, asked: Understood) -> None:
        self._corpus = corpus
        self._usual = all(unit.kind is not UnitKind.ACTION for unit in asked.units)
        self._best = 0.0
        self._units = asked.content
        self._core = asked.core
        self._whole = asked.text
        self._weights = weights_of(self._units, corpus)
        self._total = sum(self._weights) or 1.0
        self._by_office: dict[str, list[float]] = {}

    def score(self, number: int) -> Scored | None:
        """Return how well an entry fits; None if it stays far behind the best."""
        entry, block = self._corpus.entries[number], self._corpus.block(number)
        if self._whole in entry.texts or self._core in entry.texts:
            self._best = 1.0
            return Scored(entry=number, score=1.0, covered=1.0, exact=True)
        offices = self._offices(entry.department)
        terms = [
            possible(unit, block, entry.department, self._corpus)
            for unit in self._units
        ]
        reach = self._share(
            [max(t.most, o) for t, o in zip(terms, offices, strict=True)]
        )
        if reach + _USUAL < self._best * _FAR:
            return None
        found = [
            [match(one, text, self._corpus) for one in terms] for text in entry.texts
        ]
        done = [
            max(office, *(row[n][0] for row in found))
            for n, office in enumerate(offices)
        ]
        best, covered = self._best_text(number, found, offices)
        best += _ALSO * self._share(done) + self._plain(number)
        best *= self._named(done)
        self._best = max(self._best, best)
        return Scored(
            entry=number,
            score=min(best, 0.999),
            covered=covered,
            hit=self._hits(done),
            missed=self._misses(done),
        )

    def _plain(self, number: int) -> float:
        """Return what an entry gains as the ordinary business, if that was asked."""
        return _USUAL if self._usual and self._corpus.facts[number].usual else 0.0

    def _best_text(
        self, number: int, found: list[list[tuple[float, Spans]]], offices: list[float]
    ) -> tuple[float, float]:
        """Return how well the best of an entry's texts fits, and its covered share."""
        best, covered = 0.0, 0.0
        for place, row in enumerate(found):
            said = self._share(list(map(max, (q for q, _ in row), offices)))
            if said * (_SAID + _COVERED) + _LIKE <= best:
                continue
            spans = tuple(span for _, spans in row for span in spans)
            score, share = self._of_text(number, place, said, spans)
            if score > best:
                best, covered = score, share
        return best, covered

    def _of_text(
        self, number: int, place: int, said: float, spans: Spans
    ) -> tuple[float, float]:
        """Return how well one text fits, and how much of it was asked for."""
        facts = self._corpus.facts[number]
        weights = facts.weights[place]
        covered = _told(weights, spans) / sum(weights)
        like = fuzz.ratio(self._core, self._corpus.entries[number].texts[place]) / 100
        score = said * (_SAID + _COVERED * covered) + _LIKE * like
        if not place and _is_unasked(facts.variants, spans):
            score -= _UNASKED
        return score, covered

    def _named(self, done: list[float]) -> float:
        """Return how much a likeness counts: little if only the action is alike."""
        named = [
            quality
            for unit, quality in zip(self._units, done, strict=True)
            if unit.kind is not UnitKind.ACTION
        ]
        return _ONLY_ACTION if named and max(named) < _ALIKE else 1.0

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

    def _misses(self, done: list[float]) -> bool:
        """Say whether a matter is not done."""
        return any(
            unit.kind is UnitKind.MATTER and not unit.weak and quality < _DONE
            for unit, quality in zip(self._units, done, strict=True)
        )

    def _share(self, qualities: list[float]) -> float:
        pairs = zip(self._weights, qualities, strict=True)
        return sum(weight * quality for weight, quality in pairs) / self._total

    def _offices(self, name: str) -> list[float]:
        """Return how far an office's own name answers each unit."""
        known = self._by_office.get(name)
        if known is None:
            known = [_of_office(unit, name) for unit in self._units]
            self._by_office[name] = known
        return known


def _of_office(unit: Unit, name: str) -> float:
    """Return how far an office's name answers a unit: 医保 the 医疗保障局."""
    if unit.kind is not UnitKind.MATTER:
        return 0.0
    for terms in ((unit.said,), *unit.terms):
        if all(term in name for term in terms):
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
        if unit.aside and unit.kind is not UnitKind.ACTION:
            weight *= _ASIDE
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


def _told(weights: bytes, spans: Spans) -> int:
    """Return what the characters of some spans tell, each counted once."""
    told = end = 0
    for start, stop in sorted(spans):
        told += sum(weights[max(start, end) : stop])
        end = max(end, stop)
    return told


def _is_unasked(variants: Spans, spans: Spans) -> bool:
    """Say whether a name is a variant that the question has not."""
    return any(
        not any(start < stop and begin < end for start, end in spans)
        for begin, stop in variants
    )
