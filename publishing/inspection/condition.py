"""Decide how a device fares and say in one sentence what to do; pure, no rows."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from programme.agent_states import AgentState
from programme.agent_words import known_state, words_of
from programme.enrolment import DeviceStatus, PrinterTrouble
from programme.glass import GlassOutcome
from publishing.fleet.views import DeviceView
from publishing.tables.fleet import DeviceState

QUIET_AFTER_S = 15 * 60
"""Three statuses of the default interval that did not come."""
LOST_AFTER_S = 24 * 3600
LEAST_FREE_BYTES = 2_000_000_000
_HOUR, _DAY = 3600, 86_400


class Condition(StrEnum):
    """Say how a device fares; worst first."""

    RECALLED = "recalled"
    """Something was taken down, and it has not said that it obeyed."""
    LOST = "lost"
    TWIN = "twin"
    """Two machines speak with its key: a disk was copied (F30)."""
    NEVER_HEARD = "never_heard"
    GLASS = "glass"
    """Read back, the glass did not show what was signed."""
    VANISHED = "vanished"
    DISK = "disk"
    REFUSING = "refusing"
    CLOCK = "clock"
    OFFLINE = "offline"
    TROUBLED = "troubled"
    PRINTER = "printer"
    """Visitors cannot print: paper, a jam, or it is switched off."""
    BEHIND = "behind"
    FINE = "fine"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Be how a device fares, with what to do."""

    condition: Condition
    sentence: str

    @property
    def needs_a_person(self) -> bool:
        """Say whether somebody has to look after it."""
        calm = (Condition.FINE, Condition.BEHIND, Condition.REVOKED)
        return self.condition not in calm

    @property
    def rank(self) -> int:
        """Return its place in a list with trouble first."""
        return list(Condition).index(self.condition)


def health_of(
    device: DeviceView,
    *,
    released: int | None,
    glass: GlassOutcome | None = None,
    recalled: int = 0,
) -> Health:
    """Return how a device fares.

    Args:
        device: The device with its last words.
        released: The newest version of its group's programme, if there is one.
        glass: What its page read back from the glass last, if it ever did.
        recalled: How many disclosures were taken down of which it gave no receipt.
    """
    found = {
        Condition.RECALLED: _recalled(device, recalled),
        **_troubles(device, released, glass),
    }
    for condition, sentence in found.items():
        if sentence:
            return Health(condition=condition, sentence=sentence)
    return Health(condition=Condition.FINE, sentence="一切正常")


def _troubles(
    device: DeviceView, released: int | None, glass: GlassOutcome | None
) -> dict[Condition, str]:
    """Return every kind of trouble, worst first; empty words mean it is not so."""
    if device.state is DeviceState.REVOKED:
        return {Condition.REVOKED: f"已停用：{device.revoke_reason}"}
    status, age = device.status, device.age_s
    if status is None or age is None:
        return {Condition.NEVER_HEARD: "还没报过状态。请看是否通电、连着网"}
    said = said_states(status)
    behind = released is not None and status.programme_version < released
    return {
        Condition.LOST: _lost(age),
        Condition.TWIN: _if(device.has_twin, words_of(AgentState.TWIN).sentence),
        Condition.GLASS: _GLASS.get(glass, "") if glass else "",
        Condition.VANISHED: _vanished(len(status.vanished)),
        Condition.DISK: _disk(status.free_bytes, said),
        Condition.REFUSING: _if(
            AgentState.REFUSED in said, "新内容没通过核对，还在放原来的。请找管理员"
        ),
        Condition.CLOCK: _if(
            AgentState.CLOCK_DOUBTED in said, "钟不准：照常放，证据已标记。请校准时钟"
        ),
        Condition.OFFLINE: _offline(age, said),
        Condition.TROUBLED: status.last_error or _unread(glass),
        Condition.PRINTER: _PRINTER.get(status.printer, "") if status.printer else "",
        Condition.BEHIND: _if(behind, f"正在换第 {released} 版，一般几秒换好。不用管"),
    }


_GLASS = {
    GlassOutcome.WRONG_PIXELS: "屏上的画面和签发的不一样，已换掉，那段不算展示。"
    "再这样请换浏览器或显卡",
    GlassOutcome.COVERED: "画面被别的东西挡住，那段不算展示。请看屏上有没有弹窗",
    GlassOutcome.MISPLACED: "画面没有铺满该在的位置。请看浏览器是不是全屏、缩放 100%",
}


_PRINTER = {
    PrinterTrouble.NO_PAPER: "打印机没纸了，群众打不了办事指南。请加 A4 纸",
    PrinterTrouble.JAMMED: "打印机卡纸了，群众打不了办事指南。请取出卡住的纸",
    PrinterTrouble.OFFLINE: "打印机没有应答，群众打不了办事指南。请看电和线",
}


def _unread(glass: GlassOutcome | None) -> str:
    unreadable = glass is GlassOutcome.UNREADABLE
    words = "浏览器读不回画面，没法逐点核对。请用 player.toml 里的参数打开浏览器"
    return _if(unreadable, words)


def said_states(status: DeviceStatus) -> tuple[AgentState, ...]:
    """Return every state that a device says it is in, the gravest first."""
    names = status.conditions or (status.state,)
    return tuple(state for name in names if (state := known_state(name)))


def _recalled(device: DeviceView, count: int) -> str:
    if not count or device.state is DeviceState.REVOKED:
        return ""
    return f"要撤下的 {count} 件还没有回执。请打电话到现场确认；连不上的，先把屏关掉"


def _lost(age_s: int) -> str:
    if age_s < LOST_AFTER_S:
        return ""
    return f"{age_s // _DAY} 天没有消息。请打电话问现场：通电没有、网线插好没有"


def _vanished(count: int) -> str:
    return _if(count > 0, f"有 {count} 件没有撤下手续就不见了，照旧在放。请查操作记录")


def _disk(free_bytes: int, said: Collection[AgentState]) -> str:
    left = f"{free_bytes / 1_000_000_000:.1f} GB"
    if AgentState.STORAGE_FAILING in said:
        return f"磁盘写不进去（剩 {left}），照旧在放。请换盘"
    return _if(free_bytes < LEAST_FREE_BYTES, f"磁盘快满，只剩 {left}。请清理")


def _offline(age_s: int, said: Collection[AgentState]) -> str:
    if AgentState.LONG_ALONE in said:
        return words_of(AgentState.LONG_ALONE).sentence
    if age_s < QUIET_AFTER_S and AgentState.STALE not in said:
        return ""
    ago = f"{age_s // _HOUR} 小时" if age_s >= _HOUR else f"{age_s // 60} 分"
    return f"{ago}没有连上，靠存好的节目照常放。请看网络"


def _if(so: bool, words: str) -> str:  # noqa: FBT001 - a condition and its words
    return words if so else ""
