"""Read everything that is kept again, slowly and for ever; repair nothing itself.

Who repairs is told of a damaged file and fetches it anew; the others go on showing
meanwhile. It writes nothing, so it wears nothing; a rate bounds what it reads.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Lock

from programme.canonical import sha256_hex
from sync_agent.combing import damaged_numbers
from sync_agent.disk import DiskRefused
from sync_agent.inner.needs import assets_of, documents_of
from sync_agent.layout import Layout
from sync_agent.outbox_file import OutboxDestroyed, path_of, writers_in
from sync_agent.store import Held, Store, StoreDamaged

_MB = 1_000_000
_A_MINUTE_S = 60.0
_LEAST_PAUSE_S = 0.05
"""Small files follow one another no faster, whatever the rate allows."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrubbed:
    """Be what the slow look has come to since the agent started."""

    rounds: int = 0
    """Whole rounds, of every file and every record."""
    read_bytes: int = 0
    damaged_files: int = 0
    damaged_records: int = 0
    """In the last round; those not delivered yet become signed gap records."""


class Scrub:
    """Be the thread that looks; any other may ask what came of it."""

    def __init__(
        self,
        layout: Layout,
        *,
        store: Store,
        mb_per_minute: float,
        on_damage: Callable[[str], None],
    ) -> None:
        self._at = layout
        self._store = store
        self._bytes_per_s = mb_per_minute * _MB / _A_MINUTE_S
        self._on_damage = on_damage
        self._lock = Lock()
        self._seen = Scrubbed()
        self._left: list[str] | None = None
        """Names of this round that are not read yet, the next one last."""

    @property
    def seen(self) -> Scrubbed:
        """Return what came of it so far."""
        with self._lock:
            return self._seen

    def run(self, stopping: Event) -> None:
        """Work until told to stop; at a rate of 0 there is nothing to do."""
        while self._bytes_per_s and not stopping.is_set():
            try:
                pause = self.step()
            except (DiskRefused, StoreDamaged) as error:
                _log.info("scrub: %s", error)
                pause = _A_MINUTE_S
            except Exception:  # noqa: BLE001 - the top of a job
                _log.exception("scrub")
                pause = _A_MINUTE_S
            stopping.wait(pause)

    def step(self) -> float:
        """Look at one file, or after the last one at all records; return the pause.

        Raises:
            StoreDamaged: What is adopted cannot be read; its repair goes on already.
            DiskRefused: The disk refused.
        """
        if self._left is None:
            held = self._store.load()
            self._left = [] if held is None else sorted(_names_of(held), reverse=True)
        if not self._left:
            return self._end_round()
        length = self._look_at(self._left.pop())
        self._count(read_bytes=length)
        return max(length / self._bytes_per_s, _LEAST_PAUSE_S)

    def _look_at(self, name: str) -> int:
        """Read one file and tell of it where it is damaged; return its length.

        Raises:
            StoreDamaged: What is adopted cannot be read.
        """
        path = self._at.document(name)
        if not path.exists():
            path = self._at.assets.path_of(name)
        try:
            data = path.read_bytes()
        except OSError:
            data = b""
        if sha256_hex(data) != name and self._is_needed(name):
            _log.warning("scrub: file %s is missing or damaged", name)
            self._count(damaged_files=1)
            self._on_damage(name)
        return len(data)

    def _is_needed(self, name: str) -> bool:
        """Say whether a file is still named: another set may have been adopted."""
        held = self._store.load()
        return held is not None and name in _names_of(held)

    def _end_round(self) -> float:
        """Look at every record, and begin anew.

        Raises:
            DiskRefused: The disk refused.
        """
        self._left = None
        root, writers = self._at.root, writers_in(self._at.root)
        damaged = sum(self._damaged_in(writer) for writer in writers)
        length = sum(_length_of(path_of(root, writer)) for writer in writers)
        self._count(read_bytes=length)
        with self._lock:
            self._seen = replace(
                self._seen, rounds=self._seen.rounds + 1, damaged_records=damaged
            )
        return max(length / self._bytes_per_s, _A_MINUTE_S)

    def _damaged_in(self, writer: str) -> int:
        path = path_of(self._at.root, writer)
        try:
            found = list(damaged_numbers(path))
        except OutboxDestroyed as error:
            # Its writer notices, saves what is readable and declares the gap.
            _log.warning("scrub: %s", error)
            return 0
        if found:
            _log.warning("scrub: %s has damaged records, first %d", writer, found[0])
        return len(found)

    def _count(self, *, read_bytes: int = 0, damaged_files: int = 0) -> None:
        with self._lock:
            self._seen = replace(
                self._seen,
                read_bytes=self._seen.read_bytes + read_bytes,
                damaged_files=self._seen.damaged_files + damaged_files,
            )


def _length_of(path: Path) -> int:
    """Return how long a file is; nothing where it is gone."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _names_of(held: Held) -> frozenset[str]:
    return frozenset((*assets_of(held), *documents_of(held.adopted)))
