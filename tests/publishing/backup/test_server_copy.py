import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from programme.clock import SystemClock
from publishing.backup.errors import BackupFailed
from publishing.backup.making import BackupMaker
from publishing.backup.record import Why
from publishing.backup.retention import Retention
from publishing.backup.server_copy import ServerCopy, check_dump
from publishing.backup.shelf import Shelf
from publishing.backup.sqlite_copy import CopyBroken
from publishing.database import database_at
from tests.fakes.backups import ZONE
from tests.fakes.postgres import Cluster

TOOLS = "" if shutil.which("pg_dump") else "not run: pg_dump is not installed"
pytestmark = pytest.mark.skipif(bool(TOOLS), reason=TOOLS)

_MANY = "CREATE TABLE played AS SELECT md5(i::text) FROM generate_series(1, 9999) i"


def maker(folder: Path, url: str) -> BackupMaker:
    return BackupMaker(
        county="qinghe",
        folder=folder / "centre",
        database=ServerCopy(url, None),
        shelf=Shelf(folder / "backups"),
        retention=Retention(daily=7, weekly=4, monthly=12),
        zone=ZONE,
        clock=SystemClock(),
    )


def test_a_server_s_database_is_dumped_and_the_dump_is_read_to_its_end(
    cluster: Cluster, tmp_path: Path
) -> None:
    with cluster.database() as url:
        database = database_at(url)
        with database.writing_connection() as connection:
            connection.execute(text("CREATE TABLE alembic_version (version_num text)"))
            connection.execute(text("INSERT INTO alembic_version VALUES ('0048')"))
            connection.execute(text(_MANY))
        database.close()
        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)

        made = maker(tmp_path, plain).make(Why.BY_HAND)
        with pytest.raises(BackupFailed, match="连不上"):
            maker(tmp_path, plain.replace("mingbai", "nobody", 1)).make(Why.BY_HAND)

    dump = tmp_path / "whole.dump"
    made_of = made.backup.record.database
    Shelf(tmp_path / "backups").pool.give(made_of, dump)
    check_dump(dump)
    dump.write_bytes(dump.read_bytes()[: made_of.length // 2])
    with pytest.raises(CopyBroken):
        check_dump(dump)
    assert made.backup.record.facts.kind == "postgresql"
    assert made.backup.record.facts.revision == "0048"
    assert made.backup.record.database.path == "database.dump"
    assert made.backup.checked is not None
