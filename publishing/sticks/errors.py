"""Name what can be wrong with a stick at the centre; decide nothing.

The tree::

    PublishingError
    └── StickRefused          422
        ├── StickUnreadable   it was pulled out
        ├── StickUnwritable   it is full, gone, locked, or keeps not what it is given
        └── NoSuchAddressee   a group or a device that the county does not have
"""

from publishing.errors import PublishingError


class StickRefused(PublishingError):
    """Be the root of what can be wrong with a stick."""

    code = "stick_refused"
    status = 422


class StickUnwritable(StickRefused):
    """Say why a stick does not take the content; what it held before still holds."""

    code = "stick_unwritable"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"没有写进 U 盘：{reason}。U 盘上原来的内容没有动，"
            "请换一个 U 盘或清理以后再做一次。"
        )


class StickUnreadable(StickRefused):
    """Say that a stick was pulled out while it was read."""

    code = "stick_unreadable"

    def __init__(self) -> None:
        super().__init__(
            "U 盘读到一半读不出来了，可能被拔掉了。已经收下的不会丢，"
            "请插好再运行一次，不会重复收。"
        )


class NoSuchAddressee(StickRefused):
    """Say which group or device is not there."""

    code = "no_such_addressee"

    def __init__(self, kind: str, name: str) -> None:
        self.name = name
        super().__init__(
            f"没有{kind} {name}，或者已经停用。请在管理页面核对编号；什么都没有写。"
        )
