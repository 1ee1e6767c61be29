"""Run the migrations that a database lacks; it decides no schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from publishing.database import Database

CONNECTION = "connection"
"""Under this name `env.py` finds the connection to work on."""
_NEWEST = "head"


def upgrade(database: Database, *, revision: str = _NEWEST) -> None:
    """Bring the schema of a database to a revision; up to date, it stays as it is."""
    if revision == _NEWEST and revision_of(database) == head():
        return
    with _config() as config, database.writing_connection() as connection:
        config.attributes[CONNECTION] = connection
        command.upgrade(config, revision)


@cache
def head() -> str | None:
    """Return the revision that this program knows as the newest; read once."""
    with _config() as config:
        return ScriptDirectory.from_config(config).get_current_head()


def knows(revision: str) -> bool:
    """Say whether this program knows a revision; a newer program's it does not."""
    with _config() as config:
        every = ScriptDirectory.from_config(config).walk_revisions()
        return any(one.revision == revision for one in every)


def revision_of(database: Database) -> str | None:
    """Return the revision of a database; None where it is new and empty."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


@contextmanager
def _config() -> Iterator[Config]:
    with as_file(files("publishing.migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder))
        yield config
