"""Copy a SQLite database while it is being written, and look into a copy.

All in one step (`pages=-1`): small steps begin anew with every write and never end
beside a writer. Tables are read by their names alone: a copy may be older than the
models. It knows nothing of where copies are kept.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from publishing.backup.record import Facts

_BUSY_MS = 10_000
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
)
_MOST_TOLD = 3


class CopyBroken(Exception):
    """Say that a file is no whole database."""

    code = "copy_broken"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"数据库不完整（{reason}）")


def copy_database(source: Path, target: Path) -> Facts:
    """Write a copy of one moment, and return what it must hold.

    Raises:
        CopyBroken: The database itself cannot be read, or the disk refused.
    """
    with (
        _speaking(),
        closing(_opened(source)) as own,
        closing(sqlite3.connect(target)) as copy,
    ):
        own.execute("BEGIN")
        facts = _facts(own)
        own.backup(copy, pages=-1)
        own.execute("COMMIT")
        # A copy is one file: nobody has to know of a log beside it.
        copy.execute("PRAGMA journal_mode=DELETE").close()
    return facts


def facts_of(path: Path) -> Facts:
    """Return what a database holds.

    Raises:
        CopyBroken: It cannot be read.
    """
    with _speaking(), closing(_opened(path)) as found:
        return _facts(found)


def check_whole(path: Path, *, quick: bool = False) -> None:
    """Return only if a database's pages and indexes hold together.

    Args:
        path: Of the file.
        quick: Leave out whether indexes fit their tables; several times faster.

    Raises:
        CopyBroken: They do not.
    """
    asked = "quick_check" if quick else "integrity_check"
    with _speaking(), closing(_opened(path)) as found:
        rows = found.execute(f"PRAGMA {asked}({_MOST_TOLD})").fetchall()
    if rows != [("ok",)]:
        raise CopyBroken("；".join(str(row[0]) for row in rows))


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None
    )
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}").close()
    return connection


def _facts(connection: sqlite3.Connection) -> Facts:
    names = sorted(name for (name,) in connection.execute(_TABLES))
    rows = {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - a name from the database itself
        for name in names
    }
    revision = _one(connection, rows, "alembic_version", "version_num")
    highest = _one(connection, rows, "release_target", "max(version)")
    return Facts(
        kind="sqlite",
        revision=revision if isinstance(revision, str) else "",
        rows=rows,
        highest_version=highest if isinstance(highest, int) else 0,
    )


def _one(
    connection: sqlite3.Connection, tables: dict[str, int], table: str, what: str
) -> object:
    """Return one value of a table; None where there is no such table, or no row."""
    if not tables.get(table):
        return None
    return connection.execute(f"SELECT {what} FROM {table}").fetchone()[0]  # noqa: S608 - our own words


@contextmanager
def _speaking() -> Iterator[None]:
    """Turn what SQLite says into this project's error.

    Raises:
        CopyBroken: SQLite could not do what was asked.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise CopyBroken(str(error)) from error
