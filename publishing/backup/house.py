"""Put together out of the settings what makes backups; make none."""

from zoneinfo import ZoneInfo

from config.centre import CentreSettings
from programme.clock import Clock
from publishing.backup.keeper import BackupKeeper
from publishing.backup.making import BackupMaker, DatabaseSource, SqliteSource
from publishing.backup.retention import Retention
from publishing.backup.server_copy import ServerCopy
from publishing.backup.shelf import Shelf
from publishing.database import Database
from publishing.database_server import DATABASE_NAME


def maker_of(settings: CentreSettings, clock: Clock) -> BackupMaker:
    """Return what makes backups of the county of these settings."""
    return BackupMaker(
        county=settings.county,
        folder=settings.data_folder,
        database=_database(settings),
        shelf=Shelf(settings.backup_folder),
        retention=Retention(
            daily=settings.backup.daily,
            weekly=settings.backup.weekly,
            monthly=settings.backup.monthly,
        ),
        zone=ZoneInfo(settings.time_zone),
        clock=clock,
    )


def keeper_of(
    settings: CentreSettings, clock: Clock, database: Database
) -> BackupKeeper:
    """Return what makes the night's backups."""
    return BackupKeeper(
        database=database,
        maker=maker_of(settings, clock),
        rule=settings.backup,
        folder=settings.data_folder,
        zone=ZoneInfo(settings.time_zone),
        clock=clock,
    )


def _database(settings: CentreSettings) -> DatabaseSource:
    if settings.database_url is None:
        return SqliteSource(path=settings.data_folder / DATABASE_NAME)
    return ServerCopy(settings.database_url, settings.database_password_file)
