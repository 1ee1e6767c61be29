"""Find what a question means among entries that need no guide; it shows nothing.

Built once and asked often, from any thread: nothing changes after it is built. The
steps: letters become words, misspelt pairs are mended, the question is cut into units,
the sets of their characters choose at most 96 candidates, and only these are scored.
"""

from collections.abc import Iterable
from typing import Self

from directory.answer import Answer, AnswerKind, Match
from directory.bitmaps import Tally
from directory.clarifying import MOST_CANDIDATES, clarify
from directory.continuations import Continuations
from directory.corpus import Corpus
from directory.correcting import Corrector
from directory.deciding import decide
from directory.following import Following
from directory.gathered import Gathered, gather
from directory.latin import Latin, Meant
from directory.lazily import Numbered
from directory.scoring import Scored, Scorer, weight_of
from directory.texts import Entry, QueryReadings, clean, typed
from directory.understanding import Understanding
from directory.units import Understood, Unit, UnitKind
from directory.words import SpokenWords

_FOR_ONE_MEANING = {1: 64, 2: 40, 3: 32, 4: 24}
_CLOSELY, _OF = 3, 4
"""Of the candidates so many are looked at closely, those of most promise."""
_SCALE = 4
"""Weights are counted in quarters."""
NO_READINGS = QueryReadings(syllables=(), initials="")


class Finder:
    """Be the search over entries.

    Args:
        entries: What can be found, by the numbers of what was gathered.
        gathered: What their texts give.
        lexicon: The everyday words and how they sound.
    """

    def __init__(
        self, entries: Numbered[Entry], gathered: Gathered, lexicon: SpokenWords
    ) -> None:
        self._facets = lexicon.words.facets
        self._corpus = Corpus(entries, gathered, lexicon.words, lexicon.readings())
        self._understanding = Understanding(lexicon.words, gathered.numbers)
        self._corrector = Corrector(self._corpus, self._understanding)
        self._latin = Latin(self._corpus)
        self._continuations = Continuations(self._corpus)
        self.following = Following(self._corpus)
        """Which characters are met, and after which."""

    @classmethod
    def over(cls, entries: Iterable[Entry], lexicon: SpokenWords) -> Self:
        """Return the search over entries of which nothing was gathered before."""
        # Ties are cut off in order of number, so that short names stay.
        ordered = tuple(sorted(entries, key=lambda entry: len(entry.texts[0])))
        return cls(ordered, gather(ordered), lexicon)

    def answer(self, text: str, readings: QueryReadings = NO_READINGS) -> Answer:
        """Answer a question, without saying where else to ask."""
        question = clean(typed(text))
        meanings = self._meanings(question, readings)
        best: dict[int, Scored] = {}
        every = [self._understanding.understand(meant.text) for meant in meanings]
        asked, most, top = every[0], _FOR_ONE_MEANING[len(meanings)], 0.0
        for understood, meant in zip(every, meanings, strict=True):
            for one in self._scored(understood, meant, most, top):
                if one.score > (best[one.entry].score if one.entry in best else 0):
                    best[one.entry] = one
                    asked = understood if one.exact else asked
                    top = max(top, one.score)
        scored = sorted(best.values(), key=self._order)
        entries = self._corpus.entries
        kind, named, beside = decide(asked, scored, entries)
        # Entries are read when they are first looked at: no more than may be asked of.
        some = beside[: MOST_CANDIDATES + 1] if kind is AnswerKind.CHOICES else ()
        close = [entries[one.entry] for one in some]
        return Answer(
            kind=kind,
            asked=asked.text,
            matches=tuple(map(self._match, named)),
            asks=clarify(asked.text, close, self._facets),
        )

    def continuations(self, prefix: str) -> frozenset[str]:
        """Return the letters that may follow the letters typed so far."""
        return self._continuations.after(clean(typed(prefix)))

    def _meanings(self, question: str, readings: QueryReadings) -> tuple[Meant, ...]:
        if any(c.isascii() and c.isalpha() for c in question):
            return self._latin.meanings(question)
        mended = self._corrector.correct(question, readings)
        return (Meant(text=mended, sureness=1.0),)

    def _scored(
        self, asked: Understood, meant: Meant, most: int, top: float
    ) -> Iterable[Scored]:
        """Yield what fits a meaning; what stays far behind the top is left out."""
        if not asked.content:
            return
        scorer, numbers = Scorer(self._corpus, asked), self._candidates(asked, most)
        close = most * _CLOSELY // _OF
        for found in scorer.scored(numbers, most=close, best=top / meant.sureness):
            is_plain = meant.sureness == 1.0 and not meant.guessed
            yield (
                found
                if is_plain
                else found.less_sure(meant.sureness, guessed=meant.guessed)
            )

    def _candidates(self, asked: Understood, most: int) -> Iterable[int]:
        """Return the entries that have the most of the question, exact ones first."""
        exact = dict.fromkeys(
            number
            for text in (asked.text, asked.core)
            for number in self._corpus.exact(text, most)
        )
        tally, anyone = Tally(), 0
        for unit in asked.content:
            weight = max(1, round(weight_of(unit, self._corpus) * _SCALE))
            members = self._having(unit)
            if members:
                tally.add(members, weight)
            anyone |= members | self._in_pieces(unit, tally)
        tally.add(self._corpus.popular & anyone, 1)
        return dict.fromkeys((*exact, *tally.best(most)))

    def _having(self, unit: Unit) -> int:
        """Return the entries that may have a unit in one of its names."""
        having = self._corpus.having
        members = having(unit.said)
        for terms in unit.terms:
            for term in terms:
                members |= having(term)
        return members

    def _in_pieces(self, unit: Unit, tally: Tally) -> int:
        """Count the entries that have parts of a unit, and return them."""
        if unit.kind in {UnitKind.ELSEWHERE, UnitKind.ACTION}:
            return 0
        corpus, anyone = self._corpus, 0
        for at, character in enumerate(unit.said):
            weight = round(corpus.rarity(character) * _SCALE / 2)
            members = corpus.having(character)
            tally.add(members, weight)
            pair = corpus.having(unit.said[at : at + 2])
            tally.add(pair, weight)
            anyone |= members
        for office, members in corpus.departments.items():
            if any(all(t in office for t in terms) for terms in unit.terms):
                tally.add(members, 1)
                anyone |= members
        return anyone

    def _order(self, one: Scored) -> tuple[float, bool, int]:
        entry = self._corpus.entries[one.entry]
        return -round(one.score, 3), not entry.popular, one.entry

    def _match(self, one: Scored) -> Match:
        entry = self._corpus.entries[one.entry]
        return Match(item=entry.id, name=entry.name, score=round(one.score * 1000))
