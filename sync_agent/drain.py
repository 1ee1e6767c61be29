"""Read a chain for delivery, mend it, and forget what was delivered; append nothing.

It is the agent's end of an outbox: another program may be appending meanwhile.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from programme.chain import ChainBroken, check_links
from programme.clock import Clock
from programme.records import ChainedRecord
from sync_agent.acknowledged import forget_acknowledged, note_acknowledged
from sync_agent.bridging import bridge_over, moved_behind
from sync_agent.chain_rows import anchor_of, insert_gap, mend_after, rows_after
from sync_agent.mending import Row, StructureSpoiled, chained_of
from sync_agent.outbox_file import (
    OutboxDestroyed,
    connect,
    delivered_mark,
    path_of,
    refusals_of,
    set_delivered_mark,
    transaction,
)
from sync_agent.succession import condemn

_MOVE = "UPDATE records SET number = ?, body = ?, digest = ? WHERE number = ?"
_AT_ONCE = 500
"""Rows that are held in memory: a month of them has no room there."""
_MOST_TOLD = 10
"""Numbers of lost records that one line of the log names; the gap records name all."""
_log = logging.getLogger(__name__)


class Drain:
    """Be the reading end of one writer's chain; use it in a `with` block."""

    def __init__(self, root: Path, writer: str, clock: Clock) -> None:
        self.writer = writer
        self._path = path_of(root, writer)
        self._clock = clock
        try:
            self._connection = connect(self._path, create=False)
        except OutboxDestroyed:
            if self._path.exists():
                condemn(root, writer)
            raise

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
        with self._told():
            number, digest = anchor_of(self._connection)
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
        with self._told():
            number, digest = anchor_of(self._connection)
        while True:
            with self._told():
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
        with self._told():
            mark = delivered_mark(self._connection)
        return 0 if mark is None else mark[0]

    def count(self) -> int:
        """Return how many records the centre has not got yet.

        Raises:
            OutboxDestroyed: SQLite cannot read the file.
            DiskRefused: The disk refused.
        """
        with self._told():
            number, _ = anchor_of(self._connection)
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
        with self._told():
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
        with self._told(delivered_to=last.number), transaction(self._connection):
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
        with self._told(), transaction(self._connection):
            rows = rows_after(self._connection, number - 1, 1)
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
        at = self._clock.now()
        with self._told(), transaction(self._connection):
            rows = rows_after(self._connection, number, _AT_ONCE)
            bridge = bridge_over(rows, after_number=number, after_digest=digest, at=at)
            if bridge is None:
                return 0
            insert_gap(self._connection, bridge.gap)
            self._move(bridge.rows, at)
            forget_acknowledged(self._connection)
            set_delivered_mark(self._connection, number, digest)
        lost = bridge.rows[0][0] - number - 1
        _log.warning("%s: %d records are lost, the chain goes on", self.writer, lost)
        return lost

    def _move(self, moved: tuple[tuple[int, ChainedRecord], ...], at: datetime) -> None:
        """Write rows in their new places, and move all that come after them."""
        while moved:
            for old, row in moved:
                values = (row.number, row.canonical(), row.digest(), old)
                self._connection.execute(_MOVE, values)
            behind, last = moved[-1]
            rows = rows_after(self._connection, behind, _AT_ONCE)
            moved = moved_behind(rows, last, at=at)

    def _checked_after(
        self, number: int, digest: str, most: int
    ) -> tuple[ChainedRecord, ...]:
        rows = rows_after(self._connection, number, most)
        chained = _whole(rows)
        broken = _first_broken(rows, chained, number, digest)
        if broken is None:
            return chained
        _log.warning("%s: the chain breaks at %d", self.writer, broken)
        self._mend(number, digest)
        return _whole(rows_after(self._connection, number, most))

    @contextmanager
    def _told(self, *, delivered_to: int = 0) -> Iterator[None]:
        """Tell the writer of a destroyed file: it has to begin another one.

        Args:
            delivered_to: What the centre has for certain; the file may not say it.

        Raises:
            OutboxDestroyed: SQLite cannot read the file.
            DiskRefused: The disk refused.
        """
        try:
            with refusals_of(self._path):
                yield
        except (StructureSpoiled, OutboxDestroyed) as error:
            condemn(self._path.parent, self.writer, delivered_to=delivered_to)
            raise OutboxDestroyed(self._path.name) from error

    def _mend(self, number: int, digest: str) -> None:
        with transaction(self._connection):
            at = self._clock.now()
            lost = mend_after(self._connection, number, digest, at=at)
        told = (self.writer, len(lost), lost[:_MOST_TOLD])
        _log.warning("%s: lost %d, the first %s; the chain goes on", *told)


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
