"""Cut a question into what it asks for; it finds and ranks nothing.

A question is cut where least is left unexplained: 办理发店 is 办 and 理发店, not 办理
and 发店.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from directory.texts import clean
from directory.words import EverydayWords

MOST_CHARACTERS = 60
"""A longer question is cut: nobody asks for one matter at such length."""

_WORD_COST, _CHARACTER_COST = 0.3, 1.0


class UnitKind(StrEnum):
    """Say what a part of a question is."""

    FILLER = "filler"
    VERB = "verb"
    """办, 申请: the ordinary business."""
    ACTION = "action"
    """挂失, 注销: a variant."""
    MATTER = "matter"
    """An everyday word of the lexicon."""
    PLAIN = "plain"
    """Characters that no list knows."""
    ELSEWHERE = "elsewhere"
    """What no office does."""


_CONTENT = frozenset(
    {UnitKind.ACTION, UnitKind.MATTER, UnitKind.PLAIN, UnitKind.ELSEWHERE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Be one part of a question."""

    kind: UnitKind
    said: str
    terms: tuple[tuple[str, ...], ...] = ()
    """What it may be called officially, best first; each a set of terms."""
    acts: bool = False
    """It says that something is to be done."""
    weak: bool = False
    """It describes rather than names the matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """Be a question cut into units."""

    text: str
    units: tuple[Unit, ...]

    @property
    def content(self) -> tuple[Unit, ...]:
        """Return the units that say what is asked for."""
        return tuple(unit for unit in self.units if unit.kind in _CONTENT)

    @property
    def core(self) -> str:
        """Return the question without the words that say nothing."""
        return "".join(unit.said for unit in self.content)

    @property
    def asks_to_act(self) -> bool:
        """Say whether something is to be done, so that a bare noun it is not."""
        return any(unit.acts for unit in self.units)


class Understanding:
    """Know the lexicon by its words."""

    def __init__(self, words: EverydayWords) -> None:
        self._units: dict[str, Unit] = {}
        for kind, said in (
            (UnitKind.FILLER, words.fillers),
            (UnitKind.VERB, words.verbs),
            (UnitKind.ELSEWHERE, words.elsewhere),
        ):
            for word in map(clean, said):
                acts = kind is UnitKind.VERB
                self._units[word] = Unit(kind=kind, said=word, acts=acts)
        self._verbs = tuple(map(clean, words.verbs))
        for group in words.actions:
            self._add(UnitKind.ACTION, group.say, group.means)
        for entry in words.words:
            self._add(UnitKind.MATTER, entry.say, entry.means, weak=entry.weak)
        self._longest = max(map(len, self._units), default=0)

    def knows(self, word: str) -> bool:
        """Say whether a word is in the lexicon."""
        return word in self._units

    def understand(self, text: str) -> Understood:
        """Cut a cleaned question into units."""
        text = text[:MOST_CHARACTERS]
        return Understood(text=text, units=tuple(self._units_of(text)))

    def _add(
        self,
        kind: UnitKind,
        say: tuple[str, ...],
        means: tuple[str, ...],
        *,
        weak: bool = False,
    ) -> None:
        terms = tuple(tuple(map(clean, term.split())) for term in means)
        for word in map(clean, say):
            known = self._units.get(word)
            more = known.terms if known and known.kind is kind else ()
            self._units[word] = Unit(
                kind=kind,
                said=word,
                terms=(*more, *terms),
                acts=kind is UnitKind.ACTION or word.startswith(self._verbs),
                weak=weak,
            )

    def _units_of(self, text: str) -> Iterator[Unit]:
        plain = ""
        for part in self._cut(text):
            unit = self._units.get(part)
            if unit is None:
                plain += part
                continue
            if plain:
                yield Unit(kind=UnitKind.PLAIN, said=plain)
                plain = ""
            yield unit
        if plain:
            yield Unit(kind=UnitKind.PLAIN, said=plain)

    def _cut(self, text: str) -> list[str]:
        """Return the parts of the cheapest cut; a character may be left alone."""
        costs = [0.0] + [float("inf")] * len(text)
        origins = [0] * (len(text) + 1)
        for at in range(len(text)):
            for end in range(at + 1, min(len(text), at + max(1, self._longest)) + 1):
                known = text[at:end] in self._units
                if not known and end > at + 1:
                    continue
                cost = costs[at] + (_WORD_COST if known else _CHARACTER_COST)
                if cost < costs[end]:
                    costs[end], origins[end] = cost, at
        parts: list[str] = []
        end = len(text)
        while end:
            parts.append(text[origins[end] : end])
            end = origins[end]
        return parts[::-1]
