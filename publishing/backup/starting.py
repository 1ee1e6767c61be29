"""Decide at a centre's start whether its database may be opened, and back it up first.

A damaged or vanished database is never started upon: a new one in its place would
publish an empty county. A database of an earlier version is backed up, and the backup
proved, before a migration touches it.
"""

from pathlib import Path

from config.centre import CentreSettings
from programme.clock import Clock
from publishing.backup.errors import BackupError
from publishing.backup.house import maker_of
from publishing.backup.keeper import attempted
from publishing.backup.record import Why
from publishing.backup.rows import Attempt
from publishing.backup.shelf import Backup, Shelf
from publishing.backup.sources import REPOSITORY
from publishing.backup.sqlite_copy import CopyBroken, check_whole
from publishing.backup.versions import highest_version
from publishing.database import Database
from publishing.database_server import DATABASE_NAME
from publishing.migrations.upgrading import head, knows, revision_of

FIRST_VERSION = 1
"""The version of everything after the ceremony: nothing was published yet."""


class DatabaseLost(BackupError):
    """Say that the database cannot be used, and which backup brings it back (F23)."""

    code = "database_lost"

    def __init__(
        self, path: Path, reason: str, *, shelf: Path, backup: Backup | None
    ) -> None:
        self.path = path
        self.reason = reason
        self.backup = backup
        super().__init__(
            f"数据库 {path} {reason}，发布中心没有启动。屏幕和触摸屏照常展示。"
            f"{_way_out(path.parent, shelf, backup)}"
        )


class UpgradeRefused(BackupError):
    """Say why an older database was not brought up to date."""

    code = "upgrade_refused"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"升级前的备份没有做成（{reason}），所以没有升级，也没有启动。"
            "数据库没有动过。请处理好再启动，或先用回原来的版本。"
        )


class DatabaseNewer(BackupError):
    """Say that a newer version has changed the database: this one would harm it."""

    code = "database_newer"

    def __init__(self, revision: str) -> None:
        self.revision = revision
        super().__init__(
            f"数据库是更新的版本用过的（{revision}），这个版本不认识，"
            "没有启动，也没有动它。请用回新版本。一定要用旧版本，"
            "请先用 mingbai backup list 找“升级前”的那份，"
            "再用 mingbai restore --only-database --replace 恢复（以后办的要再办）。"
        )


def must_be_whole(settings: CentreSettings) -> None:
    """Return only if the county's SQLite database may be opened.

    Raises:
        DatabaseLost: It is damaged, or gone while the repository is still there.
    """
    if settings.database_url is not None:
        return
    path = settings.data_folder / DATABASE_NAME
    if not path.exists():
        if highest_version(settings.data_folder / REPOSITORY) <= FIRST_VERSION:
            return
        raise _lost(settings, path, "不见了")
    try:
        check_whole(path, quick=True)
    except CopyBroken as error:
        reason = f"坏了（{error.reason[:200]}）"
        raise _lost(settings, path, reason) from error


def backed_up_before_upgrade(
    settings: CentreSettings, database: Database, clock: Clock
) -> Attempt | None:
    """Return the backup that was made; None where there is nothing to migrate.

    Raises:
        DatabaseNewer: This version is older than the one that migrated it last.
        UpgradeRefused: None could be made that holds.
    """
    revision = revision_of(database)
    if revision is None or revision == head():
        return None
    if not knows(revision):
        raise DatabaseNewer(revision)
    attempt = attempted(maker_of(settings, clock), Why.BEFORE_UPGRADE, clock)
    if attempt.result is None:
        raise UpgradeRefused(attempt.reason)
    return attempt


def _lost(settings: CentreSettings, path: Path, reason: str) -> DatabaseLost:
    shelf = Shelf(settings.backup_folder)
    good = shelf.good()
    return DatabaseLost(
        path, reason, shelf=shelf.folder, backup=good[0] if good else None
    )


def _way_out(folder: Path, shelf: Path, backup: Backup | None) -> str:
    if backup is None:
        return (
            f"{shelf} 里没有核对过的备份。请接上备份盘再启动；"
            "先把整个数据文件夹拷一份封存，不要再写。"
        )
    return (
        f"最近一份核对过的备份是 {backup.name}。请运行："
        f"mingbai restore --from {shelf} --name {backup.name} --into {folder} "
        "--replace --only-database（坏的会挪到旁边，不会删），再启动。"
    )
