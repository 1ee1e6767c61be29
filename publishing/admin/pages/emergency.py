"""Show emergency notices and stops: issue, countersign, end.

What may be said, by whom and for how long is decided by the use cases.
"""

from functools import partial

from publishing.admin.alert_form import AlertCard, AlertCases
from publishing.admin.dialog import ask_reason, ask_sure
from publishing.admin.live import Live
from publishing.admin.order_words import (
    area_words,
    reach_words,
    review_words,
    said_words,
    state_of,
    title_of,
    who_words,
)
from publishing.admin.own_hand import signed
from publishing.admin.parts import (
    Button,
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    note,
)
from publishing.admin.sealed_dialog import ask_review
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.admin.stop_form import ask_stop
from publishing.overriding.overrides import Overrides
from publishing.overriding.sealed import SealedReasons
from publishing.overriding.stops import Stops
from publishing.overriding.views import OrderView
from publishing.tables.screen_orders import OrderKind, OrderState

_LOOK_S = 3.0
"""How soon a second person sees what the first has proposed."""
Orders = tuple[OrderView, ...]


def emergency_page(
    *, overrides: Overrides, stops: Stops, sealed_reasons: SealedReasons
) -> Build:
    """Return the page of emergency notices and stops."""

    async def build(live: Live) -> None:
        page = _Page(live, overrides, stops, sealed_reasons)
        await page.show()

    return build


