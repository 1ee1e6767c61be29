"""Read what a damaged outbox still says, row by row; it writes nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from programme.canonical import sha256_hex
from programme.errors import ContractError
from programme.records import ChainedRecord, Record
from sync_agent.outbox_file import delivered_mark, opened_to_read

_ROWS = "SELECT client, body, digest FROM records WHERE number > ? ORDER BY number"
_DIRECTIONS = ("ASC", "DESC")
"""Behind a page that cannot be read others follow: they are read from the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """Be the undelivered records that were still whole, by their client's id."""

    records: dict[str, Record] = field(default_factory=dict)
    first_lost: int = 1
    """The first number that could not be read; nobody knows how many follow."""


def readable_records(path: Path, *, after: int = 0) -> Saved:
    """Return the whole rows of a damaged outbox that were not delivered yet.

    Args:
        path: Where it lies.
        after: What the centre has for certain, whatever the file says.
    """
    with suppress(sqlite3.Error), closing(opened_to_read(path)) as connection:
        return records_in(connection, after=after)
    return Saved(first_lost=after + 1)


def records_in(connection: sqlite3.Connection, *, after: int = 0) -> Saved:
    """Return the same of an outbox that is open."""
    after = max(after, _delivered_to(connection))
    found: dict[int, tuple[str, Record]] = {}
    for direction in _DIRECTIONS:
        # Each ends where SQLite can read no further.
        with suppress(sqlite3.Error):
            for client, chained in _rows(connection, after, direction):
                found[chained.number] = client, chained.record
    first = next(number for number in count(after + 1) if number not in found)
    return Saved(
        records=dict(found[number] for number in sorted(found)), first_lost=first
    )


def _delivered_to(connection: sqlite3.Connection) -> int:
    """Return the last number that the centre has, as far as anything here knows."""
    for ask in (_marked, _acknowledged, _before_first):
        with suppress(sqlite3.Error, ValueError, KeyError, TypeError):
            number = ask(connection)
            if number is not None:
                return number
    return 0


def _marked(connection: sqlite3.Connection) -> int | None:
    mark = delivered_mark(connection)
    return None if mark is None else mark[0]


def _acknowledged(connection: sqlite3.Connection) -> int | None:
    """Return it by the days on which it was noted, where the mark is spoiled."""
    row = connection.execute(
        "SELECT max(number) FROM acknowledged"
        " WHERE number <= (SELECT max(number) FROM records)"
    ).fetchone()
    return None if row[0] is None else int(row[0])


def _before_first(connection: sqlite3.Connection) -> int | None:
    row = connection.execute("SELECT min(number) FROM records").fetchone()
    return None if row[0] is None else max(0, int(row[0]) - 1)


def _rows(
    connection: sqlite3.Connection, after: int, direction: str
) -> Iterator[tuple[str, ChainedRecord]]:
    """Yield whole rows until SQLite can read no further."""
    for client, body, digest in connection.execute(f"{_ROWS} {direction}", (after,)):
        with suppress(ContractError, TypeError):
            if sha256_hex(body) == digest:
                yield str(client), ChainedRecord.parse(body)
