"""Cut a question into what it asks for; it finds and ranks nothing.

A question is cut where least is left unexplained: 办理发店 is 办 and 理发店, not 办理
and 发店. Of words that may stand apart the one that explains most leads, and what is
said beside it tells little.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import accumulate, islice, product

from directory.apart import Apart, ApartWords
from directory.characters import in_figures
from directory.texts import clean
from directory.units import Understood, Unit, UnitKind
from directory.words import EverydayWords

MOST_CHARACTERS = 60
"""A longer question is cut: nobody asks for one matter at such length."""

_WISHES = ("想", "要", "打算", "准备")
_FAMILIAR = re.compile(r"([\u4e00-\u9fff])(?:\1|[子儿])")
_ASKING = frozenset({UnitKind.FILLER, UnitKind.VERB})
_MOST_ALIKE = 200
"""So many wordings has one word said apart at most."""
_WORD_COST, _CHARACTER_COST, _CLOSER = 0.3, 1.0, 0.2


class Understanding:
    """Know the lexicon by its words.

    Args:
        words: The lexicon.
        numbers: Numbers that the searched texts spell out.
    """

    def __init__(self, words: EverydayWords, numbers: Container[str] = ()) -> None:
        self._units: dict[str, Unit] = {}
        self._apart = ApartWords()
        self._numbers = numbers
        for kind, said in (
            (UnitKind.FILLER, words.fillers),
            (UnitKind.VERB, words.verbs),
            (UnitKind.ELSEWHERE, words.elsewhere),
        ):
            for word in map(clean, said):
                acts = kind is UnitKind.VERB
                self._units[word] = Unit(kind=kind, said=word, acts=acts)
        self._verbs = tuple(map(clean, words.verbs))
        self._alike = {
            clean(word): tuple(map(clean, group))
            for group in words.alike
            for word in group
        }
        for group in words.actions:
            self._add(UnitKind.ACTION, group.say, group.means)
        for entry in words.words:
            self._add(UnitKind.MATTER, entry.say, entry.means, weak=entry.weak)
        self._longest: dict[str, int] = {}
        for word in self._units:
            self._longest[word[0]] = max(len(word), self._longest.get(word[0], 0))

    def knows(self, word: str) -> bool:
        """Say whether a word is in the lexicon."""
        return word in self._units

    def understand(self, text: str) -> Understood:
        """Cut a cleaned question into units."""
        text = in_figures(text[:MOST_CHARACTERS], self._numbers)
        text = self._undoubled(text)
        units = _wished(tuple(self._units_of(self._parts(text))))
        apart = self._apart.find(text)
        matters = [unit for unit in units if unit.kind is UnitKind.MATTER]
        longest = max((len(unit.said) for unit in matters), default=0)
        if apart and apart.length > longest and not _is_torn(apart, matters):
            beside = (u for run in apart.rest for u in self._units_of(self._parts(run)))
            units = (apart.unit, *(replace(unit, aside=True) for unit in beside))
        return Understood(text=text, units=_with_content(units))

    def _undoubled(self, text: str) -> str:
        """Return a text without endings of familiar speech, if it is plainer so.

        Speakers of the south-west say 烟摊摊 and 豆花馆馆 for 烟摊 and 豆花馆, and
        旅店子 for 旅店.
        """
        for found in reversed(tuple(_FAMILIAR.finditer(text))):
            at = found.start()
            plain = text[: at + 1] + text[at + 2 :]
            parts, cost = self._cut(plain)
            gain = self._cut(text)[1] - cost
            if gain > _CHARACTER_COST - _CLOSER and self._is_in_matter(parts, at):
                text = plain
        return text

    def _is_in_matter(self, parts: list[str], at: int) -> bool:
        """Say whether a place of a cut text lies in a word that names a matter."""
        ends = accumulate(map(len, parts))
        part = next(p for p, end in zip(parts, ends, strict=True) if end > at)
        unit = self._units.get(part)
        return unit is not None and unit.kind is UnitKind.MATTER and len(part) > 1

    def in_order(self, text: str) -> tuple[Unit, ...]:
        """Cut a cleaned text into units that give the text again, one by one."""
        return tuple(self._units_of(self._cut(text)[0]))

    def said_apart(self, text: str) -> tuple[str, ...]:
        """Return the parts of a word of the lexicon that stand apart in a text."""
        found = self._apart.find(text)
        return found.parts if found else ()

    def _add(
        self,
        kind: UnitKind,
        say: tuple[str, ...],
        means: tuple[str, ...],
        *,
        weak: bool = False,
    ) -> None:
        terms = tuple(tuple(map(clean, term.split())) for term in means)
        for words in say:
            parts = tuple(map(clean, words.split()))
            word = "".join(parts)
            for spelt in dict.fromkeys((word, in_figures(word))):
                known = self._units.get(spelt)
                more = known.terms if known and known.kind is kind else ()
                self._units[spelt] = Unit(
                    kind=kind,
                    said=spelt,
                    terms=(*more, *terms),
                    acts=kind is UnitKind.ACTION or word.startswith(self._verbs),
                    weak=weak,
                )
            if len(parts) > 1:
                for said in self._wordings(parts):
                    self._apart.add(tuple(map(in_figures, said)), self._units[word])

    def _wordings(self, parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """Yield the parts of a word as they are and with those alike, up to a bound."""
        every = product(*((p, *self._alike.get(p, ())) for p in parts))
        yield from islice(dict.fromkeys(every), _MOST_ALIKE)

    def _units_of(self, parts: list[str]) -> Iterator[Unit]:
        plain = ""
        for at, part in enumerate(parts):
            unit = self._units.get(part)
            if unit is None or self._is_of_a_word(parts, at):
                plain += part
                continue
            if plain:
                yield Unit(kind=UnitKind.PLAIN, said=plain)
                plain = ""
            yield unit
        if plain:
            yield Unit(kind=UnitKind.PLAIN, said=plain)

    def _is_of_a_word(self, parts: list[str], at: int) -> bool:
        """Say whether a lone character belongs to a strange word: 狗 to 狗粮."""
        unit = self._units[parts[at]]
        return (
            len(parts[at]) == 1
            and unit.kind is UnitKind.MATTER
            and any(near not in self._units for near in parts[max(0, at - 1) : at + 2])
        )

    def _parts(self, text: str) -> list[str]:
        """Return the parts of a text, without fillers if it is plainer so.

        户口本的名字 is 户口本名字, which the lexicon has.
        """
        parts, cost = self._cut(text)
        said = [p for p in parts if not self._is_filler(p)]
        if 0 < len(said) < len(parts):
            closer, cheaper = self._cut("".join(said))
            if cheaper + _CLOSER < cost - _WORD_COST * (len(parts) - len(said)):
                return closer
        return parts

    def _is_filler(self, part: str) -> bool:
        unit = self._units.get(part)
        return unit is not None and unit.kind is UnitKind.FILLER

    def _cut(self, text: str) -> tuple[list[str], float]:
        """Return the parts of the cheapest cut, and its cost."""
        costs = [0.0] + [float("inf")] * len(text)
        origins = [0] * (len(text) + 1)
        for at, character in enumerate(text):
            longest = self._longest.get(character, 1)
            for end in range(at + 1, min(len(text), at + longest) + 1):
                known = text[at:end] in self._units
                known = known and not _splits_letters(text, at, end)
                if end > at + 1 and not known:
                    continue
                cost = costs[at] + (_WORD_COST if known else _CHARACTER_COST)
                if cost < costs[end]:
                    costs[end], origins[end] = cost, at
        parts: list[str] = []
        end = len(text)
        while end:
            parts.append(text[origins[end] : end])
            end = origins[end]
        return parts[::-1], costs[-1]


def _is_torn(apart: Apart, matters: list[Unit]) -> bool:
    """Say whether a lone character of a word said apart belongs to another matter.

    烟 and 许可 are not said apart in 烟花爆竹许可, but they are in 香烟许可.
    """
    meant = set(apart.unit.terms)
    return any(
        len(part) == 1
        and len(unit.said) > 1
        and part in unit.said
        and meant.isdisjoint(unit.terms)
        for part in apart.parts
        for unit in matters
    )


def _splits_letters(text: str, start: int, end: int) -> bool:
    """Say whether a part begins or ends in the midst of letters: ct in select."""
    return any(
        0 < at < len(text)
        and text[at - 1 : at + 1].isascii()
        and text[at - 1 : at + 1].isalpha()
        for at in (start, end)
    )


def _wished(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return units of which a matter after 想 or 要 leads.

    便利店想卖烟 asks for 卖烟.
    """
    wishes = [n for n, unit in enumerate(units) if _is_wish(unit)]
    if not wishes or not any(map(_is_main, units[wishes[-1] :])):
        return units
    before = tuple(
        replace(unit, aside=True) if unit.kind is UnitKind.MATTER else unit
        for unit in units[: wishes[-1]]
    )
    return before + units[wishes[-1] :]


def _is_wish(unit: Unit) -> bool:
    return unit.kind in _ASKING and unit.said.startswith(_WISHES)


def _is_main(unit: Unit) -> bool:
    return unit.kind is UnitKind.MATTER and not unit.weak


def _with_content(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return units of which one says something: 登记 alone is asked for itself."""
    if Understood(text="", units=units).content:
        return units
    spoken = [u.said for u in units if u.kind is UnitKind.VERB and len(u.said) > 1]
    return units + tuple(Unit(kind=UnitKind.PLAIN, said=said) for said in spoken[:1])
