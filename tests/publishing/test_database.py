import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from publishing.database import open_database, open_read_only
from publishing.errors import StorageFailed
from publishing.tables.base import Base
from publishing.tables.people import StaffMember, StaffState
from tests.fakes.hand_clock import NOON


def _member(name: str) -> StaffMember:
    return StaffMember(
        id=name, login=name, name=name, state=StaffState.ACTIVE, created_at=NOON
    )


def test_the_database_waits_for_the_disk_at_every_commit(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.sqlite3")

    with database.reading() as session:
        found = [
            session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]

    database.close()
    assert found == ["wal", 2, 1]


def test_two_writers_come_one_after_the_other(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.sqlite3")
    with database.session() as session:
        session.execute(text("CREATE TABLE counter (n INTEGER)"))
        session.execute(text("INSERT INTO counter VALUES (0)"))

    def add() -> None:
        for _ in range(20):
            with database.session() as session:
                seen = session.execute(text("SELECT n FROM counter")).scalar_one()
                session.execute(text("UPDATE counter SET n = :n"), {"n": seen + 1})

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        total = session.execute(text("SELECT n FROM counter")).scalar_one()
    database.close()
    assert total == 80


def test_what_fails_changes_nothing(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.sqlite3")
    Base.metadata.create_all(database.engine)

    def fail() -> None:
        with database.session() as session:
            session.add(_member("a"))
            session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    with database.reading() as session:
        assert session.get(StaffMember, "a") is None
    database.close()


def test_an_instant_comes_back_aware_and_a_naive_one_is_refused(
    tmp_path: Path,
) -> None:
    database = open_database(tmp_path / "a.sqlite3")
    Base.metadata.create_all(database.engine)
    with database.session() as session:
        session.add(_member("a"))

    def naive() -> None:
        with database.session() as session:
            late = _member("b")
            late.created_at = NOON.replace(tzinfo=None)
            session.add(late)

    with pytest.raises(StatementError, match="aware"):
        naive()
    with database.reading() as session:
        kept = session.get_one(StaffMember, "a")
    database.close()
    assert kept.created_at == NOON
    assert kept.left_at is None


def test_a_database_opened_for_reading_cannot_be_changed(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.sqlite3")
    Base.metadata.create_all(database.engine)
    database.close()
    opened = open_read_only(tmp_path / "a.sqlite3")

    def write() -> None:
        with opened.session() as session:
            session.add(_member("a"))

    with pytest.raises(StorageFailed, match="只读"):
        write()
    opened.close()
