from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, event, inspect, text

from publishing.database import Database, database_at, open_database
from publishing.migrations import upgrade
from publishing.migrations.models import METADATA
from tests.fakes.old_rows import fill
from tests.fakes.postgres import Cluster

VERSIONS = Path(__file__).parents[2] / "publishing" / "migrations" / "versions"
REVISIONS = sorted(VERSIONS.glob("0*.py"))
pytestmark = pytest.mark.timeout(60)
"""All the migrations there are, and a server that the first one starts."""

OWN = frozenset({"alembic_version"})
"""What the migrations note for themselves."""

NOTED = ("INSERT INTO alembic_version", "UPDATE alembic_version")
"""How they note it, after each of them."""

Opener = Callable[[], Database]


@pytest.fixture(params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Give what opens an empty database, another each time."""
    with ExitStack() as stack:

        def on_sqlite() -> Database:
            files = len(list(tmp_path.iterdir()))
            return stack.enter_context(
                closing(open_database(tmp_path / f"{files}.sqlite3"))
            )

        def on_postgres() -> Database:
            cluster: Cluster = request.getfixturevalue("cluster")
            url = stack.enter_context(cluster.database())
            return stack.enter_context(closing(database_at(url)))

        yield on_sqlite if request.param == "sqlite" else on_postgres


def _schema(engine: Engine) -> dict[str, Any]:
    """Return what a database says of itself, in a form that can be compared."""
    seen = inspect(engine)
    return {
        table: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"])
                for column in seen.get_columns(table)
            ],
            "primary": seen.get_pk_constraint(table),
            "foreign": sorted(seen.get_foreign_keys(table), key=str),
            "unique": sorted(seen.get_unique_constraints(table), key=str),
            "indexes": sorted(seen.get_indexes(table), key=str),
        }
        for table in seen.get_table_names()
        if table not in OWN
    }


def _differences(connection: Connection) -> list[Any]:
    """Return what Alembic would migrate to come to the models."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, METADATA))


def test_the_migrations_make_the_schema_of_the_models(opened: Opener) -> None:
    migrated, modelled = opened(), opened()

    upgrade(migrated)
    with modelled.writing_connection() as connection:
        METADATA.create_all(connection)

    found, wanted = _schema(migrated.engine), _schema(modelled.engine)
    assert found == wanted
    assert len(found) == len(METADATA.tables)
    with migrated.writing_connection() as connection:
        assert _differences(connection) == []


def test_a_database_of_any_earlier_time_is_brought_up_to_date_with_its_rows(
    opened: Opener,
) -> None:
    """Each release lies at one revision; every migration meets rows of its time."""
    database = opened()
    filled = OWN
    met: list[str] = []

    @event.listens_for(database.engine, "after_cursor_execute")
    def fill_up(connection: Connection, _: object, statement: str, *__: object) -> None:
        nonlocal filled
        if statement.startswith(NOTED):
            filled = fill(connection, but=filled)
            met.append(statement)

    upgrade(database)

    with database.writing_connection() as connection:
        assert _differences(connection) == []
        kept = {
            table: connection.execute(
                text(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own tables
            ).scalar_one()
            for table in METADATA.tables
        }
        words = connection.execute(text("SELECT words FROM draft_words")).scalar_one()
    assert len(met) == len(REVISIONS)
    assert all(kept.values())
    # Its title, and the name of its file (0055).
    assert words == "1 1"


def test_a_database_that_is_up_to_date_stays_as_it_is(tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "mingbai.sqlite3")) as database:
        upgrade(database)
        before = _schema(database.engine)

        upgrade(database)

        assert _schema(database.engine) == before
