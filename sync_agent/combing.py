"""Find the damaged rows of an outbox without holding its writer up; mend nothing."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sync_agent.mending import chained_of, rows_of
from sync_agent.outbox_file import connect, refusals_of

_AT_ONCE = 200
_SOME = (
    "SELECT number, body, digest FROM records WHERE number > ? ORDER BY number LIMIT ?"
)


def damaged_numbers(path: Path) -> Iterator[int]:
    """Yield the numbers of rows that are not what was written, in order.

    Rows are read a few at a time, so that a writer never waits for the whole file.

    Raises:
        OutboxDestroyed: SQLite cannot read the file.
        DiskRefused: The disk refused.
    """
    with closing(connect(path, create=False)) as connection:
        last = -1
        while True:
            with refusals_of(path):
                rows = list(rows_of(connection.execute(_SOME, (last, _AT_ONCE))))
            if not rows:
                return
            yield from (row.number for row in rows if chained_of(row) is None)
            last = rows[-1].number
