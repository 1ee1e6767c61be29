"""Read what a damaged outbox still says, row by row; it changes nothing of it."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from heapq import heappop, heappush
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from programme.canonical import sha256_hex
from programme.errors import ContractError
from programme.records import ChainedRecord, Record
from sync_agent.disk import DiskRefused
from sync_agent.held import PackedRecords
from sync_agent.outbox_file import (
    OutboxDestroyed,
    connect,
    delivered_mark,
    opened_to_read,
)

_ROWS = (
    "SELECT number, client, body, digest FROM records WHERE number > ? ORDER BY number"
)
_FIRST = "SELECT number FROM records WHERE number > ? ORDER BY number LIMIT 1"
_SIZES = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
_LEAST_ROW = 200
"""Bytes that a row takes at least: its digests and names alone are as many."""
_FINE = 16
"""What cannot be read is stepped over in parts of so much of what was stepped over."""
_PAGE_SIZE, _PAGES = slice(16, 18), slice(28, 32)
"""Where the head of an SQLite file says how long a page is, and how many there are."""
_NEAR = 2_000
"""A row whose number is spoiled finds its place among so many."""
_Ask = Callable[[sqlite3.Connection], int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """Be the undelivered records that were still whole, by their client's id."""

    records: PackedRecords = field(default_factory=PackedRecords)
    first_lost: int = 1
    """The first number that could not be read; nobody knows how many follow."""


def readable_records(path: Path, *, after: int = 0) -> Saved:
    """Return the whole rows of a damaged outbox that were not delivered yet.

    Args:
        path: Where it lies.
        after: What the centre has for certain, whatever the file says.
    """
    best: Saved | None = None
    with TemporaryDirectory() as folder, ExitStack() as ending:
        readers = [
            ending.enter_context(closing(reader))
            for reader in _readers(path, Path(folder))
        ]
        known = max(after, _delivered_to(readers))
        for reader in readers:
            # One after the other: half a year of records is held once, or twice.
            told = _records_after(reader, known)
            if best is None or len(told.records) > len(best.records):
                best = told
    return best or Saved(first_lost=after + 1)


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
    copyfile(path, copy)
    head[_PAGES] = (copy.stat().st_size // page).to_bytes(4, "big")
    with copy.open("r+b") as file:
        file.write(head[:page])
    with suppress(FileNotFoundError):
        log = f"{path.name}-wal"
        copyfile(path.with_name(log), copy.with_name(log))
    return copy


def _records_after(connection: sqlite3.Connection, after: int) -> Saved:
    """Return the whole records behind a number, in the order of their rows."""
    lost = _FirstLost(after)
    records = PackedRecords.of(lost.watch(_in_order(_rows(connection, after))))
    return Saved(records=records, first_lost=lost.number)


def _in_order(
    rows: Iterator[tuple[str, ChainedRecord]],
) -> Iterator[tuple[str, ChainedRecord]]:
    """Yield rows by the number that each says itself, where they lie near."""
    waiting: list[tuple[int, int, str, ChainedRecord]] = []
    for place, (client, chained) in enumerate(rows):
        heappush(waiting, (chained.number, place, client, chained))
        if len(waiting) > _NEAR:
            yield heappop(waiting)[2:]
    while waiting:
        yield heappop(waiting)[2:]


class _FirstLost:
    """Learn which number is the first that nobody has read."""

    def __init__(self, after: int) -> None:
        self._after = after
        self._runs: list[tuple[int, int]] = []

    @property
    def number(self) -> int:
        """Return it."""
        number = self._after + 1
        for first, last in sorted(self._runs):
            if first <= number <= last:
                number = last + 1
        return number

    def watch(
        self, rows: Iterator[tuple[str, ChainedRecord]]
    ) -> Iterator[tuple[str, Record]]:
        """Pass on the records that were not delivered, and note their numbers."""
        for client, chained in rows:
            if chained.number > self._after:
                self._note(chained.number)
                yield client, chained.record

    def _note(self, number: int) -> None:
        first, last = self._runs.pop() if self._runs else (number, number - 1)
        if number == last + 1:
            self._runs.append((first, number))
        else:
            self._runs += [(first, last), (number, number)]


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
    connection: sqlite3.Connection, after: int
) -> Iterator[tuple[str, ChainedRecord]]:
    """Yield whole rows, past every page that SQLite cannot read."""
    end = after
    with suppress(sqlite3.Error, UnicodeDecodeError):
        length = connection.execute(_SIZES).fetchone()[0]
        end = _first_after(connection, after) + length // _LEAST_ROW
    for client, body, digest in _raw(connection, after, end):
        with suppress(ContractError, TypeError):
            if sha256_hex(body) == digest:
                yield str(client), ChainedRecord.parse(body)


def _first_after(connection: sqlite3.Connection, after: int) -> int:
    """Return about where rows begin: not at all where their first page is spoiled."""
    at = after
    for step in (1 << power for power in range(40)):
        with suppress(sqlite3.Error, UnicodeDecodeError):
            row = connection.execute(_FIRST, (at,)).fetchone()
            return at if row is None else max(after, int(row[0]))
        at = after + step
    return after


def _raw(
    connection: sqlite3.Connection, after: int, end: int
) -> Iterator[tuple[str, bytes, str]]:
    """Yield rows as they lie; a number further off than the end is a spoiled one."""
    at: int | None = after
    while at is not None:
        # SQLite's words may quote what is spoiled, and then cannot be read themselves.
        try:
            for number, *row in connection.execute(_ROWS, (at,)):
                at = number if at < number <= end else at
                yield row[0], row[1], row[2]
        except (sqlite3.Error, UnicodeDecodeError):
            at = _behind(connection, at, end)
        else:
            return


def _behind(connection: sqlite3.Connection, at: int, end: int) -> int | None:
    """Return behind which number something can be read again; None: behind none."""
    start = at + 1
    while start <= end:
        with suppress(sqlite3.Error, UnicodeDecodeError):
            connection.execute(_FIRST, (start,)).fetchone()
            return start
        start += max(1, (start - at) // _FINE)
    return None
