"""Tell which letters may come next, for the on-screen pad; it answers nothing.

A letter fades only if it continues neither full pinyin nor initials (LOOK 4).
"""

import re
from collections import defaultdict

from directory.corpus import NEWLINE, Corpus

_SHORT = 2
"""Prefixes up to this length are looked up, longer ones are searched."""


class Continuations:
    """Know how every text may be spelt."""

    def __init__(self, corpus: Corpus) -> None:
        lines = {" ".join(said.syllables) for _, said in corpus.sounds()}
        self._spelt = NEWLINE.join(f" {line}" for line in sorted(lines))
        self._initials = corpus.initials
        self._short: dict[str, set[str]] = defaultdict(set)
        self._learn(corpus)

    def after(self, prefix: str) -> frozenset[str]:
        """Return the letters that may follow letters typed so far."""
        if len(prefix) <= _SHORT:
            return frozenset(self._short.get(prefix, ()))
        spelt = re.compile(" " + " ?".join(map(re.escape, prefix)) + " ?([a-z0-9])")
        begun = re.compile(re.escape(prefix) + "([a-z0-9])")
        return frozenset(spelt.findall(self._spelt)) | frozenset(
            begun.findall(self._initials)
        )

    def _learn(self, corpus: Corpus) -> None:
        runs: set[str] = set()
        for _, said in corpus.sounds():
            letters, syllables = said.initials, said.syllables
            for at in range(len(syllables)):
                runs.add("".join(syllables[at : at + 3])[: _SHORT + 1])
                runs.add(letters[at : at + _SHORT + 1])
        for run in runs:
            for size in range(min(len(run), _SHORT + 1)):
                if run[size].isascii():
                    self._short[run[:size]].add(run[size])
