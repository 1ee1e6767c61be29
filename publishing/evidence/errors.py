"""Name why evidence is not taken; every kind is answered to the device typed.

The tree::

    PublishingError
    └── EvidenceRefused       409 or 403
        ├── ChainRefused      the chain does not hold: number is the first bad one
        ├── ChainAhead        nothing is wrong: an earlier batch must come first
        ├── CaptureUnknown    nothing is wrong: the record of a picture comes first
        └── WrongDevice       another device's records
"""

from programme.envelope import Envelope
from publishing.errors import PublishingError


class EvidenceRefused(PublishingError):
    """Be the root of why evidence is not taken."""

    code = "evidence_refused"
    status = 409


class ChainRefused(EvidenceRefused):
    """Say at which number a chain does not hold."""

    code = "chain_broken"

    def __init__(self, number: int, reason: str, *, stored_to: int) -> None:
        self.number = number
        self.reason = reason
        self.stored_to = stored_to
        super().__init__(
            f"记录从第 {number} 条起对不上（{reason}），没有收。"
            f"已收到第 {stored_to} 条。请检查这台设备的记录。"
        )


class ChainAhead(EvidenceRefused):
    """Say from which number a device must deliver first."""

    code = "chain_ahead"

    def __init__(
        self,
        *,
        number: int,
        stored_to: int,
        link: str,
        head: Envelope | None = None,
    ) -> None:
        self.number = number
        self.stored_to = stored_to
        self.link = link
        """The digest of the last link that is stored."""
        self.head = head
        """The same, signed for the device, which may have forgotten the next ones."""
        super().__init__(f"前面的记录还没有到。请从第 {number} 条开始送。")


class WrongDevice(EvidenceRefused):
    """Say that records name another device than the one that signed them."""

    code = "wrong_device"
    status = 403

    def __init__(self, *, signed_by: str, named: str) -> None:
        self.signed_by = signed_by
        self.named = named
        super().__init__(f"这批记录写的是 {named}，送来的却是 {signed_by}，没有收。")


class CaptureUnknown(EvidenceRefused):
    """Say that no record names a picture yet."""

    code = "capture_unknown"

    def __init__(self, picture: str) -> None:
        self.picture = picture
        super().__init__("这张屏幕照片的记录还没有到。请先送记录，再送照片。")
