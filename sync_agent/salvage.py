"""Read what a damaged outbox still says, row by row; it changes nothing of it."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from programme.canonical import sha256_hex
from programme.errors import ContractError
from programme.records import ChainedRecord, Record
from sync_agent.disk import DiskRefused
from sync_agent.outbox_file import (
    OutboxDestroyed,
    connect,
    delivered_mark,
    opened_to_read,
)

_ROWS = "SELECT client, body, digest FROM records WHERE number > ? ORDER BY number"
_DIRECTIONS = ("ASC", "DESC")
"""Behind a page that cannot be read others follow: they are read from the end."""
_PAGE_SIZE, _PAGES = slice(16, 18), slice(28, 32)
"""Where the head of an SQLite file says how long a page is, and how many there are."""
_Ask = Callable[[sqlite3.Connection], int | None]


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
    with TemporaryDirectory() as folder, ExitStack() as ending:
        readers = [
            ending.enter_context(closing(reader))
            for reader in _readers(path, Path(folder))
        ]
        known = max(after, _delivered_to(readers))
        told = [_records_after(reader, known) for reader in readers]
    return max(
        told,
        key=lambda saved: len(saved.records),
        default=Saved(first_lost=after + 1),
    )


def records_in(connection: sqlite3.Connection, *, after: int = 0) -> Saved:
    """Return the same of an outbox that is open."""
    return _records_after(connection, max(after, _delivered_to([connection])))


def _readers(path: Path, folder: Path) -> Iterator[sqlite3.Connection]:
    """Yield connections to a damaged outbox: as it lies, and beneath a fresh head."""
    with suppress(sqlite3.Error):
        yield opened_to_read(path)
    with suppress(sqlite3.Error, OSError, DiskRefused, OutboxDestroyed):
        yield opened_to_read(_beneath_fresh_head(path, folder))


def _beneath_fresh_head(path: Path, folder: Path) -> Path:
    """Return a copy of an outbox whose first page is that of an empty one.

    That page says where each table begins, the same in every outbox. Where one byte
    of it is spoiled SQLite reads nothing, though all that follows is whole.

    Raises:
        sqlite3.Error: No copy can be made; neither can where one of the next is raised.
        OSError: The outbox cannot be read.
        DiskRefused: There is no room.
        OutboxDestroyed: There is none.
    """
    copy = folder / path.name
    connect(copy, create=True).close()
    head = bytearray(copy.read_bytes())
    page = int.from_bytes(head[_PAGE_SIZE], "big")
    data = path.read_bytes()
    head[_PAGES] = (len(data) // page).to_bytes(4, "big")
    copy.write_bytes(head[:page] + data[page:])
    with suppress(FileNotFoundError):
        log = f"{path.name}-wal"
        copy.with_name(log).write_bytes(path.with_name(log).read_bytes())
    return copy


def _records_after(connection: sqlite3.Connection, after: int) -> Saved:
    found: dict[int, tuple[str, Record]] = {}
    for direction in _DIRECTIONS:
        # Each ends where SQLite can read no further; its words may quote what is
        # spoiled, and then cannot be read themselves.
        with suppress(sqlite3.Error, UnicodeDecodeError):
            for client, chained in _rows(connection, after, direction):
                if chained.number > after:
                    found[chained.number] = client, chained.record
    first = next(number for number in count(after + 1) if number not in found)
    return Saved(
        records=dict(found[number] for number in sorted(found)), first_lost=first
    )


def _delivered_to(connections: Sequence[sqlite3.Connection]) -> int:
    """Return the last number that the centre has, as far as anything here knows."""
    ways: tuple[tuple[_Ask, Callable[[list[int]], int]], ...] = (
        (_marked, max),
        (_acknowledged, max),
        # Who reads a part only takes a later number for the first.
        (_before_first, min),
    )
    for ask, choose in ways:
        told = [_told(ask, one) for one in connections]
        known = [number for number in told if number is not None]
        if known:
            return choose(known)
    return 0


def _told(ask: _Ask, connection: sqlite3.Connection) -> int | None:
    with suppress(sqlite3.Error, ValueError, KeyError, TypeError):
        return ask(connection)
    return None


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
