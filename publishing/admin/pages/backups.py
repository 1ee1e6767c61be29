"""Show when the county was last backed up and what came of it; make no backup."""

from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.pages.holdings import holdings_card
from publishing.admin.pages.settings import settings_head
from publishing.admin.parts import (
    Text,
    box,
    card,
    chip,
    empty,
    facts,
    heading_cells,
    note,
)
from publishing.admin.site import Build
from publishing.duties.backups import title_of
from publishing.inspection.backups import BackupBoard, BackupView, RunLine

_MB, _GB = 1_000_000, 1_000_000_000
_NO_KEYS = (
    "密钥没有进备份：请两三位保管人各带一个 U 盘，在中心的机器上运行 "
    "mingbai backup holder。恢复时要其中两位。"
)
_SAME_DISK = (
    "备份和数据在同一块盘上，盘坏了就一起没了。请在设置文件的 [backup] 里写 folder，"
    "放到另一块盘。"
)
_REHEARSE = (
    "每份做完都恢复到临时文件夹，核对过才算数。请每半年演练一次："
    "mingbai restore --drill。"
)


def backups_page(*, board: BackupBoard) -> Build:
    """Return the page of backups."""

    async def build(live: Live) -> None:
        seen = await live.ask(board.show)
        settings_head("backups", live.person)
        _alarms(live, seen)
        _state(live, seen)
        holdings_card(live, lacking=seen.lacking, mended=seen.mended)
        _lines(live, seen)

    return build


def _alarms(live: Live, seen: BackupView) -> None:
    if seen.alarm is not None:
        newest = seen.alarm.newest_at
        told = (
            f"最近一份核对过的是 {live.calendar.moment(newest)}"
            if newest is not None
            else "还没有一份核对过的备份"
        )
        words = f"{title_of(seen.alarm)}。{told}。请看备份盘接上了没有、满了没有。"
        note(words, tone="bad", icon_name="error")
    if seen.newest is not None and not seen.newest.holders:
        note(_NO_KEYS, tone="warn", icon_name="warning")
    if seen.folder and not seen.apart:
        note(_SAME_DISK, tone="warn", icon_name="warning")


def _state(live: Live, seen: BackupView) -> None:
    newest = seen.newest
    with card("备份", icon_name="inventory_2"):
        facts(
            {
                "最近一份核对过的": ""
                if newest is None
                else f"{live.calendar.moment(newest.begun_at)}，{newest.files} 个文件，"
                f"{newest.rows} 行，{_size(newest.length)}",
                "密钥封给了": "" if newest is None else newest.holders or "没有人",
                "什么时候做": f"每天 {seen.hour} 点以后"
                if seen.nightly
                else "没有开每夜自动备份",
                "放在": seen.folder,
            }
        )
        Text(_REHEARSE, tag="p", classes="mut")


def _lines(live: Live, seen: BackupView) -> None:
    with card("做过的", icon_name="history", note="最近的在前"):
        if not seen.lines:
            empty("还没有做过。第一份在今天夜里自动做；也可以运行 mingbai backup run。")
            return
        with box("list", tag="table"):
            heading_cells(
                *("什么时候", "为什么", "结果", "文件", "行", "大小", "新占", "用时")
            )
            with box(tag="tbody"):
                for line in seen.lines:
                    _row(live, line)


def _row(live: Live, line: RunLine) -> None:
    with box(tag="tr"):
        Text(live.calendar.exact(line.begun_at), tag="td", classes="nowrap")
        Text(name_of("backup_why", line.why), tag="td")
        with box(tag="td"), box("row-of"):
            if line.good:
                chip("核对过", "ok", icon_name="check_circle")
            else:
                chip("没有做成", "bad", icon_name="error")
                Text(line.reason, classes="small")
        Text(str(line.files) if line.good else "", tag="td")
        Text(str(line.rows) if line.good else "", tag="td")
        Text(_size(line.length) if line.good else "", tag="td", classes="nowrap")
        Text(_size(line.new_bytes) if line.good else "", tag="td", classes="nowrap")
        Text(f"{line.seconds:.0f} 秒", tag="td", classes="nowrap")


def _size(length: int) -> str:
    if length >= _GB:
        return f"{length / _GB:.1f} GB"
    return f"{length / _MB:.1f} MB"
