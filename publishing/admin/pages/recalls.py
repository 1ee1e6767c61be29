"""Show who has not said yet that a recall was obeyed, and what to do meanwhile.

It changes nothing: a device that comes back obeys first of all, and leaves this list.
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
    heading_cells,
    note,
)
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.evidence.recalls import Out
from publishing.inspection.recalls import Owed, Recall, Recalls, RecallTable

_LOOK_S = 30.0
_ABOUT = "每台终端都要用自己的钥匙签一张回执，才算撤下；没有回执的一直追下去"
_MOST_ROWS = 200


def recalls_page(*, recalls: Recalls) -> Build:
    """Return the page of recalls and erasures that are not answered by all."""

    async def build(live: Live) -> None:
        async def load() -> RecallTable:
            return await live.ask(recalls.table)

        with head("撤下的回执", _ABOUT, back=("终端", "/devices")):
            button_link("按人撤下", "/removals", icon="shield_person")
        table = Section(load, lambda found: _draw(live, found))
        await table.refresh()
        live.every(_LOOK_S, table.refresh)

    return build


def _draw(live: Live, table: RecallTable) -> None:
    struck_off = any(one.out for one in table.done)
    if not (table.open or table.erasing or struck_off):
        with box("a-card", tag="section"):
            empty("撤下的都有了回执，没有终端还欠着。", icon_name="check_circle")
    for one in table.open:
        _recall(live, one, table)
    for owed in table.erasing:
        _owed(live, owed)
    if table.done:
        _done(live, table)


def _recall(live: Live, one: Recall, table: RecallTable) -> None:
    told = f"{one.answered} / {one.devices} 台已撤下"
    with card(one.title, icon_name="error", note=told):
        showing = [out for out in one.out if out.may_show(table.now)]
        words = (
            f"{len(one.out)} 台还没有回执"
            + (f"，其中 {len(showing)} 台可能还在放。" if showing else "。")
            + "请打电话到现场：连得上网的几秒就撤下；连不上的，先把屏关掉。"
        )
        note(words, tone="bad" if showing else "warn", icon_name="call")
        cause = name_of("cause", one.cause)
        told = f"{one.register_number}　{cause}　{live.calendar.moment(one.at)} 撤下"
        Text(told, tag="p", classes="mut")
        with box("list", tag="table"):
            heading_cells("终端", "分组", "最后一次有消息", "手里的节目", "最晚放到")
            with box(tag="tbody"):
                for out in one.out[:_MOST_ROWS]:
                    _out(live, out, table)


def _out(live: Live, out: Out, table: RecallTable) -> None:
    calendar = live.calendar
    heard = "从没有过" if out.heard_at is None else calendar.age(out.heard_at)
    with box(tag="tr"):
        name = out.device_name + ("（已停用）" if out.revoked else "")
        Text(name, tag="td")
        Text(out.group_name, tag="td")
        Text(heard, tag="td")
        Text(f"第 {out.version} 版，{calendar.moment(out.adopted_at)}", tag="td")
        with box(tag="td"):
            if not out.may_show(table.now):
                chip("展示期已过，不再放", "plain", icon_name="schedule")
            elif out.open_until is None:
                chip("没有期限，连上才撤得下", "bad", icon_name="error")
            else:
                until = calendar.moment(out.open_until)
                chip(f"到 {until}", "bad", icon_name="error")


def _owed(live: Live, owed: Owed) -> None:
    told = f"{owed.erased} / {owed.devices} 台已清除"
    with card(owed.title, icon_name="shield_person", note=told):
        words = "里面有个人信息，期限到了或已撤下。下面的终端还没有清除的回执。"
        note(words, tone="warn", icon_name="shield_person")
        with box("list", tag="table"):
            heading_cells("终端", "应清除的时间")
            with box(tag="tbody"):
                for out in owed.out[:_MOST_ROWS]:
                    with box(tag="tr"):
                        Text(out.device_name, tag="td")
                        Text(live.calendar.exact(out.owed_at), tag="td")


def _done(live: Live, table: RecallTable) -> None:
    every = not any(one.out for one in table.done)
    words = "最近撤下、都有回执的" if every else "最近撤下、在用的都有回执的"
    told = card(words, icon_name="check_circle", note="30 天")
    with told, box("list", tag="table"):
        heading_cells("事项", "登记号", "原因", "撤下", "回执")
        with box(tag="tbody"):
            for one in table.done:
                with box(tag="tr"):
                    Text(one.title, tag="td")
                    Text(one.register_number, tag="td")
                    Text(name_of("cause", one.cause), tag="td")
                    Text(live.calendar.moment(one.at), tag="td")
                    with box(tag="td"):
                        tone = "ok" if one.answered else "plain"
                        chip(f"{one.answered} 台", tone, icon_name="check_circle")
                        if one.out:
                            words = f"{len(one.out)} 台没有回执就停用了"
                            chip(words, "warn", icon_name="error")
