"""Know which letters may follow the first two typed; after more it is searched.

A run is what three syllables, or three initials, of a text begin with.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

SHORT = 2
"""Prefixes up to this length are looked up, longer ones are searched."""


class Runs:
    """Collect the runs of texts, each kind once."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, ...]] = set()

    def add(self, syllables: Sequence[str], initials: str) -> None:
        """Learn how one text is spelt and abbreviated."""
        for parts in (syllables, initials):
            self._seen.update(zip(parts, parts[1:], parts[2:], strict=False))
            self._seen.add(tuple(parts[-2:]))
            self._seen.add(tuple(parts[-1:]))

    def begun(self) -> dict[str, str]:
        """Return the letters that may follow each short prefix, in order."""
        return begun({"".join(parts)[: SHORT + 1] for parts in self._seen})


def begun(runs: Iterable[str]) -> dict[str, str]:
    """Return the letters that may follow each beginning of some runs."""
    found: dict[str, set[str]] = defaultdict(set)
    for run in runs:
        for size in range(min(len(run), SHORT + 1)):
            if run[size].isascii():
                found[run[:size]].add(run[size])
    return {prefix: "".join(sorted(letters)) for prefix, letters in found.items()}


def either(one: dict[str, str], other: dict[str, str]) -> dict[str, str]:
    """Return what may follow by either of two."""
    return {
        prefix: "".join(sorted({*one.get(prefix, ""), *other.get(prefix, "")}))
        for prefix in {**one, **other}
    }
