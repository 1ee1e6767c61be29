"""Know how much each character of an entry's texts tells of its matter.

What tells little is a matter of the lexicon: 办理, 核发. It ranks nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate

from directory.lazily import Lazily
from directory.texts import Entry, clean
from directory.words import EverydayWords

_PLAIN, _REMARK, _ORDINARY = 10, 4, 2


class Facts:
    """Be what the lexicon makes of one entry's texts; found out when it is wanted.

    Args:
        entry: The entry.
        words: The words that weigh little.
    """

    __slots__ = ("_entry", "_usual", "_variants", "_words", "told")

    def __init__(self, entry: Entry, words: "FactsOfWords") -> None:
        self._entry = entry
        self._words = words
        self._variants: tuple[tuple[int, int], ...] | None = None
        self._usual: bool | None = None
        self.told = Lazily(lambda place: words.told(entry, place))
        """For each text, how much its first characters tell of its matter: none of
        them, one, two and so on."""

    @property
    def variants(self) -> tuple[tuple[int, int], ...]:
        """Return where the name has words of a variant: 注销, 补办."""
        if self._variants is None:
            self._variants = self._words.variants(self._entry.texts[0])
        return self._variants

    @property
    def usual(self) -> bool:
        """Say whether the name has a word of the ordinary business."""
        if self._usual is None:
            self._usual = self._words.is_usual(self._entry.texts[0])
        return self._usual


class FactsOfWords:
    """Know which words of texts weigh little."""

    def __init__(self, words: EverydayWords) -> None:
        self._light = _pattern((*words.ordinary, *words.verbs, *words.fillers))
        self._variant = _pattern(_variants(words))
        self._usual = _pattern(words.usual)

    def of(self, entry: Entry) -> Facts:
        """Return what is known of an entry."""
        return Facts(entry, self)

    def variants(self, name: str) -> tuple[tuple[int, int], ...]:
        """Return where a name has words of a variant."""
        return tuple([found.span() for found in self._variant.finditer(name)])

    def is_usual(self, name: str) -> bool:
        """Say whether a name has a word of the ordinary business."""
        return self._usual.search(name) is not None

    def told(self, entry: Entry, place: int) -> tuple[int, ...]:
        """Return how much the first characters of a text tell, ever more of them."""
        text = entry.texts[place]
        weights = bytearray([_PLAIN]) * len(text)
        for remark in () if place else entry.remarks:
            at = text.rfind(remark)
            if at > 0:
                weights[at : at + len(remark)] = bytes([_REMARK]) * len(remark)
        for found in self._light.finditer(text):
            start, end = found.span()
            weights[start:end] = bytes([_ORDINARY]) * (end - start)
        return tuple(accumulate(weights, initial=0))


def _variants(words: EverydayWords) -> tuple[str, ...]:
    usual = set(map(clean, words.usual))
    means = (clean(term) for group in words.actions for term in group.means)
    return tuple(term for term in means if term not in usual)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for the words of two characters or more, the longest first.

    Words that begin alike stand together, so that few are tried at each place.
    """
    rests: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words), key=len, reverse=True):
        if len(word) > 1:
            rests[word[0]].append(re.escape(word[1:]))
    groups = (f"{re.escape(c)}(?:{'|'.join(each)})" for c, each in rests.items())
    return re.compile("|".join(groups) or r"(?!)")
