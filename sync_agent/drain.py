"""Read a chain for delivery, mend it, and forget what was delivered; append nothing.

It is the agent's end of an outbox: another program may be appending meanwhile.
"""

import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from programme.chain import GENESIS, ChainBroken, check_links
from programme.clock import Clock
from programme.records import ChainedRecord
from sync_agent.bridging import bridge_over
from sync_agent.mending import Row, chained_of, mend, rows_of
from sync_agent.outbox_file import (
    connect,
    delivered_mark,
    forget_acknowledged,
    note_acknowledged,
    path_of,
    refusals_of,
    set_delivered_mark,
    transaction,
)

_AFTER = (
    "SELECT number, body, digest FROM records WHERE number > ? ORDER BY number LIMIT ?"
)
_MOVE = "UPDATE records SET number = ?, body = ?, digest = ? WHERE number = ?"
_ALL = 2**62
_log = logging.getLogger(__name__)


class Drain:
    """Be the reading end of one writer's chain; use it in a `with` block."""

    def __init__(self, root: Path, writer: str, clock: Clock) -> None:
        self.writer = writer
        self._path = path_of(root, writer)
        self._clock = clock
        self._connection = connect(self._path, create=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def undelivered(self, *, most: int, most_bytes: int) -> tuple[ChainedRecord, ...]:
        """Return the next records of the chain, checked, mended where need be.

        Raises:
            OutboxDestroyed: SQLite cannot read the file.
            DiskRefused: The disk refused.
        """
        with refusals_of(self._path):
            number, digest = self._anchor()
            chained = self._checked_after(number, digest, most)
        return _within(chained, most_bytes)

    def all_undelivered(
        self, *, most: int, most_bytes: int
    ) -> Iterator[tuple[ChainedRecord, ...]]:
        """Yield all that the centre has not got, run after run; mark none of it.

        Raises:
            OutboxDestroyed: SQLite cannot read the file.
            DiskRefused: The disk refused.
        """
        with refusals_of(self._path):
            number, digest = self._anchor()
        while True:
            with refusals_of(self._path):
                chained = self._checked_after(number, digest, most)
            run = _within(chained, most_bytes)
            if not run:
                return
            yield run
            number, digest = run[-1].number, run[-1].digest()

    def delivered_to(self) -> int:
        """Return the number of the last record that the centre has; 0: none.

        Raises:
            OutboxDestroyed: SQLite cannot read the file.
            DiskRefused: The disk refused.
        """
        with refusals_of(self._path):
            mark = delivered_mark(self._connection)
        return 0 if mark is None else mark[0]

    def count(self) -> int:
        """Return how many records the centre has not got yet.

        Raises:
            OutboxDestroyed: SQLite cannot read the file.
            DiskRefused: The disk refused.
        """
        with refusals_of(self._path):
            number, _ = self._anchor()
            found = self._connection.execute(
                "SELECT count(*) FROM records WHERE number > ?", (number,)
            ).fetchone()
        return int(found[0])

    def all_delivered(self) -> bool:
        """Say whether the centre has the chain to its end, and has any of it.

        Raises:
            OutboxDestroyed: SQLite cannot read the file.
            DiskRefused: The disk refused.
        """
        with refusals_of(self._path):
            begun = delivered_mark(self._connection) is not None
        return begun and self.count() == 0

    def delivered(
        self, records: tuple[ChainedRecord, ...], *, keep: int, keep_days: int = 0
    ) -> None:
        """Remember that the centre has records; forget those that are old enough.

        So many stay, and all that it has had for fewer days: a centre that is restored
        from a backup asks for them again. The last one delivered always stays: the
        chain goes on from it.

        Raises:
            OutboxDestroyed: SQLite cannot read the file.
            DiskRefused: The disk refused.
        """
        last = records[-1]
        with refusals_of(self._path), transaction(self._connection):
            set_delivered_mark(self._connection, last.number, last.digest())
            today = self._clock.now().date()
            old = note_acknowledged(
                self._connection, last.number, today, keep_days=keep_days
            )
            self._connection.execute(
                "DELETE FROM records WHERE number < ? AND number <= ?",
                (last.number - keep, old),
            )

    def go_back(self, number: int) -> bool:
        """Deliver again from a number; False where that record is not here any more.

        Raises:
            OutboxDestroyed: SQLite cannot read the file.
            DiskRefused: The disk refused.
        """
        with refusals_of(self._path), transaction(self._connection):
            rows = self._rows_after(number - 1, 1)
            first = chained_of(rows[0]) if rows else None
            if first is None or first.number != number:
                return False
            set_delivered_mark(self._connection, number - 1, first.previous)
        return True

    def bridge(self, number: int, digest: str) -> int:
        """Go on from where the centre has the chain, over what nobody has any more.

        A gap record says which numbers are lost; all that is still here follows it,
        numbered and linked anew in one commit, and is delivered again. Returns how many
        numbers are lost; 0 where there is nothing to bridge.

        Args:
            number: The last number that the centre has.
            digest: The digest of that link.

        Raises:
            OutboxDestroyed: SQLite cannot read the file.
            DiskRefused: The disk refused.
        """
        with refusals_of(self._path), transaction(self._connection):
            bridge = bridge_over(
                self._rows_after(number, _ALL),
                after_number=number,
                after_digest=digest,
                at=self._clock.now(),
            )
            if bridge is None:
                return 0
            _insert_gap(self._connection, bridge.gap)
            for old, chained in bridge.rows:
                values = (chained.number, chained.canonical(), chained.digest(), old)
                self._connection.execute(_MOVE, values)
            forget_acknowledged(self._connection)
            set_delivered_mark(self._connection, number, digest)
        lost = bridge.rows[0][0] - number - 1
        _log.warning("%s: %d records are lost, the chain goes on", self.writer, lost)
        return lost

    def _checked_after(
        self, number: int, digest: str, most: int
    ) -> tuple[ChainedRecord, ...]:
        rows = self._rows_after(number, most)
        chained = _whole(rows)
        broken = _first_broken(rows, chained, number, digest)
        if broken is None:
            return chained
        _log.warning("%s: the chain breaks at %d", self.writer, broken)
        self._mend(number, digest)
        return _whole(self._rows_after(number, most))

    def _anchor(self) -> tuple[int, str]:
        """Return the number and digest that the next record to deliver follows."""
        mark = delivered_mark(self._connection)
        if mark is not None:
            return mark
        rows = self._rows_after(0, 1)
        first = chained_of(rows[0]) if rows else None
        # A chain whose beginning was forgotten is delivered from what is still here.
        return (0, GENESIS) if first is None else (first.number - 1, first.previous)

    def _rows_after(self, number: int, most: int) -> list[Row]:
        return list(rows_of(self._connection.execute(_AFTER, (number, most))))

    def _mend(self, number: int, digest: str) -> None:
        with transaction(self._connection):
            rows = self._rows_after(number, _ALL)
            mended = mend(
                rows, after_number=number, after_digest=digest, at=self._clock.now()
            )
            for chained in mended.rows:
                _rewrite(self._connection, chained)
        _log.warning("%s: lost %s, the chain goes on", self.writer, mended.lost)


def _rewrite(connection: sqlite3.Connection, chained: ChainedRecord) -> None:
    values = (chained.canonical(), chained.digest(), chained.number)
    changed = connection.execute(
        "UPDATE records SET body = ?, digest = ? WHERE number = ?", values
    )
    if changed.rowcount == 0:
        _insert_gap(connection, chained)


def _insert_gap(connection: sqlite3.Connection, chained: ChainedRecord) -> None:
    """Insert a record that no program made; its client's id is its own digest."""
    connection.execute(
        "INSERT INTO records (body, digest, number, client) VALUES (?, ?, ?, ?)",
        (
            chained.canonical(),
            chained.digest(),
            chained.number,
            f"gap-{chained.number}-{chained.digest()[:16]}",
        ),
    )


def _first_broken(
    rows: list[Row], chained: tuple[ChainedRecord, ...], number: int, digest: str
) -> int | None:
    """Return the first number that is damaged or does not follow; None: all do."""
    try:
        check_links(chained, after_number=number, after_digest=digest)
    except ChainBroken as error:
        return error.number
    return rows[len(chained)].number if len(chained) < len(rows) else None


def _whole(rows: list[Row]) -> tuple[ChainedRecord, ...]:
    """Return what the rows say, up to the first that is damaged."""
    whole = []
    for row in rows:
        chained = chained_of(row)
        if chained is None:
            break
        whole.append(chained)
    return tuple(whole)


def _within(
    records: tuple[ChainedRecord, ...], most_bytes: int
) -> tuple[ChainedRecord, ...]:
    """Return as many records as fit, at least one."""
    length = 0
    for place, record in enumerate(records):
        length += len(record.canonical())
        if place and length > most_bytes:
            return records[:place]
    return records
