"""Name what the centre refuses, each kind with a stable code; decide nothing.

The tree::

    PublishingError             status
    ├── NotSignedIn             401   who are you
    ├── NotAllowed              403   you may not
    ├── NotThere                404   no such thing, or not for you
    ├── Conflict                409   somebody or something was faster
    │   ├── ContentChanged            the bytes seen are not the bytes now
    │   └── StateForbids              the thing is not in a state for this act
    ├── TooLarge                413   more bytes than may come
    ├── Refused                 422   the input cannot be used; the message says why
    ├── TooMany                 429   wait a little
    └── StorageFailed           507   the disk refused; nothing was published
"""

from collections.abc import Mapping
from typing import ClassVar

_KILO = 1024


class PublishingError(Exception):
    """Be the root of everything that the centre refuses."""

    code: str = "publishing"
    status: ClassVar[int] = 400

    def more(self) -> Mapping[str, object]:
        """Return what a program needs beside code and words, as JSON."""
        return {}


class NotSignedIn(PublishingError):
    """Say that nobody is signed in, or not any more."""

    code = "not_signed_in"
    status = 401

    def __init__(self) -> None:
        super().__init__("您还没有登录，或者登录已经过期。请重新登录。")


class SignInRefused(PublishingError):
    """Say that name and password do not fit, without saying which."""

    code = "sign_in_refused"
    status = 401

    def __init__(self) -> None:
        super().__init__("账号或密码不对。请核对后再试，忘了请找管理员重设。")


class AccountLocked(PublishingError):
    """Say that an account is locked."""

    code = "account_locked"
    status = 403

    def __init__(self, *, minutes: int | None = None) -> None:
        self.minutes = minutes
        if minutes is None:
            super().__init__("这个账号已锁定。请找管理员解锁。")
        else:
            super().__init__(
                f"密码连续输错，账号先锁住了。请 {minutes} 分钟后再试，或找管理员解锁。"
            )


class NotAllowed(PublishingError):
    """Say which act is not this person's."""

    code = "not_allowed"
    status = 403

    def __init__(self, what: str, *, wanted: str = "") -> None:
        self.what = what
        needed = f"这要由{wanted}来做。" if wanted else ""
        super().__init__(f"您不能{what}。{needed}需要的话，请找管理员调整职责。")


class SamePerson(PublishingError):
    """Say that one person would act twice in one chain (REQ-12)."""

    code = "same_person"
    status = 403

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what}的人不能是前面已经签过字的人。请换一位有职责的同事来办。"
        )


class OriginRefused(PublishingError):
    """Say that a write came from another site's page."""

    code = "origin_refused"
    status = 403

    def __init__(self) -> None:
        super().__init__("这个请求不是从本站页面发出的。请回到管理页面再操作。")


class NotThere(PublishingError):
    """Say what does not exist, or not for this person."""

    code = "not_there"
    status = 404

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"没有找到{what}。请刷新列表再看。")


class Conflict(PublishingError):
    """Say what stands in the way."""

    code = "conflict"
    status = 409

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class ContentChanged(Conflict):
    """Say that what was seen is not what is there now (F34)."""

    code = "content_changed"

    def __init__(self, *, seen: str, now: str) -> None:
        self.seen = seen
        self.now = now
        super().__init__("内容已变：有人刚刚改过。请刷新，看过新的内容再办。")


class StateForbids(Conflict):
    """Say that a thing is not in a state for this act."""

    code = "state_forbids"

    def __init__(self, what: str, *, state: str, thing: str = "这一件") -> None:
        self.state = state
        super().__init__(f"现在不能{what}：{thing}{state}。请刷新再看。")


class TooLarge(PublishingError):
    """Say how many bytes may come."""

    code = "too_large"
    status = 413

    def __init__(self, *, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        kilobytes = limit_bytes // 1024
        most = f"{kilobytes // 1024} MB" if kilobytes >= _KILO else f"{kilobytes} KB"
        super().__init__(f"内容太大，最大 {most}。请分成几份，或压小图片再传。")


class Refused(PublishingError):
    """Say why an input cannot be used; the code names the kind."""

    code = "refused"
    status = 422

    def __init__(self, message: str, *, code: str = "refused") -> None:
        self.code = code
        super().__init__(message)


class TooMany(PublishingError):
    """Say that too much is asked for at once."""

    code = "too_many"
    status = 429

    def __init__(self) -> None:
        super().__init__("现在操作的人太多。请稍等几秒再试。")


class StorageFailed(PublishingError):
    """Say that the disk refused to keep a file or a row (F22)."""

    code = "storage_failed"
    status = 507

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"没有存下来（{reason}），什么都没有改变。请找管理员清理磁盘，再重试。"
        )
