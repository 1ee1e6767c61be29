"""Say on a device's tile what it last told of itself."""

from programme.agent_states import AgentState
from programme.agent_words import words_of
from programme.glass import GlassOutcome
from publishing.admin.dates import Calendar, room
from publishing.admin.parts import Text, box, chip
from publishing.inspection.condition import QUIET_AFTER_S, Condition, said_states
from publishing.inspection.fleet import Tile


def draw_figures(tile: Tile, calendar: Calendar) -> None:
    """Draw what a device last told of itself, a line for each figure."""
    status = tile.device.status
    at = tile.picture.at if tile.picture else None
    seen = tile.device.seen_at
    behind = tile.health.condition is Condition.BEHIND
    values = {
        "画面": (calendar.age(at) if at else "—", ""),
        "状态": (calendar.age(seen) if seen else "—", ""),
        "时钟": _clock(tile),
        "节目": (_version(tile), "warn" if behind else ""),
        "磁盘": (f"剩 {room(status.free_bytes)}" if status else "—", _disk(tile)),
        "待送": (f"{status.unsent_records} 条" if status else "—", ""),
        "核对": _read_back(tile, calendar),
        "照片": _photographed(tile, calendar),
    }
    with box(tag="dl"):
        for name, (value, tone) in values.items():
            Text(name, tag="dt")
            Text(value, tag="dd", classes=tone)


def draw_states(tile: Tile, calendar: Calendar) -> None:
    """Draw every state that a device says it is in: colour, icon and words.

    What it said long ago is no colour of today.
    """
    device = tile.device
    if device.status is None or device.seen_at is None:
        return
    old = device.age_s is None or device.age_s >= QUIET_AFTER_S
    label = f"{calendar.age(device.seen_at)}说" if old else "自己报告"
    with box("row-of states"):
        Text(label, classes="mut small")
        for state in said_states(device.status):
            words = words_of(state)
            tone = "plain" if old else words.tone
            chip(words.name, tone, icon_name=words.icon)


def _read_back(tile: Tile, calendar: Calendar) -> tuple[str, str]:
    """Return what reading the glass back came to, and when."""
    if tile.glass is None or tile.checked_at is None:
        return "—", ""
    words, tone = _GLASS[tile.glass]
    return f"{words}，{calendar.age(tile.checked_at)}", tone


def _photographed(tile: Tile, calendar: Calendar) -> tuple[str, str]:
    """Return when the whole glass was photographed last, or that it failed."""
    if tile.failed_at is not None:
        return f"{calendar.age(tile.failed_at)}没拍成", "warn"
    if tile.photographed_at is None:
        return "—", ""
    return calendar.age(tile.photographed_at), ""


_GLASS = {
    GlassOutcome.SAME: ("一致", ""),
    GlassOutcome.WRONG_PIXELS: ("不一样", "bad"),
    GlassOutcome.MISPLACED: ("位置不对", "bad"),
    GlassOutcome.COVERED: ("被挡住", "bad"),
    GlassOutcome.UNREADABLE: ("读不了", "warn"),
}


def _clock(tile: Tile) -> tuple[str, str]:
    status = tile.device.status
    if status is None:
        return "—", ""
    doubted = AgentState.CLOCK_DOUBTED in said_states(status)
    return ("不准", "warn") if doubted else ("准", "")


def _disk(tile: Tile) -> str:
    return "bad" if tile.health.condition is Condition.DISK else ""


def _version(tile: Tile) -> str:
    status = tile.device.status
    return f"第 {status.programme_version} 版" if status else "—"
