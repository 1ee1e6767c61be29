"""Decide about a typed enrolment code; pure, it reads no table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from programme.boards import DisplayKind
from programme.layout import Panel
from publishing.errors import Refused, TooMany

LIFETIME = timedelta(minutes=30)
MOST_PENDING = 50
ASK_AGAIN_S = 3
MOST_MISSES = 5
MISSES_WITHIN = timedelta(minutes=10)
_CODE = re.compile(r"[2-9A-HJ-NP-Z]{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Be one device that waits for its code to be confirmed."""

    key: str
    code: str
    display_kind: DisplayKind
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Be the display group for which a code was typed."""

    name: str
    display_kind: DisplayKind
    panel: Panel


class CodeWrong(Refused):
    """Say that no device shows this code."""

    def __init__(self, *, tries_left: int) -> None:
        self.tries_left = tries_left
        super().__init__(
            "没有设备在显示这个登记码。请对着设备屏幕再看一遍"
            f"（还可以试 {tries_left} 次，之后要等 10 分钟）。",
            code="code_wrong",
        )


class CodeTwice(Refused):
    """Say that two devices show one code: neither can be told from the other."""

    def __init__(self) -> None:
        super().__init__(
            "有两台设备报了同一个登记码，都没有登记。请重启要登记的设备，用新的登记码。",
            code="code_twice",
        )


class GroupUnfit(Refused):
    """Say why a device does not fit a display group."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"这台设备不能放进这个分组：{reason}。", code="group_unfit")


class TooManyMisses(TooMany):
    """Say that somebody has to wait after too many wrong codes."""

    code = "too_many_codes"

    def __init__(self) -> None:
        super().__init__()
        self.args = ("登记码输错太多次。请等 10 分钟，再对着设备屏幕输入。",)


def tidy(code: str) -> str:
    """Return a typed code as devices show it: capitals, no spaces or dashes."""
    return re.sub(r"[\s-]", "", code).upper()


def match(
    code: str, pending: Sequence[Pending], wanted: Wanted, *, misses: int
) -> Pending:
    """Return the device that shows this code and fits the group.

    Args:
        code: As typed and tidied.
        pending: Every device that waits.
        wanted: The group.
        misses: How many wrong codes this person typed lately.

    Raises:
        TooManyMisses: This person has to wait.
        CodeWrong: No device shows the code.
        CodeTwice: Two devices show it.
        GroupUnfit: The device is of another kind or another panel.
    """
    if misses >= MOST_MISSES:
        raise TooManyMisses
    found = [device for device in pending if device.code == code]
    if not _CODE.fullmatch(code) or not found:
        raise CodeWrong(tries_left=MOST_MISSES - misses - 1)
    if len(found) > 1:
        raise CodeTwice
    _check_fit(found[0], wanted)
    return found[0]


def _check_fit(device: Pending, wanted: Wanted) -> None:
    kinds = {DisplayKind.SCREEN: "电子屏", DisplayKind.KIOSK: "触摸一体机"}
    if device.display_kind is not wanted.display_kind:
        raise GroupUnfit(
            f"设备是{kinds[device.display_kind]}，"
            f"分组“{wanted.name}”是{kinds[wanted.display_kind]}"
        )
    panel = wanted.panel
    if (device.width, device.height) != (panel.width, panel.height):
        reason = (
            f"设备是 {device.width}×{device.height}，"
            f"分组“{wanted.name}”是 {panel.width}×{panel.height}"
        )
        raise GroupUnfit(reason)
