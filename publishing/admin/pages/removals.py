"""Find everything that names a person and have it taken down; chase the receipts.

The name is typed into the page and goes nowhere else: not into an address, not into
the journal. Who confirms types it again.
"""

from functools import partial

from nicegui import ui

from programme.programme import WithdrawalCause
from publishing.admin.dialog import Dialog, ask_reason
from publishing.admin.fields import choice, chosen, line, long_text, text_of
from publishing.admin.live import Live
from publishing.admin.named_places import draw_places
from publishing.admin.names import name_of
from publishing.admin.naming_lines import draw_naming
from publishing.admin.own_hand import signed
from publishing.admin.parts import (
    Button,
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    heading_cells,
)
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.removing.finding import Hit
from publishing.removing.places import NamedPlaces
from publishing.removing.removals import CAUSES, PersonRemovals, Ticked
from publishing.removing.replies import RemovedReply, ReplyHit, TickedReply
from publishing.removing.views import RemovalView, RemovedItem
from publishing.tables.removals import RemovalState

_LOOK_S = 5.0
_TONES = {
    RemovalState.PROPOSED: "warn",
    RemovalState.DONE: "ok",
    RemovalState.DECLINED: "plain",
}


def removals_page(*, removals: PersonRemovals, places: NamedPlaces) -> Build:
    """Return the page of removals."""

    async def build(live: Live) -> None:
        page = _Page(live, removals, places)
        await page.show()

    return build


