"""Name what keeps the agent from adopting; the network's errors are in `http`.

The errors::

    SyncFailed
    ├── ReleaseRefused      what came does not verify: the centre's people must look
    ├── NothingReleased     there is no programme for this group yet: wait
    ├── EnrolmentRefused    the centre does not take this device: ask its people
    ├── DeviceUnknown       the centre does not know this device any more
    └── Mishap              a mistake in this program: its log says more
"""

from enum import StrEnum


class SyncFailed(Exception):
    """Be the root of what keeps the agent from adopting."""

    code = "sync_failed"


class Flaw(StrEnum):
    """Say what is wrong with a release; the whole of it is refused."""

    EXPIRED = "expired"
    OLDER = "older"
    WRONG_SIGNATURE = "wrong_signature"
    MIXED = "mixed"
    """Files that do not belong together: another length, digest or version."""
    MALFORMED = "malformed"
    MISSING_FILE = "missing_file"
    WRONG_FILE = "wrong_file"
    OTHER_GROUP = "other_group"


_WORDS = {
    Flaw.EXPIRED: "签发已过期，或本机时钟不准",
    Flaw.OLDER: "比本机已有的还旧",
    Flaw.WRONG_SIGNATURE: "签名不对",
    Flaw.MIXED: "各部分对不上",
    Flaw.MALFORMED: "格式不对",
    Flaw.MISSING_FILE: "缺文件",
    Flaw.WRONG_FILE: "文件内容不对",
    Flaw.OTHER_GROUP: "是别的分组的",
}


class ReleaseRefused(SyncFailed):
    """Say why a release was refused; what was adopted before goes on showing."""

    code = "release_refused"

    def __init__(self, flaw: Flaw, subject: str) -> None:
        self.flaw = flaw
        self.subject = subject
        super().__init__(
            f"没有采用中心的新内容（{subject}：{_WORDS[flaw]}），继续展示原来的。"
            "请告诉中心管理员。"
        )


class NothingReleased(SyncFailed):
    """Say that the centre has no programme for this group yet."""

    code = "nothing_released"

    def __init__(self, group: str) -> None:
        self.group = group
        super().__init__("中心还没有给这个分组发布节目单，发布后会自动显示。")


class EnrolmentRefused(SyncFailed):
    """Say that the centre does not take this device with this code."""

    code = "enrolment_refused"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        words = reason.rstrip("。") or "请核对登记码"
        super().__init__(f"中心没有接受这台设备：{words}。")


class DeviceUnknown(SyncFailed):
    """Say that the centre refuses the word of this device."""

    code = "device_unknown"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        # The centre's reason is a whole sentence already.
        words = reason.rstrip("。") or "设备可能已停用"
        super().__init__(f"中心不认这台设备：{words}。请联系中心管理员。")


class Mishap(SyncFailed):
    """Say that the agent stumbled over a mistake of its own; it goes on trying."""

    code = "mishap"

    def __init__(self, cause: Exception) -> None:
        self.cause = type(cause).__name__
        super().__init__(
            f"同步程序出了意外（{self.cause}），会自动再试。请看运行记录。"
        )
