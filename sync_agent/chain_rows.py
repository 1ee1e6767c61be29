"""Read and write the rows of one chain in its open file; open and deliver nothing.

What is linked to is looked at first: a link to a spoiled row would spoil every record
after it.
"""

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from programme.canonical import sha256_hex
from programme.chain import GENESIS, link
from programme.records import ChainedRecord, Record
from sync_agent.mending import (
    REACH,
    Row,
    StructureSpoiled,
    chained_of,
    is_whole,
    mend,
    rows_of,
)
from sync_agent.outbox_file import delivered_mark

_AFTER = (
    "SELECT number, body, digest FROM records WHERE number > ? ORDER BY number LIMIT ?"
)
_DOWN = "SELECT number, body, digest FROM records WHERE number > ? ORDER BY number DESC"
_EXTENT = "SELECT count(*), max(number) FROM records WHERE number > ?"
_NEAR = "SELECT max(number) FROM records WHERE number > ? AND number <= ?"
_AT_ONCE = 500
_LAST = "SELECT number, body, digest FROM records ORDER BY number DESC LIMIT 1"
# Not only what the index holds: the row that it points to is read as well.
_KNOWN = "SELECT number, client, digest FROM records WHERE client = ?"


def rows_after(connection: sqlite3.Connection, number: int, most: int) -> list[Row]:
    """Return rows in order, damaged or not."""
    return list(rows_of(connection.execute(_AFTER, (number, most))))


def anchor_of(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return the number and digest that the next record to deliver follows."""
    mark = delivered_mark(connection)
    if mark is not None:
        return mark
    rows = rows_after(connection, 0, 1)
    first = chained_of(rows[0]) if rows else None
    # A chain whose beginning was forgotten is delivered from what is still here.
    return (0, GENESIS) if first is None else (first.number - 1, first.previous)


def insert(
    connection: sqlite3.Connection, wanted: Mapping[str, Record], *, at: datetime
) -> dict[str, int]:
    """Append records; return each client's id with its number, old or new.

    Raises:
        StructureSpoiled: The file's structure cannot be believed any more.
    """
    number, previous = _head(connection, at)
    numbers: dict[str, int] = {}
    for client, record in wanted.items():
        known = connection.execute(_KNOWN, (client,)).fetchone()
        if known is not None:
            if known[1] != client:
                raise StructureSpoiled(known[0])
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


def mend_after(
    connection: sqlite3.Connection, number: int, digest: str, *, at: datetime
) -> tuple[int, ...]:
    """Make the rows after an anchor a chain again; return the numbers that are lost.

    They are read a few at a time: half a year of records has no room in memory.

    Raises:
        StructureSpoiled: The file's structure cannot be believed any more.
    """
    last = _last_to_believe(connection, number)
    lost: list[int] = []
    original: str | None = digest
    while number < last:
        rows = rows_after(connection, number, _AT_ONCE)
        near = [row for row in rows if number < row.number <= last]
        mended = mend(
            near,
            after_number=number,
            after_digest=digest,
            at=at,
            original=original,
            last=near[-1].number if len(rows) == _AT_ONCE and near else last,
        )
        as_it_was = {row.number: row.digest for row in near}
        for chained in mended.rows:
            if as_it_was.get(chained.number) != chained.digest():
                _rewrite(connection, chained)
        lost += mended.lost
        original = mended.original
        number, digest = mended.rows[-1].number, mended.rows[-1].digest()
    connection.execute("DELETE FROM records WHERE number > ?", (last,))
    return tuple(lost)


def _last_to_believe(connection: sqlite3.Connection, after: int) -> int:
    """Return the chain's last number; one that is damaged itself is not believed.

    Raises:
        StructureSpoiled: A whole row lies under another's number.
    """
    whole = _last_whole(connection, after)
    least = after if whole is None else whole.number
    count, most = connection.execute(_EXTENT, (after,)).fetchone()
    if count and most > least:
        least = max(least, after + count)
    near = connection.execute(_NEAR, (least, least + REACH)).fetchone()[0]
    return least if near is None else int(near)


def _last_whole(connection: sqlite3.Connection, after: int) -> Row | None:
    """Return the last row that is what was written; None: not one is.

    Raises:
        StructureSpoiled: A whole row lies under another's number.
    """
    for row in rows_of(connection.execute(_DOWN, (after,))):
        if is_whole(row):
            return row
    return None


def _head(connection: sqlite3.Connection, at: datetime) -> tuple[int, str]:
    """Return the number and digest that the next record follows, looked at.

    Raises:
        StructureSpoiled: The file's structure cannot be believed any more.
    """
    row = _last(connection)
    if row is None:
        return 0, GENESIS
    if chained_of(row) is not None:
        return row.number, str(row.digest)
    mark = delivered_mark(connection)
    if mark is not None and mark[0] == row.number:
        # The centre has it as it was.
        return mark
    number, digest = anchor_of(connection)
    before = _last_whole(connection, number)
    if before is not None:
        # Whoever delivers mends what lies further back.
        number, digest = before.number, str(before.digest)
    mend_after(connection, number, digest, at=at)
    row = _last(connection)
    if row is None or chained_of(row) is None:
        raise StructureSpoiled(0 if row is None else row.number)
    return row.number, str(row.digest)


def _last(connection: sqlite3.Connection) -> Row | None:
    return next(rows_of(connection.execute(_LAST)), None)


def _rewrite(connection: sqlite3.Connection, chained: ChainedRecord) -> None:
    values = (chained.canonical(), chained.digest(), chained.number)
    changed = connection.execute(
        "UPDATE records SET body = ?, digest = ? WHERE number = ?", values
    )
    if changed.rowcount == 0:
        insert_gap(connection, chained)


def insert_gap(connection: sqlite3.Connection, chained: ChainedRecord) -> None:
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
