"""Collect what a page says aloud, sentence by sentence, as the page is written.

The sound is made elsewhere; here sentences get the numbers that mark them.
"""

import re
import secrets
from collections import OrderedDict
from itertools import zip_longest

from markupsafe import Markup, escape

from media.speech.sentences import split

_MOST_PAGES = 16
_FIGURE_AND_UNIT = re.compile(
    r"(?<=[0-9]) (?=[\u4e00-\u9fff])|(?<=\u6708) (?=[0-9]{1,2} ?\u65e5)"
)
_NUMBER_IN_PARTS = re.compile(r"([0-9]+(?:-[0-9]+)+)")
_SPAN = re.compile(r"(?<=[0-9])—(?=[0-9])")


def kept_together(text: str) -> str:
    """Return a text in which no line ends inside a span, a day or before a unit."""
    return _SPAN.sub("\u2060—\u2060", _FIGURE_AND_UNIT.sub("\u00a0", text))


def whole_numbers(text: str) -> Markup:
    """Return a text in which no line ends inside a telephone number."""
    parts = _NUMBER_IN_PARTS.split(kept_together(text))
    numbers = map(Markup('<span class="whole">{}</span>').format, parts[1::2])
    others = map(escape, parts[::2])
    pairs = zip_longest(others, numbers, fillvalue=Markup(""))
    return Markup("").join(part for pair in pairs for part in pair)


class Script:
    """Be the sentences of one page in the order in which the page is read."""

    def __init__(self) -> None:
        self.token = secrets.token_hex(8)
        self._sentences: list[str] = []

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return the sentences so far."""
        return tuple(self._sentences)

    def numbers(self, text: str) -> str:
        """Add a text that is marked as a whole; return its numbers, spaced."""
        first = len(self._sentences)
        self._sentences += [one.text for one in split([text])]
        return " ".join(map(str, range(first, len(self._sentences))))

    def marked(self, text: str) -> Markup:
        """Add a text; return it with each sentence in an element of its own."""
        parts = []
        done = 0
        for one in split([text]):
            parts.append(whole_numbers(text[done : one.start]))
            parts.append(
                Markup('<span data-s="{}">{}</span>').format(
                    len(self._sentences), whole_numbers(text[one.start : one.end])
                )
            )
            self._sentences.append(one.text)
            done = one.end
        parts.append(whole_numbers(text[done:]))
        return Markup("").join(parts)


class Scripts:
    """Keep the sentences of the last pages, so that their sound can be asked for."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[str, ...]] = OrderedDict()

    def keep(self, script: Script) -> None:
        """Remember a page that was written to its end."""
        self._kept[script.token] = script.sentences
        while len(self._kept) > _MOST_PAGES:
            self._kept.popitem(last=False)

    def of(self, token: str) -> tuple[str, ...]:
        """Return the sentences of a page; none where it is forgotten."""
        return self._kept.get(token, ())

    def forget(self) -> None:
        """Forget every page, as when the next resident comes."""
        self._kept.clear()