class _Page:
    """Bind orders to their acts."""

    def __init__(
        self,
        live: Live,
        overrides: Overrides,
        stops: Stops,
        sealed: SealedReasons,
    ) -> None:
        self._live = live
        self._overrides = overrides
        self._stops = stops
        self._sealed = sealed

    async def show(self) -> None:
        ordering = await self._live.ask(self._overrides.ordering)
        areas = ordering.areas
        with box("page-head"):
            Text("应急插播", tag="h2")
            with box("row-of end"):
                if areas:
                    stop = partial(
                        ask_stop, self._live, self._stops, areas, self._again
                    )
                    Button("全部转为默认页", self._live.handler(stop), icon="block")
                    button_link("撤下涉及某人的事项", "/removals", icon="search")
        self._open = Section(self._load, self._draw)
        await self._open.refresh()
        self._live.every(_LOOK_S, self._open.refresh)
        if areas:
            cases = AlertCases(overrides=self._overrides, ordering=ordering)
            AlertCard(self._live, cases, done=self._again)
        else:
            empty("您不能插播。有起草、审核、批准或发布职责的人才能。")
        self._past = Section(self._load, self._draw_past)
        await self._past.refresh()

    async def _load(self) -> Orders:
        overrides = await self._live.ask(self._overrides.listing)
        stops = await self._live.ask(self._stops.listing)
        return (*overrides, *stops)

    async def _again(self) -> None:
        await self._open.refresh()
        await self._past.refresh()

    def _draw(self, orders: Orders) -> None:
        waiting = [
            one for one in orders if one.open and one.state is OrderState.PROPOSED
        ]
        running = [
            one for one in orders if one.open and one.state is OrderState.IN_FORCE
        ]
        if waiting:
            with card("等会签", icon_name="emergency", note="要另一位同事会签"):
                for one in waiting:
                    self._row(one)
        if running:
            with card("正在屏上", icon_name="tv", note=f"{len(running)} 条"):
                for one in running:
                    self._row(one)
        if not waiting and not running:
            words = "现在没有应急插播，屏幕照常播放。"
            note(words, tone="ok", icon_name="check_circle")

    def _draw_past(self, orders: Orders) -> None:
        past = [one for one in orders if not one.open]
        if past:
            with card("以前的", icon_name="history", note=f"{len(past)} 条"):
                for one in past:
                    self._row(one)

    def _row(self, one: OrderView) -> None:
        calendar = self._live.calendar
        words, tone = state_of(one)
        with box("order").mark(f"order-{one.id}"):
            with box("row-of"):
                chip(words, tone)
                Text(title_of(one), tag="b")
                Text(area_words(one), classes="mut")
            if said_words(one):
                Text(said_words(one), tag="p")
            for line in (who_words(one, calendar), reach_words(one)):
                if line:
                    Text(line, tag="p", classes="mut")
            if one.review is not None:
                Text(review_words(one.review, calendar), tag="p")
            with box("row-of end"):
                self._acts(one)

    def _acts(self, one: OrderView) -> None:
        mine = one.proposed_by == self._live.person.id
        if one.open and one.state is OrderState.PROPOSED:
            self._proposed(one, mine=mine)
        elif one.open:
            self._running(one)
        if one.review is not None:
            review = partial(ask_review, self._live, self._sealed, one, self._again)
            Button("看封存的理由", self._live.handler(review), icon="lock")

    def _proposed(self, one: OrderView, *, mine: bool) -> None:
        label = "撤回" if mine else "不同意"
        decline = self._live.handler(partial(self._decline, one, label))
        Button(label, decline, look="low")
        if not mine:
            sign = self._live.handler(partial(self._countersign, one))
            Button("会签，马上上屏", sign, look="primary", icon="emergency")

    def _running(self, one: OrderView) -> None:
        if one.kind is OrderKind.OVERRIDE:
            Button("现在结束", self._live.handler(partial(self._end, one)), look="bad")
        elif one.end_waits:
            Text(f"{one.ended_by_name} 申请提前恢复", classes="mut")
            back = self._live.handler(partial(self._confirm_end, one))
            Button("确认恢复播放", back, look="primary")
        else:
            ask = self._live.handler(partial(self._ask_end, one))
            Button("申请提前恢复", ask)

    async def _countersign(self, one: OrderView) -> None:
        cases = self._overrides if one.kind is OrderKind.OVERRIDE else self._stops

        async def go() -> None:
            await signed(
                self._live,
                lambda own: self._live.ask(
                    cases.countersign, one.id, sha256=one.sha256, own=own
                ),
            )
            self._live.say("已会签，屏幕马上换。")
            await self._again()

        ask_sure(
            self._live,
            title=f"会签：{title_of(one)}",
            consequence=f"{said_words(one)} {area_words(one)}，"
            f"{who_words(one, self._live.calendar)}。",
            act="会签，马上上屏",
            do=go,
        )

    async def _decline(self, one: OrderView, label: str) -> None:
        cases = self._overrides if one.kind is OrderKind.OVERRIDE else self._stops

        async def go(reason: str) -> None:
            await self._live.ask(cases.decline, one.id, reason=reason)
            await self._again()

        ask_reason(
            self._live,
            title=f"{label}：{title_of(one)}",
            consequence="这份提议作废，屏幕不变。",
            label="原因",
            act=label,
            do=go,
        )

    async def _end(self, one: OrderView) -> None:
        async def go(reason: str) -> None:
            await signed(
                self._live,
                lambda own: self._live.ask(
                    self._overrides.end, one.id, reason=reason, own=own
                ),
            )
            self._live.say("已结束，屏幕马上回到原来的播放。")
            await self._again()

        ask_reason(
            self._live,
            title=f"结束：{title_of(one)}",
            consequence="屏幕马上回到原来的播放。由批准人签名。",
            label="原因",
            act="现在结束",
            do=go,
        )

    async def _ask_end(self, one: OrderView) -> None:
        async def go(reason: str) -> None:
            await self._live.ask(self._stops.ask_end, one.id, reason=reason)
            self._live.say("已申请，请另一位同事在这一页确认。")
            await self._again()

        ask_reason(
            self._live,
            title="提前恢复播放",
            consequence="另一位同事确认以后，屏幕回到原来的播放。",
            label="原因",
            act="申请恢复",
            do=go,
        )

    async def _confirm_end(self, one: OrderView) -> None:
        async def go() -> None:
            await signed(
                self._live,
                lambda own: self._live.ask(self._stops.confirm_end, one.id, own=own),
            )
            self._live.say("已恢复，屏幕马上回到原来的播放。")
            await self._again()

        ask_sure(
            self._live,
            title="确认恢复播放",
            consequence="屏幕马上回到原来的播放。",
            act="确认恢复播放",
            do=go,
        )
