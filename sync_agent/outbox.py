"""Append records to one writer's chain; what is not on disk is never acknowledged.

While the disk refuses, records are held in memory, up to a bound, and written in
order, with a word that they waited, as soon as it takes them again. A chain that is
destroyed is followed by a new one, which says so. Delivery is the agent's matter.
"""

import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import RLock

from programme.clock import Clock
from programme.records import HeldInMemory, Record
from sync_agent.chain_rows import insert
from sync_agent.disk import DiskProblem, DiskRefused
from sync_agent.held import MOST_HELD, HeldRecords
from sync_agent.layout import Layout
from sync_agent.mending import StructureSpoiled
from sync_agent.outbox_file import (
    Files,
    OutboxDestroyed,
    connect,
    files_of,
    path_of,
    refusals_of,
    transaction,
    writers_in,
)
from sync_agent.submission import OutboxOverfull, RecordsHeld, Submission
from sync_agent.succession import Left, heirless, is_condemned, taken_over, took_over
from sync_agent.writers import begun, program_of

__all__ = ["MOST_HELD", "Outbox", "OutboxOverfull", "RecordsHeld", "Submission"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refusing:
    """Be since when, and how, the disk refuses."""

    problem: DiskProblem
    at: datetime
    monotonic_s: float


class Outbox:
    """Be the writing end of one chain, for any number of threads of one program."""

    def __init__(
        self,
        path: Path,
        writer: str,
        clock: Clock,
        *,
        most_held: int = MOST_HELD,
        one_of_many: bool = True,
    ) -> None:
        """Take a chain's place and name.

        Args:
            path: Where it lies.
            writer: What it is called.
            clock: Says when.
            most_held: So many records wait in memory where the disk refuses.
            one_of_many: It follows lost chains of its program, and is followed.
        """
        self.path = path
        self.writer = writer
        self._clock = clock
        self._most_held = most_held
        self._lock = RLock()
        self._held = HeldRecords()
        self._refusing: _Refusing | None = None
        self._connection: sqlite3.Connection | None = None
        self._files: Files | None = None
        self._one_of_many = one_of_many
        self._looked = not one_of_many
        self._lost: list[Left] = []

    @property
    def held(self) -> int:
        """Return how many records are in memory only."""
        return len(self._held)

    def append(self, record: Record, *, client_id: str | None = None) -> int:
        """Store a record and return its number in the chain.

        Raises:
            RecordsHeld: The disk refuses; the record is held in memory.
            OutboxOverfull: The disk refuses, and the memory is full.
        """
        name = client_id or secrets.token_hex(16)
        return self.append_all([Submission(client_id=name, record=record)])[name]

    def append_all(self, submissions: Sequence[Submission]) -> dict[str, int]:
        """Store records in one commit; return each client's id with its number.

        A client's id that is stored already is answered with its first number.

        Raises:
            RecordsHeld: The disk refuses; the records are held in memory.
            OutboxOverfull: The disk refuses, and the memory is full.
        """
        wanted = {s.client_id: s.record for s in submissions}
        with self._lock:
            try:
                self._store_held()
                return self._store(wanted)
            except (DiskRefused, OutboxDestroyed) as error:
                problem = self._hold(wanted, error)
                raise RecordsHeld(held=self.held, problem=problem) from error

    def retry(self) -> None:
        """Write what is held in memory, follow a lost chain; call it now and then.

        Raises:
            RecordsHeld: The disk still refuses.
        """
        if self.held or is_condemned(self.path.parent, self.writer):
            self.append_all([])

    def close(self) -> None:
        """Close the file; what is held in memory is tried once more.

        Raises:
            RecordsHeld: The disk still refuses; what is held is lost with the program.
        """
        with self._lock:
            try:
                self.retry()
            finally:
                self._disconnect()

    def _hold(
        self, wanted: Mapping[str, Record], error: DiskRefused | OutboxDestroyed
    ) -> DiskProblem:
        """Keep records in memory, and return what is the matter with the disk.

        Raises:
            OutboxOverfull: There is no room for all of them; none is kept.
        """
        problem = DiskProblem.FAILING
        if isinstance(error, DiskRefused):
            problem = error.problem
        fresh = self._held.fresh(wanted)
        if self.held + len(fresh) > self._most_held:
            raise OutboxOverfull(held=self.held, refused=len(wanted)) from error
        self._held.add(fresh)
        if self._refusing is None:
            self._refusing = _Refusing(
                problem=problem,
                at=self._clock.now(),
                monotonic_s=self._clock.monotonic(),
            )
        return problem

    def _store_held(self) -> None:
        """Write what is held, in portions, the oldest first and a word before it.

        Raises:
            DiskRefused: The disk still refuses.
        """
        while self.held:
            self._store({**self._word_of_waiting(), **self._held.oldest()})
            self._refusing = None
            self._held.drop_oldest()

    def _word_of_waiting(self) -> dict[str, Record]:
        since = self._refusing
        if since is None:
            return {}
        waited_s = self._clock.monotonic() - since.monotonic_s
        word = HeldInMemory(
            count=self.held,
            problem=since.problem.value,
            since_at=since.at,
            at=self._clock.now(),
            waited_ms=max(0, round(waited_s * 1000)),
        )
        # Of an attempt that failed nobody knows whether it came through.
        return {f"held-{next(iter(self._held.oldest()))}"[:64]: word}

    def _store(self, wanted: Mapping[str, Record]) -> dict[str, int]:
        """Write records; a full disk costs the reserve, a destroyed file its name.

        Raises:
            DiskRefused: The disk refused all the same.
            OutboxDestroyed: The new file is destroyed as well.
        """
        try:
            self._look_for_the_lost()
            return self._write(wanted)
        except OutboxDestroyed:
            self._leave_behind()
        except DiskRefused as error:
            if error.problem is not DiskProblem.FULL or not self._give_up_reserve():
                raise
        self._look_for_the_lost()
        return self._write(wanted)

    def _write(self, wanted: Mapping[str, Record]) -> dict[str, int]:
        """Write records in one commit.

        Raises:
            OutboxDestroyed: The file is no outbox any more.
            DiskRefused: The disk refused. Whether the commit came through is not
                known then: the next attempt reads the file anew (F9).
        """
        try:
            connection = self._connected()
            with refusals_of(self.path), transaction(connection):
                numbers = insert(connection, wanted, at=self._clock.now())
            self._files = files_of(self.path)
        except StructureSpoiled as error:
            self._disconnect()
            raise OutboxDestroyed(self.path.name) from error
        except (OutboxDestroyed, DiskRefused):
            self._disconnect()
            raise
        return numbers

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            fresh = not self.path.exists()
            if fresh and self._one_of_many:
                begun(self.path.parent, self.writer)
            self._connection = connect(self.path, create=fresh)
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = self._files = None

    def _look_for_the_lost(self) -> None:
        """Follow this chain where it is lost, and those before it that nobody followed.

        Raises:
            DiskRefused: The disk refused.
            OutboxDestroyed: The new file is destroyed as well.
        """
        root = self.path.parent
        moved = self._files is not None and self._files != files_of(self.path)
        if moved or is_condemned(root, self.writer):
            self._leave_behind()
        if not self._looked:
            self._lost += [Left.of(root, lost) for lost in heirless(root, self.writer)]
            self._looked = True
        while self._lost:
            left = self._lost[0]
            for portion in taken_over(left, at=self._clock.now()):
                self._write(portion)
            took_over(left)
            del self._lost[0]

    def _leave_behind(self) -> None:
        """Take another name; what the destroyed file still says comes first there."""
        root = self.path.parent
        self._lost.append(Left.of(root, self.writer, self._connection))
        self._disconnect()
        self.writer = new_writer(program_of(self.writer))
        self.path = path_of(root, self.writer)

    def _give_up_reserve(self) -> bool:
        """Free the space that is kept for records, and say whether there was any."""
        reserve = Layout(self.path.parent).reserve
        try:
            reserve.unlink()
        except OSError:
            return False
        return True


def new_writer(program: str) -> str:
    """Return a name for a new chain; no chain of this device ever had it."""
    return f"{program}-{secrets.token_hex(4)}"


def open_outbox(root: Path, program: str, clock: Clock) -> Outbox:
    """Return a program's outbox in a device's folder: its newest chain, or a new one.

    Nothing is written before the first record.
    """
    own = [w for w in writers_in(root) if program_of(w) == program]
    writer = own[-1] if own else new_writer(program)
    return Outbox(path_of(root, writer), writer, clock)
