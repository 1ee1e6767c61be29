"""Know how much each character of an entry's texts tells of its matter.

What tells little is a matter of the lexicon: 办理, 核发. It ranks nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from directory.lazily import Lazily
from directory.texts import Entry, clean
from directory.words import EverydayWords

_PLAIN, _REMARK, _ORDINARY = 10, 4, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Be what the lexicon makes of one entry's texts."""

    weights: Lazily[bytes]
    """For each text, how much each of its characters tells of its matter."""
    variants: tuple[tuple[int, int], ...]
    """Where the name has words of a variant: 注销, 补办."""
    usual: bool
    """The name has a word of the ordinary business."""


class FactsOfWords:
    """Know which words of texts weigh little."""

    def __init__(self, words: EverydayWords) -> None:
        self._light = _pattern((*words.ordinary, *words.verbs, *words.fillers))
        self._variant = _pattern(_variants(words))
        self._usual = _pattern(words.usual)

    def of(self, entry: Entry) -> Facts:
        """Return what is known of an entry."""
        name = entry.texts[0]
        return Facts(
            weights=Lazily(lambda place: self._weights(entry, place)),
            variants=tuple(found.span() for found in self._variant.finditer(name)),
            usual=self._usual.search(name) is not None,
        )

    def _weights(self, entry: Entry, place: int) -> bytes:
        text = entry.texts[place]
        weights = bytearray([_PLAIN]) * len(text)
        for remark in () if place else entry.remarks:
            at = text.rfind(remark)
            if at > 0:
                weights[at : at + len(remark)] = bytes([_REMARK]) * len(remark)
        for found in self._light.finditer(text):
            start, end = found.span()
            weights[start:end] = bytes([_ORDINARY]) * (end - start)
        return bytes(weights)


def _variants(words: EverydayWords) -> tuple[str, ...]:
    usual = set(map(clean, words.usual))
    means = (clean(term) for group in words.actions for term in group.means)
    return tuple(term for term in means if term not in usual)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for the words of two characters or more, longest first."""
    long = sorted((word for word in words if len(word) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, long)) or r"(?!)")