class _Page:
    """Bind search, proposal and second word to their acts."""

    def __init__(
        self, live: Live, removals: PersonRemovals, places: NamedPlaces
    ) -> None:
        self._live = live
        self._removals = removals
        self._places = places
        self._ticks: dict[str, tuple[Hit, ui.checkbox]] = {}
        self._reply_ticks: dict[str, tuple[ReplyHit, ui.checkbox]] = {}
        self._sought = ""

    async def show(self) -> None:
        with box("page-head"):
            Text("撤下涉及某人的全部事项", tag="h2")
            with box("row-of end"):
                button_link("撤下的回执", "/recalls", icon="history")
                button_link("回应急插播", "/emergency", icon="emergency")
        with card("查找", icon_name="search", note="姓名不进操作记录，只记字数和件数"):
            with box("alert-grid wide"):
                self._name = line("姓名，或证件号后几位", most=40)
                with box("row-of"):
                    seek = self._live.handler(self._seek)
                    Button("查找", seek, look="primary", icon="search")
            self._found = box("stack")
        self._list = Section(self._load, self._draw)
        await self._list.refresh()
        self._live.every(_LOOK_S, self._list.refresh)

    async def _seek(self) -> None:
        sought = text_of(self._name, "姓名，或证件号后几位")
        found = await self._live.ask(self._removals.seek, sought)
        replies = await self._live.ask(self._removals.replies, sought)
        lines = await self._live.ask(self._removals.lines, sought)
        places = await self._live.ask(self._places.seek, sought)
        self._sought = sought
        self._found.clear()
        self._ticks, self._reply_ticks = {}, {}
        with self._found:
            self._hits(found)
            self._replies(replies)
            if found or replies:
                with box("row-of end"):
                    go = self._live.handler(self._propose)
                    Button("撤下勾选的", go, look="bad")
            draw_naming(lines)
            draw_places(places)

    def _hits(self, found: tuple[Hit, ...]) -> None:
        if not found:
            empty(
                "公开过的内容里没有找到。换一种写法再查一次。", icon_name="search_off"
            )
            return
        with box("list", tag="table"):
            heading_cells("撤下", "事项", "写在哪里", "挂在哪里", "")
            with box(tag="tbody"):
                for one in found:
                    self._hit(one)

    def _replies(self, found: tuple[ReplyHit, ...]) -> None:
        if not found:
            return
        Text("回音壁上的回复也写到了：", tag="p")
        with box("list", tag="table"):
            heading_cells("撤下", "回复", "写在哪里", "谁回复的", "")
            with box(tag="tbody"):
                for one in found:
                    self._reply(one)

    def _reply(self, one: ReplyHit) -> None:
        with box(tag="tr"):
            with box(tag="td"):
                if not one.asked:
                    tick = ui.checkbox(value=True)
                    tick.props["aria-label"] = f"撤下回复 {one.number}"
                    self._reply_ticks[one.number] = (one, tick)
            with box(tag="td"):
                Text(one.topic or "回复", tag="b")
                Text(f"留言 {one.number}", tag="p", classes="mut")
            Text(one.excerpt, tag="td")
            Text(one.office, tag="td")
            Text("已有人提出撤下" if one.asked else "", tag="td", classes="mut")

    def _hit(self, one: Hit) -> None:
        with box(tag="tr"):
            with box(tag="td"):
                if one.manifest is not None and not one.asked:
                    tick = ui.checkbox(value=one.named_now)
                    tick.props["aria-label"] = f"撤下 {one.title}"
                    self._ticks[one.disclosure] = (one, tick)
            with box(tag="td"):
                Text(one.title, tag="b")
                Text(f"{one.unit_name} {one.register_number}", tag="p", classes="mut")
            Text(one.excerpt or "登记号", tag="td")
            Text("、".join(one.groups) or "现在没有挂", tag="td")
            Text(_remark(one), tag="td", classes="mut")

    async def _propose(self) -> None:
        ticked = [
            Ticked(disclosure=one.disclosure, manifest=one.manifest)
            for one, tick in self._ticks.values()
            if tick.value and one.manifest is not None
        ]
        replies = [
            TickedReply(number=one.number, sha256=one.sha256)
            for one, tick in self._reply_ticks.values()
            if tick.value
        ]
        with Dialog(f"撤下 {len(ticked) + len(replies)} 件") as made:
            words = "另一位同事确认以后，全部屏幕和触摸屏马上拿掉，对外不说明。"
            Text(words, tag="p", classes="mut")
            causes = {one.value: name_of("cause", one) for one in CAUSES}
            cause = choice("原因", causes)
            reason = long_text("说明（不要写姓名）", most=500)

        async def go() -> None:
            await self._live.ask(
                self._removals.propose,
                self._sought,
                ticked=ticked,
                replies=replies,
                cause=WithdrawalCause(chosen(cause, "原因")),
                reason=text_of(reason, "说明（不要写姓名）"),
            )
            made.close()
            self._found.clear()
            self._name.set_value("")
            self._live.say("已提出，请另一位同事在这一页确认。")
            await self._list.refresh()

        made.acts(self._live, "提出，请人确认", go, look="bad")
        made.open()

    async def _load(self) -> tuple[RemovalView, ...]:
        return await self._live.ask(self._removals.listing)

    def _draw(self, removals: tuple[RemovalView, ...]) -> None:
        for one in removals:
            calendar = self._live.calendar
            note = f"{one.proposed_by_name} {calendar.moment(one.proposed_at)} 提出"
            with card(f"{name_of('cause', one.cause)}：{one.reason}", note=note):
                with box("row-of"):
                    words = name_of("removal_state", one.state)
                    chip(words, _TONES[one.state])
                    Text(_settled(one), classes="mut")
                with box("list", tag="table"):
                    heading_cells("事项", "设备回执", "还没有回执的")
                    with box(tag="tbody"):
                        for item in one.items:
                            _item(item, done=one.state is RemovalState.DONE)
                        for reply in one.replies:
                            _removed_reply(reply)
                if one.state is RemovalState.PROPOSED:
                    self._acts(one)

    def _acts(self, one: RemovalView) -> None:
        mine = one.proposed_by == self._live.person.id
        label = "撤回" if mine else "不同意"
        with box("row-of end"):
            decline = self._live.handler(partial(self._decline, one, label))
            Button(label, decline, look="low")
            if not mine:
                go = self._live.handler(partial(self._confirm, one))
                Button("确认，全部撤下", go, look="bad")

    async def _confirm(self, one: RemovalView) -> None:
        with Dialog(f"确认撤下 {len(one.items) + len(one.replies)} 件") as made:
            words = "请把姓名再写一遍：系统不保存姓名，只核对和提出时是不是同一个。"
            Text(words, tag="p", classes="mut")
            name = line("再写一遍姓名", most=40)

        async def go() -> None:
            typed = text_of(name, "再写一遍姓名")
            await signed(
                self._live,
                lambda own: self._live.ask(
                    self._removals.confirm, one.id, typed, own=own
                ),
            )
            made.close()
            self._live.say("已全部撤下，正在等各台设备的回执。")
            await self._list.refresh()

        made.acts(self._live, "签名，全部撤下", go, look="bad")
        made.open()

    async def _decline(self, one: RemovalView, label: str) -> None:
        async def go(reason: str) -> None:
            await self._live.ask(self._removals.decline, one.id, reason=reason)
            await self._list.refresh()

        ask_reason(
            self._live,
            title=label,
            consequence="这份提议作废，一件也不撤。",
            label="原因",
            act=label,
            do=go,
        )


def _remark(one: Hit) -> str:
    if one.manifest is None:
        return "已经不在公开"
    if one.asked:
        return "已有人申请撤下"
    return "" if one.named_now else "只有旧版本里有"


def _settled(one: RemovalView) -> str:
    return f"{one.settled_by_name} 办理" if one.settled_by_name else "等另一位同事"


def _item(item: RemovedItem, *, done: bool) -> None:
    with box(tag="tr"):
        Text(item.title, tag="td")
        told = f"{item.devices} 台里 {item.gone} 台已拿掉" if done else "还没有撤"
        Text(told, tag="td")
        silent = "、".join(item.silent) or "没有"
        Text(silent if done else "", tag="td", classes="mut")


def _removed_reply(reply: RemovedReply) -> None:
    told = "还没有撤" if reply.on_wall else "已从回音壁拿掉，触摸屏下次更新就不再显示"
    with box(tag="tr"):
        Text(f"回音壁：{reply.topic or '回复'}（留言 {reply.number}）", tag="td")
        Text(told, tag="td")
        Text("", tag="td")
