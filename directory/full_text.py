"""Search the words of disclosures: as written, by letters, by sound, or nearly.

Which disclosures may be found is decided by who asks; nothing is ranked by meaning.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from directory.syllables import SYLLABLES, cuts
from directory.texts import clean, is_han

MOST_WORDS = 6
MOST_CHARACTERS = 40
"""More of a question than this is not looked at."""

_CLAUSE = re.compile(r"[^\n。；;！!？?]+")
_RUN = re.compile(r"[a-z]+|[^a-z]+")
_APART = "\n"
_FEWEST_LETTERS = 2
_FEWEST_BY_SOUND = 2
_FEWEST_PAIRS = 2
_NEAR = 0.6
"""The share of a question's pairs of characters that something near holds."""
_BEFORE, _AFTER = 14, 40


class How(IntEnum):
    """Say how surely something was meant, the surest first."""

    WRITTEN = 0
    LETTERS = 1
    SOUND = 2
    """Other characters that sound alike stand there."""
    NEAR = 3
    """Most of it stands there; never offered beside anything better."""


class Where(IntEnum):
    """Say which part of a disclosure holds the words, the weightiest first."""

    TITLE = 0
    ABOUT = 1
    BODY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Be the words of one disclosure."""

    id: str
    title: str
    about: str
    """Its unit, kind and register number."""
    body: str
    """Its blocks, a line each; empty where its words may not be searched."""

    def part(self, where: Where) -> str:
        """Return the words of one part."""
        return (self.title, self.about, self.body)[where]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Be one disclosure that was found; for several words, by the least sure one."""

    id: str
    how: How
    where: Where


Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces, told which of them were sought."""


class FullText:
    """Search a fixed set of disclosures; making it reads every word once.

    Args:
        texts: The disclosures, in the order in which equal hits are listed.
        sounds: Returns the syllables, without tones, that a character may have.
    """

    def __init__(
        self, texts: Iterable[Written], sounds: Callable[[str], Iterable[str]]
    ) -> None:
        self._texts = tuple(texts)
        self._by_id = {one.id: one for one in self._texts}
        self._fields: list[tuple[int, Where]] = []
        self._starts: list[int] = []
        parts: list[str] = []
        at = 0
        for number, one in enumerate(self._texts):
            for where in Where:
                part = _joined(one.part(where))
                self._fields.append((number, where))
                self._starts.append(at)
                parts.append(part)
                at += len(part) + 1
        self._all = _APART.join(parts)
        self._sounds = {
            character: tuple(sounds(character))
            for character in set(self._all)
            if is_han(character)
        }
        self._known = sounds
        self._alike: dict[str, str] = _by(self._sounds, whole=True)
        self._begun: dict[str, str] = _by(self._sounds, whole=False)

    def find(self, question: str) -> tuple[Hit, ...]:
        """Return every disclosure that holds all words of a question, surest first."""
        words = _words(question)
        if not words:
            return ()
        found = self._with(words[0])
        for word in words[1:]:
            also = self._with(word)
            both = found.keys() & also.keys()
            found = {number: max(found[number], also[number]) for number in both}
        best = found or self._near("".join(words))
        ordered = sorted(best.items(), key=lambda pair: (pair[1], pair[0]))
        return tuple(
            Hit(id=self._texts[number].id, how=how, where=where)
            for number, (how, where) in ordered
        )

    def title(self, disclosure: str, question: str) -> Pieces:
        """Return a disclosure's title, told what of it was sought.

        Raises:
            KeyError: There is no such disclosure.
        """
        title = self._by_id[disclosure].title
        pieces = self._marked(title, _words(question))
        return pieces or ((title, False),)

    def excerpt(self, disclosure: str, question: str) -> Pieces:
        """Return the first words of the body that were sought, and what is around.

        Raises:
            KeyError: There is no such disclosure.
        """
        body = self._by_id[disclosure].body
        words = _words(question)
        for clause in _CLAUSE.finditer(body):
            pieces = self._marked(clause[0].strip(), words)
            if pieces:
                return _shortened(pieces)
        return ()

    def _with(self, word: str) -> dict[int, tuple[How, Where]]:
        """Return which disclosures hold a word, and how and where at best."""
        found: dict[int, tuple[How, Where]] = {}
        for how, pattern in self._patterns(word):
            for number, where in self._places(pattern):
                before = found.get(number)
                if before is None or (how, where) < before:
                    found[number] = (how, where)
        return found

    def _patterns(self, word: str) -> Iterator[tuple[How, re.Pattern[str]]]:
        yield How.WRITTEN, re.compile(re.escape(word))
        runs = _RUN.findall(word)
        letters = sum(len(run) for run in runs if run[0].isascii() and run.isalpha())
        han = sum(map(is_han, word))
        if letters and letters + han >= _FEWEST_LETTERS:
            spelt = "".join(self._spelt(run) for run in runs)
            yield How.LETTERS, re.compile(spelt)
        if han >= _FEWEST_BY_SOUND:
            heard = "".join(map(self._heard, word))
            yield How.SOUND, re.compile(heard)

    def _spelt(self, run: str) -> str:
        """Return what letters may stand for: initials, or syllables spelt out."""
        if not (run.isascii() and run.isalpha()):
            return re.escape(run)
        ways = ["".join(_class(self._begun.get(letter, "")) for letter in run)]
        for way in cuts(run):
            parts = (
                self._alike.get(part, "")
                if part in SYLLABLES and place < len(way) - 1
                else self._begun.get(part, "")
                for place, part in enumerate(way)
            )
            ways.append("".join(map(_class, parts)))
        return f"(?:{'|'.join(dict.fromkeys((*ways, re.escape(run))))})"

    def _heard(self, character: str) -> str:
        if not is_han(character):
            return re.escape(character)
        sounds = self._sounds.get(character) or self._known(character)
        return _class(character + "".join(self._alike.get(one, "") for one in sounds))

    def _places(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, Where]]:
        """Yield each part that holds a pattern, once."""
        at = 0
        while True:
            found = pattern.search(self._all, at)
            if found is None:
                return
            field = bisect_right(self._starts, found.start()) - 1
            yield self._fields[field]
            if field + 1 == len(self._starts):
                return
            at = self._starts[field + 1]

    def _near(self, words: str) -> dict[int, tuple[How, Where]]:
        pairs = {one + two for one, two in pairwise(words) if is_han(one + two)}
        held: defaultdict[int, set[str]] = defaultdict(set)
        for pair in pairs:
            for number, _ in self._places(re.compile(re.escape(pair))):
                held[number].add(pair)
        least = max(_FEWEST_PAIRS, _NEAR * len(pairs))
        near = (number for number, found in held.items() if len(found) >= least)
        return dict.fromkeys(near, (How.NEAR, Where.BODY))

    def _marked(self, text: str, words: Sequence[str]) -> Pieces:
        """Return a text told where the first of the words stands in it, if one does."""
        cleaned = clean(text)
        for word in words:
            for _, pattern in self._patterns(word):
                found = pattern.search(cleaned)
                if found:
                    return _cut(text, *found.span())
        return ()


def _words(question: str) -> tuple[str, ...]:
    cleaned = map(clean, question[:MOST_CHARACTERS].split())
    return tuple(dict.fromkeys(word for word in cleaned if word))[:MOST_WORDS]


def _joined(text: str) -> str:
    """Return the clauses of a text, cleaned; nothing is found across two of them."""
    return _APART.join(clean(clause) for clause in _CLAUSE.findall(text))


def _by(sounds: dict[str, tuple[str, ...]], *, whole: bool) -> dict[str, str]:
    """Return the characters of each syllable, or of each beginning of one."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for character, said in sorted(sounds.items()):
        ends = {
            syllable[:end]
            for syllable in said
            for end in range(len(syllable) if whole else 1, len(syllable) + 1)
        }
        for end in ends:
            found[end].append(character)
    return {spelt: "".join(characters) for spelt, characters in found.items()}


def _class(characters: str) -> str:
    """Return a pattern for one of some characters; of none, one that finds nothing."""
    return f"[{re.escape(characters)}]" if characters else "(?!)"


def _cut(text: str, start: int, end: int) -> Pieces:
    """Cut a text at a span of its cleaned form."""
    places = [at for at, sign in enumerate(text) for _ in clean(sign)]
    first, last = places[start], places[end - 1] + 1
    pieces = ((text[:first], False), (text[first:last], True), (text[last:], False))
    return tuple(piece for piece in pieces if piece[0])


def _shortened(pieces: Pieces) -> Pieces:
    """Return pieces with little before and little after what was sought."""
    at = next(place for place, (_, sought) in enumerate(pieces) if sought)
    before, after = pieces[:at], pieces[at + 1 :]
    return (
        *(
            (f"…{text[-_BEFORE:]}" if len(text) > _BEFORE else text, False)
            for text, _ in before
        ),
        pieces[at],
        *(
            (f"{text[:_AFTER]}…" if len(text) > _AFTER else text, False)
            for text, _ in after
        ),
    )
