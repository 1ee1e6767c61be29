"""Take back what a newer version's start did to the database; decide no upgrade.

`script/install` runs this by the old version when the new one did not start. Nobody
has worked with the new version then, so the backup from before it loses nothing.
"""

from datetime import datetime

from config.centre import CentreSettings
from programme.clock import Clock
from publishing.backup.errors import RestoreRefused
from publishing.backup.record import Why
from publishing.backup.restoring import Outcome, Part, Restorer
from publishing.backup.shelf import Shelf
from publishing.backup.sources import REPOSITORY
from publishing.backup.starting import FIRST_VERSION
from publishing.backup.versions import highest_version
from publishing.database import open_database
from publishing.database_server import DATABASE_NAME
from publishing.migrations.upgrading import head, revision_of


def undone(
    settings: CentreSettings, shelf: Shelf, clock: Clock, *, since: datetime
) -> Outcome | None:
    """Return what was restored; None where the database is this version's already.

    Args:
        settings: Of the centre.
        shelf: Where the new version backed up before it migrated.
        clock: What the time is.
        since: When the upgrade began; no older backup is taken.

    Raises:
        RestoreRefused: There is no such backup, or a database server keeps the rows.
        BackupError: The backup does not hold, or the centre runs.
    """
    if settings.database_url is not None:
        reason = "数据库在 PostgreSQL 上，要用 pg_restore 退回，见 docs/operations.md。"
        raise RestoreRefused(reason)
    own = head()
    if _is_new(settings) or _revision(settings) == own:
        return None
    for backup in shelf.good():
        record = backup.record
        fits = record.why is Why.BEFORE_UPGRADE and record.facts.revision == own
        if fits and backup.made_at >= since:
            return Restorer(shelf, clock).restore(
                backup, settings.data_folder, part=Part.DATABASE, replace=True
            )
    reason = f"{shelf.folder} 里没有这次升级前的备份，请接上备份盘再来。"
    raise RestoreRefused(reason)


def _is_new(settings: CentreSettings) -> bool:
    """Say whether this county has never been started."""
    folder = settings.data_folder
    published = highest_version(folder / REPOSITORY) > FIRST_VERSION
    return not published and not (folder / DATABASE_NAME).exists()


def _revision(settings: CentreSettings) -> str | None:
    """Return the database's revision; None where a restore was cut short before."""
    path = settings.data_folder / DATABASE_NAME
    if not path.exists():
        return None
    database = open_database(path)
    try:
        return revision_of(database)
    finally:
        database.close()
