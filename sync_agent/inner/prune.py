"""Remove files that nothing adopted names, after a while; fetch and adopt nothing.

Where everything kept takes more room than it may, the oldest of them go at once. What
an open or a coming window needs is named by the adopted set, and stays whatever it
takes: a budget is for what was, never for what is owed.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from programme.clock import Clock
from sync_agent.disk import refusals_of
from sync_agent.inner.needs import assets_of, documents_of
from sync_agent.layout import Layout
from sync_agent.store import Held

_log = logging.getLogger(__name__)


class Pruner:
    """Count for how long each file has been needed no more."""

    def __init__(
        self, layout: Layout, *, grace_s: float, clock: Clock, most_bytes: int = 0
    ) -> None:
        """Take how much may stay, and for how long.

        Args:
            layout: Where the files lie.
            grace_s: Seconds for which a file that is needed no more still stays.
            clock: Counts them.
            most_bytes: What all files together may take before those that are needed
                no more go at once; 0: they always have their time.
        """
        self._at = layout
        self._grace_s = grace_s
        self._clock = clock
        self._most_bytes = most_bytes
        self._since: dict[Path, float] = {}

    def prune(self, held: Held, *, at_once: bool = False) -> int:
        """Remove what has been needed no more for long enough; return how many files.

        What the adopted set names is never removed, nor anything while a part of it
        cannot be read: then nobody knows what it names.

        Raises:
            DiskRefused: The disk refused.
        """
        if held.damaged:
            return 0
        now = self._clock.monotonic()
        unneeded = set(self._unneeded(held))
        self._since = {p: self._since.get(p, now) for p in unneeded}
        grace_s = 0.0 if at_once else self._grace_s
        due = [path for path, since in self._since.items() if now - since >= grace_s]
        waiting = sorted(unneeded.difference(due), key=lambda p: (self._since[p], p))
        due += self._too_much(waiting, without=due)
        for path in due:
            with refusals_of(path):
                path.unlink(missing_ok=True)
            del self._since[path]
        if due:
            _log.info("removed %d files that are needed no more", len(due))
        return len(due)

    def _too_much(self, waiting: Sequence[Path], *, without: list[Path]) -> list[Path]:
        """Return of the files that still wait the oldest, as far as room is wanting.

        Raises:
            DiskRefused: The disk refused.
        """
        if not self._most_bytes or not waiting:
            return []
        over = _length(self._kept()) - _length(without) - self._most_bytes
        chosen: list[Path] = []
        for path in waiting:
            if over <= 0:
                break
            over -= _length([path])
            chosen.append(path)
        return chosen

    def _kept(self) -> Iterator[Path]:
        assets = self._at.assets
        yield from (assets.path_of(name) for name in assets.names())
        with refusals_of(self._at.documents):
            yield from self._at.documents.glob("*.json")
        with refusals_of(self._at.incoming):
            yield from self._at.incoming.glob("*.part")
            yield from self._at.incoming.glob("*.target")

    def _unneeded(self, held: Held) -> Iterator[Path]:
        assets, needed = self._at.assets, assets_of(held)
        named = {assets.path_of(name) for name in needed}
        named |= {self._at.document(name) for name in documents_of(held.adopted)}
        yield from (path for path in self._kept() if path not in named)


def _length(paths: Iterable[Path]) -> int:
    """Return what files take together; one that is gone takes nothing.

    Raises:
        DiskRefused: The disk refused.
    """
    length = 0
    for path in paths:
        with refusals_of(path):
            try:
                length += path.stat().st_size
            except FileNotFoundError:
                continue
    return length
