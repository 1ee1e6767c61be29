import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sync_agent.disk import DiskProblem, DiskRefused
from sync_agent.outbox_file import (
    OutboxDestroyed,
    connect,
    delivered_mark,
    path_of,
    refusals_of,
    set_delivered_mark,
    transaction,
    writers_in,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the place of an outbox that has no record yet."""
    found = path_of(tmp_path, "player-1")
    connect(found, create=True).close()
    return found


def test_the_writers_of_a_folder_are_told_oldest_first(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"no outbox")
    for writer in ("player-2", "kiosk-1", "player-1"):
        path_of(tmp_path, writer).touch()
        os.utime(path_of(tmp_path, writer))

    found = writers_in(tmp_path)

    assert set(found) == {"player-2", "kiosk-1", "player-1"}
    ages = [path_of(tmp_path, writer).stat().st_ctime_ns for writer in found]
    assert ages == sorted(ages)


def test_a_file_that_went_meanwhile_is_counted_as_the_oldest(
    tmp_path: Path, path: Path
) -> None:
    path_of(tmp_path, "player-0").symlink_to(tmp_path / "gone")

    assert writers_in(tmp_path) == ("player-0", "player-1")
    assert path.exists()


def test_a_chain_that_was_never_begun_is_the_disk_s_refusal(tmp_path: Path) -> None:
    with pytest.raises(DiskRefused):
        connect(path_of(tmp_path, "player-1"), create=False)

    assert writers_in(tmp_path) == ()


@pytest.mark.parametrize("data", [b"rubbish" * 1000, b""])
def test_a_file_that_is_no_outbox_is_destroyed(path: Path, data: bytes) -> None:
    path.write_bytes(data)

    with pytest.raises(OutboxDestroyed, match="outbox-player-1"):
        connect(path, create=False)


def test_another_database_is_no_outbox(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TABLE records")

    with pytest.raises(OutboxDestroyed):
        connect(path, create=False)


def test_a_disk_that_is_read_only_is_told_from_a_failing_one(path: Path) -> None:
    uri = f"{path.as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(uri, uri=True)) as reading,
        pytest.raises(DiskRefused, match="只读") as refusal,
        refusals_of(path),
    ):
        reading.execute("INSERT INTO delivered VALUES (1, x'00', '')")

    assert refusal.value.problem is DiskProblem.READ_ONLY


def test_a_disk_that_is_full_is_told_from_a_failing_one(path: Path) -> None:
    with closing(connect(path, create=False)) as connection:
        connection.execute("PRAGMA max_page_count = 1")
        with (
            pytest.raises(DiskRefused, match="已满") as refusal,
            refusals_of(path),
            transaction(connection),
        ):
            set_delivered_mark(connection, 1, "a" * 10_000)

        assert delivered_mark(connection) is None

    assert refusal.value.problem is DiskProblem.FULL


@pytest.mark.parametrize(
    ("room", "problem"), [(0, DiskProblem.FULL), (1 << 20, DiskProblem.FAILING)]
)
def test_sqlite_s_error_of_the_disk_is_a_full_disk_where_there_is_no_room(
    path: Path, room: int, problem: DiskProblem
) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE

    with (
        pytest.raises(DiskRefused) as refusal,
        refusals_of(path, room=lambda _: room),
    ):
        raise error

    assert refusal.value.problem is problem


def test_a_program_that_holds_the_file_too_long_is_a_failing_disk(path: Path) -> None:
    with (
        closing(connect(path, create=False)) as one,
        closing(connect(path, create=False)) as other,
    ):
        other.execute("PRAGMA busy_timeout = 1")
        with (
            transaction(one),
            pytest.raises(DiskRefused) as refusal,
            refusals_of(path),
            transaction(other),
        ):
            pass

    assert refusal.value.problem is DiskProblem.FAILING


def test_an_index_that_lies_about_its_table_is_a_destroyed_outbox(path: Path) -> None:
    insert = "INSERT INTO records VALUES (1, 'a', x'00', '')"
    with closing(connect(path, create=False)) as connection:
        connection.execute(insert)

        with pytest.raises(OutboxDestroyed), refusals_of(path):
            connection.execute(insert)


# F11
def test_a_spoiled_name_that_sqlite_quotes_is_a_destroyed_outbox(path: Path) -> None:
    connect(path, create=True).close()
    data = path.read_bytes()
    path.write_bytes(data.replace(b"tablerecords", b"tablereco\xf4ds"))

    with pytest.raises(OutboxDestroyed):
        connect(path, create=False)


# F11
@pytest.mark.parametrize(
    ("said", "spoiled"),
    [
        (b"tabledelivereddelivered\x04", b"tabledelivereddelivered\x02"),
        (b"number INTEGER PRIMARY", b"number INTEGEP PRIMARY"),
    ],
    ids=["it begins where another lies", "its number is no number"],
)
def test_a_table_that_is_not_as_it_was_made_is_a_destroyed_outbox(
    path: Path, said: bytes, spoiled: bytes
) -> None:
    data = path.read_bytes()
    assert data.count(said) == 1
    path.write_bytes(data.replace(said, spoiled))

    with pytest.raises(OutboxDestroyed):
        connect(path, create=False)


def test_a_mistake_in_the_program_is_not_the_disk_s(path: Path) -> None:
    connection = connect(path, create=False)
    connection.close()

    with pytest.raises(sqlite3.ProgrammingError), refusals_of(path):
        connection.execute("SELECT 1")


def test_what_fails_within_a_transaction_is_undone(path: Path) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        with refusals_of(path), transaction(connection):
            set_delivered_mark(connection, 2, "b")
            connection.execute("SELECT nothing FROM nowhere")

    with closing(connect(path, create=False)) as connection:
        set_delivered_mark(connection, 1, "a")

        with pytest.raises(DiskRefused):
            fail(connection)

        assert delivered_mark(connection) == (1, "a")


def test_a_damaged_mark_is_no_mark(path: Path) -> None:
    with closing(connect(path, create=False)) as connection:
        set_delivered_mark(connection, 7, "a")
        connection.execute("UPDATE delivered SET body = x'00'")

        assert delivered_mark(connection) is None
