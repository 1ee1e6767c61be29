"""Open the centre's database; it knows no table.

SQLite runs in WAL mode with `synchronous=FULL`: with `NORMAL` a power cut loses what
was acknowledged. A write begins at once as a writer, so that two acts on one thing
come one after the other (F34).
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from config.refusal_words import words_of_database
from publishing.errors import StorageFailed
from publishing.fitting import refuse_unfit
from publishing.log.noting import note_evidence

BUSY_TIMEOUT_MS = 10_000
_TURN_S = 30.0
"""Those of this program come one after the other; a slow disk takes its time."""
_WRITES = "mingbai_writes"
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
)
_TURN = 0x6D696E67
"""The advisory lock that every writer of this product takes; any number would do."""
_TAKE_TURNS = (
    f"SET LOCAL lock_timeout = {BUSY_TIMEOUT_MS}",
    f"SELECT pg_advisory_xact_lock({_TURN})",
)
_SEE_ONE_STATE = ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",)


class Database:
    """Give sessions: one kind that reads, one that writes and commits once."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._turn = threading.Lock()
        self._writing = engine.execution_options(**{_WRITES: True})

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session that writes; it commits at the end, or not at all.

        Raises:
            StorageFailed: The disk refused; nothing was changed.
            OperationalError: The turn did not come: somebody else writes for too long.
        """
        with (
            _refusals(),
            self._own_turn(),
            Session(self._writing, expire_on_commit=False) as session,
        ):
            event.listen(session, "before_flush", refuse_unfit)
            event.listen(session, "after_flush", note_evidence)
            session.begin()
            yield session
            session.commit()

    @contextmanager
    def _own_turn(self) -> Iterator[None]:
        """Hold back until no other thread of this program writes.

        The database alone would have all who wait look again and again, by chance:
        of many at once some would wait in vain while others pass them (F24).

        Raises:
            OperationalError: It took too long.
        """
        if not self._turn.acquire(timeout=_TURN_S):
            raise OperationalError("BEGIN", None, TimeoutError("database is locked"))
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one state of the database and changes nothing."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing_connection(self) -> Iterator[Connection]:
        """Give a connection in one writing transaction; for migrations."""
        with self._writing.begin() as connection:
            yield connection

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


@contextmanager
def _refusals() -> Iterator[None]:
    """Tell a disk that refused apart from everything else.

    Raises:
        StorageFailed: It did.
    """
    try:
        yield
    except OperationalError as error:
        reason = words_of_database(error.orig)
        if not reason:
            raise
        raise StorageFailed(reason) from error


def open_database(path: Path) -> Database:
    """Return the SQLite database of a file, which is made where it is missing."""
    return database_at(URL.create("sqlite", database=str(path)))


def open_read_only(path: Path) -> Database:
    """Return the SQLite database of a file, which nothing can change through it."""
    address = f"{path.resolve().as_uri()}?mode=ro&uri=true"
    engine = create_engine(f"sqlite:///{address}")
    event.listen(engine, "begin", _begin)
    return Database(engine)


def database_at(url: URL) -> Database:
    """Return the database of an address; SQLite and PostgreSQL are known."""
    if url.get_backend_name() == "postgresql":
        engine = create_engine(url, pool_pre_ping=True)
        event.listen(engine, "begin", _begin_postgres)
    else:
        engine = create_engine(url)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return Database(engine)


def _prepare(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    if not isinstance(connection, sqlite3.Connection):
        msg = "the pragmas are SQLite's"
        raise TypeError(msg)
    # The driver would begin only at the first write, which is too late to be sure
    # of being the only writer; `_begin` says it instead.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma).close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    for statement in _TAKE_TURNS if writes else _SEE_ONE_STATE:
        connection.exec_driver_sql(statement)
