"""Run the migrations that a database lacks; it decides no schema."""

from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config

from publishing.database import Database

CONNECTION = "connection"
"""Under this name `env.py` finds the connection to work on."""


def upgrade(database: Database, *, revision: str = "head") -> None:
    """Bring the schema of a database to a revision; up to date, it stays as it is."""
    with (
        as_file(files("publishing.migrations")) as folder,
        database.writing_connection() as connection,
    ):
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes[CONNECTION] = connection
        command.upgrade(config, revision)
