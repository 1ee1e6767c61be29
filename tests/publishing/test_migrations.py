from pathlib import Path
from typing import Any

from sqlalchemy import Engine, inspect

from publishing.database import Database, open_database
from publishing.migrations import upgrade
from publishing.migrations.models import METADATA


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
        if table != "alembic_version"
    }


def test_the_migrations_make_the_schema_of_the_models(tmp_path: Path) -> None:
    migrated = open_database(tmp_path / "migrated.sqlite3")
    modelled = open_database(tmp_path / "modelled.sqlite3")

    upgrade(migrated)
    METADATA.create_all(modelled.engine)

    found, wanted = _schema(migrated.engine), _schema(modelled.engine)
    _close(migrated, modelled)
    assert found == wanted
    assert len(found) == len(METADATA.tables)


def test_a_database_that_is_up_to_date_stays_as_it_is(tmp_path: Path) -> None:
    database = open_database(tmp_path / "mingbai.sqlite3")
    upgrade(database)
    before = _schema(database.engine)

    upgrade(database)

    after = _schema(database.engine)
    _close(database)
    assert after == before


def _close(*databases: Database) -> None:
    for database in databases:
        database.close()
