"""Find files of the adopted set that the disk has spoiled, and remove them.

What is removed is fetched again by the next sync; until then it is not shown.
"""

import logging
from collections.abc import Iterable
from pathlib import Path

from programme.canonical import sha256_hex
from sync_agent.disk import (
    DiskRefused,
    is_starved,
    problem_of,
    refusals_of,
    sweep_leavings,
)
from sync_agent.inner.needs import assets_of, documents_of
from sync_agent.layout import Layout
from sync_agent.store import Store, StoreDamaged

_log = logging.getLogger(__name__)


class Repair:
    """Look after the files of one device."""

    def __init__(self, layout: Layout, store: Store) -> None:
        self._at = layout
        self._store = store

    def look_at_all(self) -> tuple[str, ...]:
        """Read every file that is needed; return the names of those removed.

        Raises:
            DiskRefused: The disk refused.
        """
        # What these two left was swept when the program was started.
        busy = (self._at.state.name, self._at.clock.name)
        for folder in (self._at.root, self._at.documents):
            sweep_leavings(folder, busy=busy)
        with refusals_of(self._at.metadata):
            # The TUF client's temporaries, where it was killed.
            for leaving in self._at.metadata.glob("tmp*"):
                leaving.unlink(missing_ok=True)
        spoiled = self._spoiled_documents()
        try:
            held = self._store.load()
        except StoreDamaged:
            return (*spoiled, *self._spoiled_assets(self._at.assets.names()))
        if held is None:
            return spoiled
        # Shards and manifests that could not be read name files nobody can check.
        everything = held.damaged and tuple(self._at.assets.names())
        return (
            *spoiled,
            *self._spoiled_assets(everything or sorted(assets_of(held))),
        )

    def look_at(self, names: Iterable[str]) -> tuple[str, ...]:
        """Read some files; return the names of those that were removed or missing.

        Raises:
            DiskRefused: The disk refused.
        """
        wanted = tuple(names)
        with refusals_of(self._at.documents):
            documents = {path.stem for path in self._at.documents.glob("*.json")}
        return (
            *self._spoiled_assets(name for name in wanted if name not in documents),
            *self._spoiled_documents(),
        )

    def _spoiled_assets(self, names: Iterable[str]) -> tuple[str, ...]:
        spoiled = tuple(name for name in names if self._at.assets.damaged(name))
        for name in spoiled:
            _log.warning("file %s is missing or damaged", name)
            self._at.assets.discard(name)
        return spoiled

    def _spoiled_documents(self) -> tuple[str, ...]:
        try:
            adopted = self._store.adopted()
        except StoreDamaged:
            return ("",)
        spoiled = []
        for name in () if adopted is None else sorted(documents_of(adopted)):
            path = self._at.document(name)
            if _is_damaged(path, name):
                _log.warning("document %s is missing or damaged", name)
                spoiled.append(name)
                with refusals_of(path):
                    path.unlink(missing_ok=True)
        return tuple(spoiled)


def _is_damaged(path: Path, sha256: str) -> bool:
    """Say whether a document is missing, unreadable or another one.

    Raises:
        DiskRefused: It cannot be looked at now; that says nothing of it.
    """
    try:
        return sha256_hex(path.read_bytes()) != sha256
    except OSError as error:
        if is_starved(error):
            raise DiskRefused(path.name, problem_of(error)) from error
        return True
