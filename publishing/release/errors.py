"""Name what can go wrong with keys and releases; it decides nothing.

The tree::

    ReleaseError
    ├── KeysMissing           a key file is not where it should be
    ├── KeysPresent           a ceremony would overwrite keys
    ├── KeyNotNamed           an everyday key that the root does not name
    ├── RequestRefused        a signing request that cannot be signed or carried out
    ├── RepositoryDamaged     metadata on disk that cannot be read or trusted
    ├── RepositoryUnwritable  the disk refused a write: nothing was published
    ├── GroupIncomplete       a display group lacks what its programme must say
    └── EntryRefused          an entry that its display group must not get
"""

from pathlib import Path


class ReleaseError(Exception):
    """Be the root of every error of keys and releases."""

    code = "release"


class KeysMissing(ReleaseError):
    """Say which key file is not there or is not a key."""

    code = "keys_missing"

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"没有可用的密钥文件 {path}。第一次使用请先运行 mingbai keys init。"
        )


class KeysPresent(ReleaseError):
    """Say that a folder already holds keys."""

    code = "keys_present"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"{folder} 里已经有密钥，没有改动。请换一个空文件夹。")


class KeyNotNamed(ReleaseError):
    """Say which everyday key is not the one that devices believe."""

    code = "key_not_named"

    def __init__(self, role: str) -> None:
        self.role = role
        super().__init__(
            f"keys/{role}.key 不是现在的根文件认的那一把，设备不会相信它签的内容。"
            "请从密钥备份取回正确的密钥；确实丢了，就更换它（docs/keys.md）。"
        )


class RequestRefused(ReleaseError):
    """Say why a signing request cannot be signed, or carried out."""

    code = "request_refused"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"签字申请没有办成：{reason}。什么都没有改动。")


class RepositoryDamaged(ReleaseError):
    """Say which metadata file cannot be read."""

    code = "repository_damaged"

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(
            f"发布库的 {name} 读不出来（{reason}）。请从备份恢复 repository 文件夹。"
        )


class RepositoryUnwritable(ReleaseError):
    """Say why the disk refused; what was published before stays whole."""

    code = "repository_unwritable"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"内容没有发布出去：磁盘写不进去（{reason}）。原来的内容照常展示。"
            "请清理磁盘，系统会自动再试。"
        )


class EntryRefused(ReleaseError):
    """Say why a display group must not get an entry."""

    code = "entry_refused"

    def __init__(self, disclosure: str, reason: str) -> None:
        self.disclosure = disclosure
        self.reason = reason
        super().__init__(f"公开事项 {disclosure} 不能发布：{reason}。")


class GroupIncomplete(ReleaseError):
    """Say what a display group lacks."""

    code = "group_incomplete"

    def __init__(self, group: str, reason: str) -> None:
        self.group = group
        self.reason = reason
        super().__init__(
            f"分组 {group} 还不能发布：{reason}。请在管理页面的设置里补上。"
        )
