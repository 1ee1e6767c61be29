"""Keep in an outbox on which day the centre had what, so that records stay so long."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

_ACKNOWLEDGED = (
    "CREATE TABLE IF NOT EXISTS acknowledged"
    " (day TEXT PRIMARY KEY, number INTEGER NOT NULL)"
)
"""Up to which number the centre had the chain on each day; older outboxes lack it."""


def note_acknowledged(
    connection: sqlite3.Connection, number: int, on: date, *, keep_days: int
) -> int:
    """Note what the centre has today; return what it had had so many days ago.

    That is 0 where nothing was acknowledged so long ago. Where the clock was set, or
    the device was off for longer than records stay, days go on from the last one.
    """
    connection.execute(_ACKNOWLEDGED)
    _go_on_from_last(connection, on, keep_days=keep_days)
    connection.execute(
        "INSERT OR REPLACE INTO acknowledged VALUES (?, ?)", (on.isoformat(), number)
    )
    row = connection.execute(
        "SELECT day, number FROM acknowledged WHERE day <= ? ORDER BY day DESC LIMIT 1",
        ((on - timedelta(days=keep_days)).isoformat(),),
    ).fetchone()
    if row is None:
        return 0
    connection.execute("DELETE FROM acknowledged WHERE day < ?", (row[0],))
    return int(row[1])


def _go_on_from_last(
    connection: sqlite3.Connection, on: date, *, keep_days: int
) -> None:
    """Date what was noted anew where today cannot follow it day by day.

    What the disk spoiled of it goes. Else a clock that is years ahead for an hour would
    end what has to stay for days.
    """
    rows = connection.execute("SELECT day, number FROM acknowledged").fetchall()
    noted = [note for row in rows if (note := _note_of(*row)) is not None]
    moved = timedelta()
    if noted:
        newest = max(day for day, _ in noted)
        if not newest <= on <= newest + timedelta(days=max(keep_days, 1)):
            moved = on - newest - timedelta(days=1 if newest < on else 0)
    if not moved and len(noted) == len(rows):
        return
    connection.execute("DELETE FROM acknowledged")
    connection.executemany(
        "INSERT INTO acknowledged VALUES (?, ?)",
        [(moved_day.isoformat(), n) for moved_day, n in _moved(noted, moved)],
    )


def _moved(
    noted: list[tuple[date, int]], moved: timedelta
) -> Iterator[tuple[date, int]]:
    for day, number in noted:
        # A day that a spoiled one moves out of the calendar is of no use any more.
        with suppress(OverflowError):
            yield day + moved, number


def _note_of(day: object, number: object) -> tuple[date, int] | None:
    """Return a note as it was made; None where the disk spoiled it.

    Without it records stay a while longer, that is all.
    """
    if not isinstance(day, str) or not isinstance(number, int):
        return None
    try:
        return date.fromisoformat(day), number
    except ValueError:
        return None


def forget_acknowledged(connection: sqlite3.Connection) -> None:
    """Forget what the centre had on which day: its numbers name others now."""
    connection.execute(_ACKNOWLEDGED)
    connection.execute("DELETE FROM acknowledged")
