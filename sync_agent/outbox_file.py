"""Open an outbox's SQLite file and tell its refusals apart; append and deliver nothing.

WAL with `synchronous=FULL`: in a simulated power cut NORMAL lost every acknowledged
row, FULL lost none.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from programme.canonical import canonical_bytes, sha256_hex
from sync_agent.disk import (
    DiskProblem,
    DiskRefused,
    free_bytes_at,
    is_read_only,
    refusals_of as disk_refusals_of,
    sync_folder,
)

SUFFIX = ".sqlite3"
_PREFIX = "outbox-"
CHAINS = "chains.txt"
"""Names every chain that was begun; it lies beside them."""
_BUSY_MS = 5000
_WAL_PAGES = 256
"""One megabyte: the reserve on a full disk must hold the log and much more."""
_SHARED_BYTES = 32 * 1024
"""SQLite asks for so much at once where programs share a file; on a full disk it calls
the refusal an error of the disk."""
_PRIMARY = 0xFF
"""SQLite's extended codes hold the primary one in their last eight bits."""
_DESTROYED = frozenset(
    # A broken constraint means an index that lies about its table.
    {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CONSTRAINT}
)
_WANT_ROOM = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
_RECORDS = """CREATE TABLE records (
    number INTEGER PRIMARY KEY,
    client TEXT NOT NULL UNIQUE,
    body BLOB NOT NULL,
    digest TEXT NOT NULL
)"""
_DELIVERED = """CREATE TABLE delivered (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    body BLOB NOT NULL,
    digest TEXT NOT NULL
)"""
_MASTER = {
    ("records", 2, _RECORDS),
    ("sqlite_autoindex_records_1", 3, None),
    ("delivered", 4, _DELIVERED),
}
"""What stands in every outbox, and on which pages it begins. One that says otherwise is
spoiled: it would be misread, or a table's rows be written over another's."""


class OutboxDestroyed(Exception):
    """Say that a file is no outbox any more; a new one with a new name takes over."""

    code = "outbox_destroyed"

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} 已损坏，会另起一个记录文件，并声明缺口。")


def path_of(root: Path, writer: str) -> Path:
    """Return where a writer's chain lies."""
    return root / f"{_PREFIX}{writer}{SUFFIX}"


def writers_in(root: Path) -> tuple[str, ...]:
    """Return the writers whose chains lie in a folder, the oldest file first."""
    found = sorted(root.glob(f"{_PREFIX}*{SUFFIX}"), key=_age)
    return tuple(p.name[len(_PREFIX) : -len(SUFFIX)] for p in found)


def _age(path: Path) -> tuple[int, str]:
    try:
        return path.stat().st_ctime_ns, path.name
    except FileNotFoundError:
        return 0, path.name


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """Return a connection to an outbox.

    Raises:
        OutboxDestroyed: The file is there, but is no outbox.
        DiskRefused: The disk refused.
    """
    if create:
        _make(path)
    with refusals_of(path):
        connection = _opened(path, "rw")
    try:
        with refusals_of(path):
            _prepare(connection)
            _check_outbox(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _make(path: Path) -> None:
    """Put an empty outbox in its place, whole: a half-made one would seem destroyed.

    Raises:
        DiskRefused: The disk refused.
    """
    making = path.with_name(f"{path.name}.making")
    with disk_refusals_of(path):
        making.unlink(missing_ok=True)
    with refusals_of(path), closing(_opened(making, "rwc")) as connection:
        _prepare(connection)
        connection.executescript(f"{_RECORDS};{_DELIVERED};")
    with disk_refusals_of(path):
        making.replace(path)
    sync_folder(path.parent)


def opened_to_read(path: Path) -> sqlite3.Connection:
    """Return a connection that changes nothing, to whatever lies there.

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    return _opened(path, "ro")


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.text_factory = _text
    return connection


def _text(data: bytes) -> str:
    """Return text that may be spoiled: its digest says so, not the decoder."""
    return data.decode(errors="replace")


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}")


Files = tuple[int, int]
"""Which files an outbox is: its own inode and its log's."""


def files_of(path: Path) -> Files:
    """Return which files lie under an outbox's name now; 0: none does.

    A program that holds a file open goes on writing into it though its name is gone.
    """
    return _inode(path), _inode(path.with_name(f"{path.name}-wal"))


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def _check_outbox(connection: sqlite3.Connection, path: Path) -> None:
    found = set(connection.execute("SELECT name, rootpage, sql FROM sqlite_master"))
    if not found >= _MASTER:
        raise OutboxDestroyed(path.name)


@contextmanager
def refusals_of(
    path: Path, *, room: Callable[[Path], int] = free_bytes_at
) -> Iterator[None]:
    """Turn what SQLite says about a file into this project's errors.

    Args:
        path: The file.
        room: Says how many bytes are free on its disk.

    Raises:
        OutboxDestroyed: The file is no database, or its structure is damaged.
        DiskRefused: The disk refused, or another program holds the file too long.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        if not hasattr(error, "sqlite_errorcode"):
            # Not SQLite's word but the module's: a mistake in this program.
            raise
        code = error.sqlite_errorcode & _PRIMARY
        if code in _DESTROYED:
            raise OutboxDestroyed(path.name) from error
        raise DiskRefused(path.name, _problem(code, path, room)) from error
    except UnicodeDecodeError as error:
        # SQLite's own words quote a spoiled structure, and cannot be read then.
        raise OutboxDestroyed(path.name) from error


def _problem(code: int, path: Path, room: Callable[[Path], int]) -> DiskProblem:
    if code == sqlite3.SQLITE_FULL:
        return DiskProblem.FULL
    if code == sqlite3.SQLITE_READONLY or is_read_only(path.with_name(CHAINS)):
        return DiskProblem.READ_ONLY
    with suppress(OSError):
        if code in _WANT_ROOM and room(path.parent) < _SHARED_BYTES:
            return DiskProblem.FULL
    return DiskProblem.FAILING


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the write lock from the first reading to the commit."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def delivered_mark(connection: sqlite3.Connection) -> tuple[int, str] | None:
    """Return the last number that the centre has, with its digest.

    None where nothing was delivered yet, or where the mark itself is damaged: then all
    that is still here is delivered again, and the centre stores it once.
    """
    row = connection.execute("SELECT body, digest FROM delivered").fetchone()
    if row is None or not isinstance(row[0], bytes) or sha256_hex(row[0]) != row[1]:
        return None
    told = json.loads(row[0])
    return told["number"], told["digest"]


def set_delivered_mark(
    connection: sqlite3.Connection, number: int, digest: str
) -> None:
    """Remember up to which number the centre has the chain."""
    body = canonical_bytes({"number": number, "digest": digest})
    connection.execute(
        "INSERT OR REPLACE INTO delivered (id, body, digest) VALUES (1, ?, ?)",
        (body, sha256_hex(body)),
    )
