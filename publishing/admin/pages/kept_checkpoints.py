"""Show what devices keep of the log of evidence; what contradicts it, in red.

It changes nothing: what is to be done then, people do (REQ-70, F29).
"""

from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.parts import (
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    facts,
    heading_cells,
    note,
)
from publishing.admin.site import Build
from publishing.evidence.witnesses import Witness
from publishing.inspection.kept_checkpoints import KeptCheckpoints, KeptTable

_A_LEAF = 100
_DIGITS = 16
_ABOUT = "每台设备各自记着日志走到哪里；日志被删过、改过，设备就对不上"
_TO_DO = (
    "先不要动：不重启、不还原备份、不改数据库，把数据库和最近的备份各拷一份封存。",
    "马上报监督部门，请他们到设备上运行 mingbai agent checkpoints，抄走留存的校验点。",
    "拿最近一份纸上的月报核对：月报上印的校验点谁也改不了。",
    "刚还原过旧备份的，就是还原丢了后来的记录：写明什么时候、为什么还原，一并报上去。",
)


def kept_checkpoints_page(*, kept: KeptCheckpoints) -> Build:
    """Return the page of what devices keep."""

    async def build(live: Live) -> None:
        table = await live.ask(kept.table)
        with head("设备留存的校验点", _ABOUT, back=("操作记录", "/journal")):
            button_link("月报", "/reports", icon="article")
        if table.alarms:
            _alarms(live, table)
        _log_now(live, table)
        _kept(live, table)

    return build


def _alarms(live: Live, table: KeptTable) -> None:
    told = f"{len(table.alarms)} 条对不上"
    with card("存证日志对不上", icon_name="error", note=told):
        words = (
            "设备留存的校验点和存证日志对不上：日志里有内容被删过、改过，或者换过钥匙。"
        )
        note(words, tone="bad", icon_name="error")
        with box("steps", tag="ol"):
            for line in _TO_DO:
                Text(line, tag="li")
        with box("list", tag="table"):
            heading_cells("终端", "对不上的是", "留存的条数", "根指纹", "什么时候")
            with box(tag="tbody"):
                for one in table.alarms[:_A_LEAF]:
                    with box(tag="tr"):
                        Text(one.device_name, tag="td")
                        with box(tag="td"):
                            chip(_why(one, table), "bad", icon_name="error")
                        Text(str(one.size), tag="td")
                        Text(one.root[:_DIGITS], tag="td", classes="mono")
                        Text(live.calendar.exact(one.kept_at), tag="td")


def _why(one: Witness, table: KeptTable) -> str:
    if one.trouble:
        return name_of("log_trouble", one.trouble)
    if one.size > table.size:
        return f"日志现在只有 {table.size} 条"
    return f"前 {one.size} 条被改过或删过"


def _log_now(live: Live, table: KeptTable) -> None:
    with card("今天的日志", icon_name="verified"):
        if table.signed_at is None:
            empty("还没有签过校验点。请管理员运行 mingbai keys add-log，再重启中心。")
            return
        facts(
            {
                "现在有": f"{table.size} 条",
                "最近一个校验点": f"{table.signed_size} 条，"
                f"{live.calendar.exact(table.signed_at)} 签",
                "它的根指纹": table.root,
            }
        )


def _kept(live: Live, table: KeptTable) -> None:
    leaf = live.query.get("leaf", "")
    first = int(leaf[:6]) * _A_LEAF if leaf.isdecimal() else 0
    shown = table.kept[first : first + _A_LEAF]
    with card("各台设备留存的", icon_name="tv", note=f"{len(table.kept)} 台对得上"):
        if not shown:
            empty("还没有设备报来留存的校验点。设备同步以后，这里就有了。")
        else:
            with box("list", tag="table"):
                heading_cells(
                    "终端", "和今天的日志", "留存的条数", "根指纹", "什么时候"
                )
                with box(tag="tbody"):
                    for one in shown:
                        _row(live, one)
        if table.without:
            told = "、".join(table.without[:_A_LEAF])
            note(f"还没有报来的：{told}。", tone="warn")
        with box("row-of end"):
            if first:
                button_link("上一页", f"/checkpoints?leaf={first // _A_LEAF - 1}")
            if first + _A_LEAF < len(table.kept):
                button_link("下一页", f"/checkpoints?leaf={first // _A_LEAF + 1}")


def _row(live: Live, one: Witness) -> None:
    with box(tag="tr"):
        Text(one.device_name, tag="td")
        with box(tag="td"):
            chip("对得上", "ok", icon_name="check_circle")
        Text(str(one.size), tag="td")
        Text(one.root[:_DIGITS], tag="td", classes="mono")
        Text(live.calendar.exact(one.kept_at), tag="td")
