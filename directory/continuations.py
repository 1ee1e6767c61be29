"""Tell which letters may come next, for the on-screen pad; it answers nothing.

A letter fades only if it continues neither full pinyin nor initials (LOOK 4).
"""

import re

from directory.beginnings import SHORT
from directory.corpus import Corpus
from directory.gathered import NEWLINE


class Continuations:
    """Know how every text may be spelt."""

    def __init__(self, corpus: Corpus) -> None:
        lines = {" ".join(said.syllables) for said in corpus.spoken.values()}
        lines.update(*corpus.gathered.spelt)
        self._spelt = NEWLINE.join(f" {line}" for line in lines)
        self._initials = tuple(corpus.initials)
        self._short = corpus.begun

    def after(self, prefix: str) -> frozenset[str]:
        """Return the letters that may follow letters typed so far."""
        if len(prefix) <= SHORT:
            return frozenset(self._short.get(prefix, ""))
        spelt = re.compile(" " + " ?".join(map(re.escape, prefix)) + " ?([a-z0-9])")
        begun = re.compile(re.escape(prefix) + "([a-z0-9])")
        return frozenset(spelt.findall(self._spelt)).union(
            *map(begun.findall, self._initials)
        )
