import threading
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import httpx
import pytest
from sqlalchemy import URL, text
from sqlalchemy.exc import InternalError
from typer.testing import CliRunner

from config.centre import CentreSettings
from config.settings import SettingsError, read_settings
from publishing.centre.app import built
from publishing.centre.making import Makers
from publishing.database import Database, database_at
from publishing.database_server import DatabaseUnusable, database_of, open_server
from publishing.migrations import upgrade
from publishing.oversight.commands import app as journal
from publishing.oversight.journal import record
from publishing.tables.people import StaffMember, StaffState
from tests.fakes.counties import found_county
from tests.fakes.desk_makers import LineImporter, OnePageSetter
from tests.fakes.hand_clock import NOON, HandClock
from tests.fakes.postgres import Cluster, NoPostgres, private_cluster

pytestmark = pytest.mark.timeout(60)  # the first one waits until the server has started


@pytest.fixture
def place(cluster: Cluster) -> Iterator[URL]:
    """Give the address of an empty database."""
    with cluster.database() as url:
        yield url


@pytest.fixture
def database(place: URL) -> Iterator[Database]:
    made = database_at(place)
    yield made
    made.close()


def written(url: URL) -> str:
    """Return an address as a county writes it into its settings."""
    folder = url.query["host"]
    return f"postgresql://{url.username}@/{url.database}?host={folder}"


def settings_file(folder: Path, url: URL) -> Path:
    file = folder / "own.toml"
    lines = (
        'county = "qinghe"',
        f'data_folder = "{folder}"',
        f'database_url = "{written(url)}"',
    )
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


async def test_a_centre_starts_on_a_database_server(place: URL, tmp_path: Path) -> None:
    found_county(tmp_path)
    file = settings_file(tmp_path, place)
    settings = read_settings(CentreSettings, files=[file])
    makers = Makers(importer=LineImporter(), page_setter=OnePageSetter())

    with built(settings, HandClock(), makers=makers) as centre:
        centre.upkeep.start()
        transport = httpx.ASGITransport(app=centre.web)
        async with httpx.AsyncClient(transport=transport, base_url="https://c") as web:
            answer = await web.get("/device/health")
        with centre.doors.core.database.session() as session:
            record(session, actor="a", act="b", subject="c", at=NOON)
    told = CliRunner().invoke(journal, ["verify", "--settings", str(file)])

    assert answer.status_code == 200
    assert not (tmp_path / "mingbai.sqlite3").exists()
    assert "操作记录完好：1 条" in told.stdout


def test_two_writers_come_one_after_the_other(database: Database) -> None:  # F34
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
        assert session.execute(text("SELECT n FROM counter")).scalar_one() == 80


def test_a_session_that_reads_sees_one_state_and_changes_nothing(
    database: Database,
) -> None:
    with database.session() as session:
        session.execute(text("CREATE TABLE counter (n INTEGER)"))

    with database.reading() as reading:
        before = reading.execute(text("SELECT count(*) FROM counter")).scalar_one()
        with database.session() as session:
            session.execute(text("INSERT INTO counter VALUES (0)"))
        after = reading.execute(text("SELECT count(*) FROM counter")).scalar_one()
        with pytest.raises(InternalError, match="read-only"):
            reading.execute(text("INSERT INTO counter VALUES (1)"))

    assert (before, after) == (0, 0)


def test_an_instant_comes_back_as_utc_wherever_the_server_stands(
    cluster: Cluster, place: URL
) -> None:
    cluster.run(f"ALTER DATABASE \"{place.database}\" SET timezone TO 'Asia/Shanghai'")
    database = database_at(place)
    upgrade(database)
    with database.session() as session:
        session.add(
            StaffMember(
                id="a", login="a", name="甲", state=StaffState.ACTIVE, created_at=NOON
            )
        )

    with database.reading() as session:
        kept = session.get_one(StaffMember, "a").created_at
    database.close()

    assert kept == NOON
    assert kept.tzinfo is UTC


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("SET synchronous_commit TO off", "synchronous_commit"),
        ("RENAME TO renamed", "连不上"),
    ],
)
def test_a_server_that_is_not_fit_is_refused_with_what_to_do(
    cluster: Cluster, change: str, told: str
) -> None:
    url = cluster.new()
    cluster.run(f'ALTER DATABASE "{url.database}" {change}')

    with pytest.raises(DatabaseUnusable, match=told):
        open_server(written(url))


def test_a_database_that_does_not_keep_utf_8_is_refused(cluster: Cluster) -> None:
    cluster.run("CREATE DATABASE ascii TEMPLATE template0 ENCODING 'SQL_ASCII'")

    with pytest.raises(DatabaseUnusable, match="createdb"):
        open_server(written(cluster.url("ascii")))


def test_the_password_stands_in_a_file(place: URL, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("秘密\n", encoding="utf-8")

    open_server(written(place), password_file=file).close()

    with pytest.raises(DatabaseUnusable, match="database_password_file"):
        open_server(written(place), password_file=tmp_path / "none")


def test_a_journal_on_a_server_that_is_away_is_a_typed_error(tmp_path: Path) -> None:
    away = URL.create(
        "postgresql", username="a", database="b", query={"host": str(tmp_path)}
    )
    file = settings_file(tmp_path, away)

    answer = CliRunner().invoke(journal, ["verify", "--settings", str(file)])

    assert answer.exit_code == 1
    assert "操作记录读不出来" in answer.stderr


def test_without_a_server_named_the_database_is_a_file(tmp_path: Path) -> None:
    settings = read_settings(CentreSettings).model_copy(
        update={"data_folder": tmp_path}
    )

    database = database_of(settings)

    with database.reading() as session:
        session.execute(text("SELECT 1"))
    database.close()
    assert (tmp_path / "mingbai.sqlite3").exists()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://a@b/c", "database_url：要像 postgresql"),
        ("postgresql://a@b", "database_url：要像 postgresql"),
        ("postgresql://a:secret@b/c", "密码不要写在这里"),
        ("postgresql://a@b/c?password=secret", "密码不要写在这里"),
    ],
)
def test_an_address_is_refused_in_plain_words(
    tmp_path: Path, url: str, told: str
) -> None:
    file = tmp_path / "own.toml"
    file.write_text(f'database_url = "{url}"', encoding="utf-8")

    with pytest.raises(SettingsError, match=told):
        read_settings(CentreSettings, files=[file])


def test_a_cluster_leaves_nothing_behind() -> None:
    try:
        with private_cluster() as made:
            folder = made.folder
    except NoPostgres as reason:
        pytest.skip(f"not run: {reason}")

    assert not folder.exists()
