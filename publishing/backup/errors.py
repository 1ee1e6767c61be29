"""Name why a backup or a restore was refused, and what to do; decide nothing.

The tree::

    PublishingError
    └── BackupError
        ├── BackupFailed      no new backup was made; those before it are untouched
        ├── BackupDamaged     a backup does not give back what was put into it
        ├── NoGoodBackup      there is none to restore from
        ├── KeysNotOpened     fewer than two holders opened the sealed keys
        ├── FolderInUse       another program works in the county's folder
        └── RestoreRefused    nothing was restored, and nothing was changed
"""

from pathlib import Path

from publishing.errors import PublishingError


class BackupError(PublishingError):
    """Be the root of what goes wrong with backups."""

    code = "backup"


class BackupFailed(BackupError):
    """Say why no backup was made."""

    code = "backup_failed"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"备份没有做成：{reason}。以前的备份都还在。")


class BackupDamaged(BackupError):
    """Say which backup does not hold, and what is wrong with it."""

    code = "backup_damaged"

    def __init__(
        self, name: str, reason: str, *, parts: frozenset[str] = frozenset()
    ) -> None:
        self.name = name
        self.reason = reason
        self.parts = parts
        super().__init__(f"备份 {name} 不能用：{reason}。请用别的一份。")


class NoGoodBackup(BackupError):
    """Say where no backup was found that had been checked."""

    code = "no_good_backup"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"{folder} 里没有核对过的备份。请核对备份文件夹的位置，备份盘接上了没有。"
        )


class KeysNotOpened(BackupError):
    """Say why the sealed keys stay closed."""

    code = "keys_not_opened"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"备份里的密钥没有打开：{reason}。要两位保管人各用自己的钥匙文件和口令。"
        )


class FolderInUse(BackupError):
    """Say that a county's folder is held by another program."""

    code = "folder_in_use"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"{folder} 正在用：发布中心开着，或者正在恢复备份。"
            "恢复之前请先停下发布中心；正在恢复的，请等它做完。"
        )


class RestoreRefused(BackupError):
    """Say why nothing was restored."""

    code = "restore_refused"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"没有恢复，什么都没有改动：{reason}")
