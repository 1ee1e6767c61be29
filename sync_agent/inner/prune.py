"""Remove files that nothing adopted names, after a while; fetch and adopt nothing."""

import logging
from collections.abc import Iterator
from pathlib import Path

from programme.clock import Clock
from sync_agent.disk import refusals_of
from sync_agent.inner.needs import assets_of, documents_of
from sync_agent.layout import Layout
from sync_agent.store import Held

_log = logging.getLogger(__name__)


class Pruner:
    """Count for how long each file has been needed no more."""

    def __init__(self, layout: Layout, *, grace_s: float, clock: Clock) -> None:
        self._at = layout
        self._grace_s = grace_s
        self._clock = clock
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
        for path in due:
            with refusals_of(path):
                path.unlink(missing_ok=True)
            del self._since[path]
        if due:
            _log.info("removed %d files that are needed no more", len(due))
        return len(due)

    def _unneeded(self, held: Held) -> Iterator[Path]:
        assets, needed = self._at.assets, assets_of(held)
        yield from (assets.path_of(n) for n in assets.names() if n not in needed)
        kept = {self._at.document(name) for name in documents_of(held.adopted)}
        with refusals_of(self._at.documents):
            yield from (p for p in self._at.documents.glob("*.json") if p not in kept)
        with refusals_of(self._at.incoming):
            yield from self._at.incoming.glob("*.part")
            yield from self._at.incoming.glob("*.target")
