"""Run a private PostgreSQL cluster for tests; it knows no table of the product.

The cluster lies in a folder of its own, is reached by a unix socket in that folder
alone, never waits for the disk, and ends with the block that started it.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from threading import Thread
from typing import IO

from sqlalchemy import URL, create_engine, text

OWNER = "mingbai"
_PACKAGED = Path("/usr/lib/postgresql")
_ACCOUNTS = ("postgres", "nobody")
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - each cluster has a folder of its own there
"""A database is some 300 files, which a slow disk takes long to make and remove."""
_ENOUGH_BYTES = 1024**3
_READY = "ready to accept connections"
_QUICK = ("fsync=off", "full_page_writes=off")
_SMALL = (
    "max_connections=30",
    "shared_buffers=32MB",
    "autovacuum=off",
    "max_wal_size=64MB",
)


class NoPostgres(Exception):
    """Say what this machine lacks to run a cluster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Be a running cluster; each database in it is made from another."""

    folder: Path
    numbers: Iterator[int]

    def url(self, name: str) -> URL:
        """Return the address of a database."""
        return URL.create(
            "postgresql+psycopg",
            username=OWNER,
            database=name,
            query={"host": str(self.folder)},
        )

    def new(self, *, like: str = "template0") -> URL:
        """Make a database and return its address.

        Args:
            like: Its content; nobody may be connected to that one.
        """
        name = f"county_{next(self.numbers)}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        return self.url(name)

    @contextmanager
    def database(self, *, like: str = "template0") -> Iterator[URL]:
        """Give the address of a database that is gone when the block ends."""
        url = self.new(like=like)
        try:
            yield url
        finally:
            self.run(f'DROP DATABASE "{url.database}" WITH (FORCE)')

    def run(self, statement: str) -> None:
        """Run a statement that concerns whole databases."""
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@contextmanager
def private_cluster() -> Iterator[Cluster]:
    """Give a cluster of its own; it is gone when the block ends.

    Raises:
        NoPostgres: The server's programs or the driver are not installed.
    """
    programs, account = _programs(), _account()
    folder = Path(tempfile.mkdtemp(prefix="mingbai-pg-", dir=_roomy_memory()))
    try:
        if account is not None:
            shutil.chown(folder, account)
        _init(programs, folder, account)
        with _running(programs, folder, account):
            yield Cluster(folder=folder, numbers=count(1))
    finally:
        shutil.rmtree(folder)


def _roomy_memory() -> Path | None:
    """Return a folder that lies in memory, where there is one with enough room."""
    if not os.access(_IN_MEMORY, os.W_OK):
        return None
    room = shutil.disk_usage(_IN_MEMORY).free
    return _IN_MEMORY if room >= _ENOUGH_BYTES else None


def _programs() -> Path:
    """Return the folder of the server's programs.

    Raises:
        NoPostgres: They or the driver are not installed.
    """
    if find_spec("psycopg") is None:
        message = "the driver psycopg 3 is not installed"
        raise NoPostgres(message)
    packaged = sorted(_PACKAGED.glob("*/bin/initdb"), key=_version)
    found = shutil.which("initdb") or (packaged[-1] if packaged else None)
    if found is None:
        message = "initdb is not installed: apt-get install postgresql"
        raise NoPostgres(message)
    return Path(found).resolve().parent


def _version(initdb: Path) -> int:
    return int(initdb.parts[-3])


def _account() -> str | None:
    """Return as whom the server runs; none: as who runs the tests.

    Raises:
        NoPostgres: The server refuses to run as root, and there is nobody else.
    """
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in _ACCOUNTS:
        if name in known:
            return name
    message = f"the server needs one of the accounts {', '.join(_ACCOUNTS)}"
    raise NoPostgres(message)


def _init(programs: Path, folder: Path, account: str | None) -> None:
    done = subprocess.run(  # noqa: S603 - a program of the machine's own
        [
            programs / "initdb",
            f"--pgdata={folder / 'data'}",
            f"--username={OWNER}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ],
        user=account,
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise NoPostgres(done.stderr)


@contextmanager
def _running(programs: Path, folder: Path, account: str | None) -> Iterator[None]:
    reached = ("listen_addresses=", f"unix_socket_directories={folder}")
    settings = (*_QUICK, *_SMALL, *reached)
    server = subprocess.Popen(  # noqa: S603 - a program of the machine's own
        [
            programs / "postgres",
            f"-D{folder / 'data'}",
            *(f"-c{setting}" for setting in settings),
        ],
        user=account,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr is not None
    reader = Thread(target=server.stderr.read, daemon=True)
    with server:
        try:
            _await_ready(server.stderr)
            # What it says later is read too, or a full pipe would hold it up.
            reader.start()
            yield
        finally:
            server.send_signal(signal.SIGQUIT)
            if reader.is_alive():
                reader.join(10)


def _await_ready(log: IO[str]) -> None:
    """Read what the server says until it is ready.

    Raises:
        NoPostgres: It ended before.
    """
    said: list[str] = []
    for line in log:
        said.append(line)
        if _READY in line:
            return
    raise NoPostgres("".join(said))
