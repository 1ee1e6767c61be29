"""Read what a damaged outbox still says, row by row; it writes nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from programme.canonical import sha256_hex
from programme.errors import ContractError
from programme.records import ChainedRecord, Record
from sync_agent.outbox_file import delivered_mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """Be the undelivered records that were still whole, by their client's id."""

    records: dict[str, Record]
    first_lost: int
    """The first number that could not be read; nobody knows how many follow."""


def readable_records(path: Path) -> Saved:
    """Return the whole rows of a damaged outbox that were not delivered yet."""
    records: dict[str, Record] = {}
    number = 0
    with suppress(sqlite3.Error):
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            mark = delivered_mark(connection)
            number = 0 if mark is None else mark[0]
            for client, chained in _rows_after(connection, number):
                records[client] = chained.record
                number = chained.number
    return Saved(records=records, first_lost=number + 1)


def _rows_after(
    connection: sqlite3.Connection, number: int
) -> Iterator[tuple[str, ChainedRecord]]:
    """Yield whole rows in order until SQLite can read no further."""
    rows = connection.execute(
        "SELECT client, body, digest FROM records WHERE number > ? ORDER BY number",
        (number,),
    )
    for client, body, digest in rows:
        with suppress(ContractError, TypeError):
            if sha256_hex(body) == digest:
                yield str(client), ChainedRecord.parse(body)
