"""Append records to one writer's chain; what is not on disk is never acknowledged.

While the disk refuses, records are held in memory, up to a bound, and written in
order as soon as it takes them again. Delivery is the agent's matter.
"""

import secrets
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

from programme.canonical import sha256_hex
from programme.chain import GENESIS, link
from programme.clock import Clock
from programme.records import GapRecord, Record
from sync_agent.disk import DiskProblem, DiskRefused
from sync_agent.layout import Layout
from sync_agent.outbox_file import (
    OutboxDestroyed,
    connect,
    path_of,
    refusals_of,
    transaction,
    writers_in,
)
from sync_agent.salvage import readable_records

MOST_HELD = 100_000
"""Records that are held in memory while the disk refuses (F8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """Be a record with the name that its maker gave it, so that it is stored once."""

    client_id: str
    record: Record


class RecordsHeld(Exception):
    """Say that records are in memory only: they are not stored, but not lost yet."""

    code = "records_held"

    def __init__(self, *, held: int, problem: DiskProblem) -> None:
        self.held = held
        self.problem = problem
        super().__init__(f"磁盘暂时写不进，有 {held} 条记录先放在内存里，会自动补写。")


class OutboxOverfull(Exception):
    """Say that the memory is full too; the record is refused, its maker keeps it."""

    code = "outbox_overfull"

    def __init__(self, *, held: int, refused: int) -> None:
        self.held = held
        self.refused = refused
        super().__init__(
            f"磁盘写不进，内存里已有 {held} 条记录，另外 {refused} 条没有收下。"
            "请尽快检查磁盘。"
        )


class Outbox:
    """Be the writing end of one chain, for any number of threads of one program."""

    def __init__(
        self, path: Path, writer: str, clock: Clock, *, most_held: int = MOST_HELD
    ) -> None:
        self.path = path
        self.writer = writer
        self._clock = clock
        self._most_held = most_held
        self._lock = RLock()
        self._held: dict[str, Record] = {}
        self._connection: sqlite3.Connection | None = None

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
        with self._lock:
            wanted = self._held | {s.client_id: s.record for s in submissions}
            try:
                numbers = self._store(wanted)
            except DiskRefused as error:
                self._hold(submissions, error)
                raise RecordsHeld(held=self.held, problem=error.problem) from error
            self._held = {}
            return {s.client_id: numbers[s.client_id] for s in submissions}

    def retry(self) -> None:
        """Write what is held in memory; call it now and then.

        Raises:
            RecordsHeld: The disk still refuses.
        """
        if self._held:
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

    def _hold(self, submissions: Sequence[Submission], error: DiskRefused) -> None:
        """Keep records in memory.

        Raises:
            OutboxOverfull: There is no room for all of them; none is kept.
        """
        fresh = {s.client_id: s.record for s in submissions}
        total = len(self._held | fresh)
        if total > self._most_held:
            raise OutboxOverfull(held=self.held, refused=len(fresh)) from error
        self._held |= fresh

    def _store(self, wanted: dict[str, Record]) -> dict[str, int]:
        """Write records; a full disk costs the reserve, a destroyed file its name.

        Raises:
            DiskRefused: The disk refused all the same.
        """
        try:
            return self._write(wanted)
        except OutboxDestroyed:
            self._start_anew()
        except DiskRefused as error:
            if error.problem is not DiskProblem.FULL or not self._give_up_reserve():
                raise
        return self._write(wanted)

    def _write(self, wanted: dict[str, Record]) -> dict[str, int]:
        """Write records in one commit.

        Raises:
            OutboxDestroyed: The file is no outbox any more.
            DiskRefused: The disk refused. Whether the commit came through is not
                known then: the next attempt reads the file anew (F9).
        """
        try:
            connection = self._connected()
            with refusals_of(self.path), transaction(connection):
                return _insert(connection, wanted)
        except (OutboxDestroyed, DiskRefused):
            self._disconnect()
            raise

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            fresh = not self.path.exists()
            self._connection = connect(self.path, create=fresh)
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _start_anew(self) -> None:
        """Leave a destroyed file behind; what it still says begins the new chain.

        Raises:
            DiskRefused: The disk refused.
        """
        old = self.path
        saved = readable_records(old)
        program = self.writer.rpartition("-")[0] or self.writer
        self.writer = new_writer(program)
        self.path = path_of(old.parent, self.writer)
        gap = GapRecord(
            first_lost=max(saved.first_lost, 1),
            last_lost=0,
            reason="rebuilt",
            at=self._clock.now(),
        )
        self._write({secrets.token_hex(16): gap} | saved.records)
        with suppress(OSError):
            old.replace(old.with_suffix(".damaged"))

    def _give_up_reserve(self) -> bool:
        """Free the space that is kept for records, and say whether there was any."""
        reserve = Layout(self.path.parent).reserve
        try:
            reserve.unlink()
        except OSError:
            return False
        return True


def _insert(
    connection: sqlite3.Connection, wanted: dict[str, Record]
) -> dict[str, int]:
    number, previous = _head(connection)
    numbers: dict[str, int] = {}
    for client, record in wanted.items():
        known = connection.execute(
            "SELECT number FROM records WHERE client = ?", (client,)
        ).fetchone()
        if known is not None:
            numbers[client] = known[0]
            continue
        number += 1
        body = link(record, number=number, previous=previous).canonical()
        previous = sha256_hex(body)
        connection.execute(
            "INSERT INTO records (number, client, body, digest) VALUES (?, ?, ?, ?)",
            (number, client, body, previous),
        )
        numbers[client] = number
    return numbers


def _head(connection: sqlite3.Connection) -> tuple[int, str]:
    row = connection.execute(
        "SELECT number, digest FROM records ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return (0, GENESIS) if row is None else (row[0], row[1])


def new_writer(program: str) -> str:
    """Return a name for a new chain; no chain of this device ever had it."""
    return f"{program}-{secrets.token_hex(4)}"


def open_outbox(root: Path, program: str, clock: Clock) -> Outbox:
    """Return a program's outbox in a device's folder: its newest chain, or a new one.

    Nothing is written before the first record.
    """
    own = [w for w in writers_in(root) if w.rpartition("-")[0] == program]
    writer = own[-1] if own else new_writer(program)
    return Outbox(path_of(root, writer), writer, clock)
