"""Say how well an entry fits a question; it chooses no candidates.

A score has four parts: how much of the question a text of the entry answers, how
much the entry does, how much of the text was asked for, and plain likeness.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import mul
from typing import NamedTuple

from rapidfuzz import fuzz

from directory.corpus import Corpus
from directory.matching import Matched, Possible, Ready, Spans, match, possible
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
    guessed: bool = False
    """What was asked is a guess: few letters, which others would fit as well."""

    def less_sure(self, sureness: float, *, guessed: bool = False) -> "Scored":
        """Return the same for a question that was understood less surely."""
        score, exact = self.score * sureness, self.exact and sureness == 1.0
        return replace(self, score=score, exact=exact, guessed=guessed)


class Scorer:
    """Score entries against one question.

    Args:
        corpus: What can be found.
        asked: The question.
    """

    def __init__(self, corpus: Corpus, asked: Understood) -> None:
        self._corpus = corpus
        self._usual = all(unit.kind is not UnitKind.ACTION for unit in asked.units)
        self._units = asked.content
        self._ready = tuple(Ready(unit, corpus) for unit in self._units)
        self._core = asked.core
        self._whole = asked.text
        self._weights = weights_of(self._units, corpus)
        self._total = sum(self._weights) or 1.0
        self._matters = self._places_of(_is_matter)
        self._mains = [
            place
            for place in self._matters
            if self._weights[place] >= self._total * _MAIN
        ]
        """The matters that are a good part of the question."""
        self._nouns = self._places_of(lambda unit: unit.kind is not UnitKind.ACTION)
        self._by_office: dict[str, tuple[float, ...]] = {}

    def scored(
        self, numbers: Iterable[int], *, most: int, best: float = 0.0
    ) -> Iterator[Scored]:
        """Yield how well entries fit; those that stay far behind the best are left out.

        What may fit best is looked at first, so that most of the others need no look.

        Args:
            numbers: Which entries.
            most: So many are looked at closely.
            best: How well something fits that was found before.
        """
        reached = [self._reach(number) for number in numbers]
        reached.sort(key=self._promise, reverse=True)
        for one in reached[:most]:
            if one.share + _USUAL < best * _FAR:
                continue
            found = _exactly(one.number) if one.exact else self._score(one)
            best = max(best, found.score)
            yield found

    def _reach(self, number: int) -> "_Reach":
        """Return what an entry may answer of the question at best."""
        entry, block = self._corpus.entries[number], self._corpus.block(number)
        office = entry.department
        offices = self._offices(office)
        most, live = list(offices), []
        for place, ready in enumerate(self._ready):
            may = possible(ready, block, office)
            if may.most:
                live.append((place, ready, may))
                most[place] = max(most[place], may.most)
        exact = self._whole in entry.texts or self._core in entry.texts
        share = 1.0 if exact else self._share(most)
        return _Reach(number, entry.texts, live, offices, exact, share)

    def _promise(self, one: "_Reach") -> float:
        """Return about how well an entry may fit, by the length of its shortest text.

        Whatever it answers, of a long text less was asked for.
        """
        if one.exact:
            return 1.0
        asked, short = len(self._core), min(map(len, one.texts))
        near = min(asked, short)
        covered, like = near / short, 2 * near / (asked + short)
        return one.share * (_SAID + _COVERED * covered) + _LIKE * like

    def _score(self, one: "_Reach") -> Scored:
        done = list(one.offices)
        best = covered = 0.0
        for number, text in enumerate(one.texts):
            found = [(place, match(ready, may, text)) for place, ready, may in one.live]
            said = list(one.offices)
            for place, matched in found:
                if matched.quality > said[place]:
                    said[place] = matched.quality
                    done[place] = max(done[place], matched.quality)
            share = self._share(said)
            if share * (_SAID + _COVERED) + _LIKE > best:
                score, told = self._of_text(one, number, share, found)
                if score > best:
                    best, covered = score, told
        best += _ALSO * self._share(done) + self._plain(one.number)
        best *= self._named(done)
        return Scored(
            entry=one.number,
            score=min(best, 0.999),
            covered=covered,
            hit=any(done[place] >= _DONE for place in self._mains),
            missed=any(done[place] < _DONE for place in self._matters),
        )

    def _plain(self, number: int) -> float:
        """Return what an entry gains as the ordinary business, if that was asked."""
        return _USUAL if self._usual and self._corpus.facts[number].usual else 0.0

    def _of_text(
        self, one: "_Reach", number: int, said: float, row: list[tuple[int, Matched]]
    ) -> tuple[float, float]:
        """Return how well one text fits, and how much of it was asked for."""
        text, facts = one.texts[number], self._corpus.facts[one.number]
        spans = [span for _, matched in row for span in matched.spans(text)]
        told = facts.told[number]
        covered = _told(told, spans) / told[-1]
        like = fuzz.ratio(self._core, text) / 100
        score = said * (_SAID + _COVERED * covered) + _LIKE * like
        if not number and facts.variants and _is_unasked(facts.variants, spans):
            score -= _UNASKED
        return score, covered

    def _named(self, done: list[float]) -> float:
        """Return how much a likeness counts: little if only the action is alike."""
        named = [done[place] for place in self._nouns]
        return _ONLY_ACTION if named and max(named) < _ALIKE else 1.0

    def _places_of(self, fits: Callable[[Unit], bool]) -> list[int]:
        return [place for place, unit in enumerate(self._units) if fits(unit)]

    def _share(self, qualities: Sequence[float]) -> float:
        said: float = sum(map(mul, self._weights, qualities))
        return said / self._total

    def _offices(self, name: str) -> tuple[float, ...]:
        """Return how far an office's own name answers each unit."""
        known = self._by_office.get(name)
        if known is None:
            known = tuple(_of_office(unit, name) for unit in self._units)
            self._by_office[name] = known
        return known


class _Reach(NamedTuple):
    """Be an entry with what it may answer."""

    number: int
    texts: tuple[str, ...]
    live: list[tuple[int, Ready, Possible]]
    """The units of which it answers anything, by their place in the question."""
    offices: tuple[float, ...]
    exact: bool
    share: float
    """No more of the question than this does it answer."""


def _is_matter(unit: Unit) -> bool:
    return unit.kind is UnitKind.MATTER and not unit.weak


def _exactly(number: int) -> Scored:
    return Scored(entry=number, score=1.0, covered=1.0, exact=True)


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


def _told(told: Sequence[int], spans: Iterable[tuple[int, int]]) -> int:
    """Return what the characters of some spans tell, each counted once.

    Args:
        told: What the first characters tell, none of them, one, two and so on.
        spans: From where to where.
    """
    found = end = 0
    for start, stop in sorted(spans):
        if stop > end:
            found += told[stop] - told[max(start, end)]
            end = stop
    return found


def _is_unasked(variants: Spans, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether a name is a variant that the question has not."""
    return any(
        not any(start < stop and begin < end for start, end in spans)
        for begin, stop in variants
    )
