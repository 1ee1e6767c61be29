"""Copy a PostgreSQL database by the server's own `pg_dump`; it knows no table.

A dump is looked at by `pg_restore`, which writes all of it to nowhere: its list stands
at the beginning, and a dump that was cut off would pass. The rows themselves are proved
where the drill restores it into a database (docs/operations.md).
"""

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import make_url, text

from publishing.backup.record import Facts
from publishing.backup.sqlite_copy import CopyBroken
from publishing.database_server import open_server

DUMP_NAME = "database.dump"
_LIMIT_S = 4 * 3600


class ServerCopy:
    """Be the database of a server, as `database_url` names it."""

    name = DUMP_NAME

    def __init__(self, url: str, password_file: Path | None) -> None:
        self._url = url
        self._password_file = password_file

    def copy(self, target: Path) -> Facts:
        """Dump the database into a file, and return what is known of it.

        Raises:
            CopyBroken: `pg_dump` is not there, or it failed.
            DatabaseUnusable: The server cannot be reached.
        """
        facts = self._facts()
        address = make_url(self._url).render_as_string(hide_password=False)
        environment = dict(os.environ)
        if self._password_file is not None:
            password = self._password_file.read_text(encoding="utf-8").strip()
            environment["PGPASSWORD"] = password
        words = ["--format=custom", "--no-password", f"--file={target}", address]
        _run("pg_dump", words, environment)
        check_dump(target)
        return facts

    def _facts(self) -> Facts:
        database = open_server(self._url, password_file=self._password_file)
        try:
            with database.reading() as session:
                tables = set(session.scalars(text("SELECT tablename FROM pg_tables")))
                asked = {
                    "alembic_version": "SELECT version_num FROM alembic_version",
                    "release_target": "SELECT max(version) FROM release_target",
                }
                told = {
                    table: session.scalar(text(query))
                    for table, query in asked.items()
                    if table in tables
                }
        finally:
            database.close()
        return Facts(
            kind="postgresql",
            revision=told.get("alembic_version") or "",
            rows={},
            highest_version=told.get("release_target") or 0,
        )


def check_dump(path: Path) -> None:
    """Return only if a dump can be read to its end.

    Raises:
        CopyBroken: It cannot, or `pg_restore` is not there.
    """
    words = [f"--file={os.devnull}", str(path)]
    _run("pg_restore", words, dict(os.environ))


def _run(program: str, words: list[str], environment: dict[str, str]) -> None:
    found = shutil.which(program)
    if found is None:
        reason = (
            f"数据库在 PostgreSQL 上，本机没有 {program}。请装上 postgresql-client，"
            "版本不要低于服务器的"
        )
        raise CopyBroken(reason)
    try:
        done = subprocess.run(  # noqa: S603 - the server's own program, our own words
            [found, *words],
            env=environment,
            capture_output=True,
            text=True,
            timeout=_LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        reason = f"{program} 太久没有做完"
        raise CopyBroken(reason) from error
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["没有说原因"]
        reason = f"{program}：{last[0]}"
        raise CopyBroken(reason)
