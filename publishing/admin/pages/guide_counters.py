"""Show the counters as they are today, and let the office move one in two touches."""

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from typing import TypeAlias

from directory.model import ChangeKind, Counter
from programme.window import local_instant
from publishing.admin.dialog import Dialog
from publishing.admin.fields import day, day_of, line, text_of
from publishing.admin.guide_ways import guide_head
from publishing.admin.hours import hours_words
from publishing.admin.live import Live
from publishing.admin.parts import (
    Button,
    Handler,
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    heading_cells,
    link,
)
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.catalogue.counter_changes import CounterChanges, CounterToday, Today
from publishing.catalogue.upkeep import DirectoryUpkeep, counter_gaps
from publishing.errors import Refused
from publishing.tables.people import Office

Begin: TypeAlias = Callable[[str, ChangeKind, str | None, datetime], Awaitable[None]]


def guide_counters_page(*, upkeep: DirectoryUpkeep, changes: CounterChanges) -> Build:
    """Return the page of the counters."""

    async def build(live: Live) -> None:
        guide_head("counters")
        page = _Counters(live, upkeep, changes)
        await page.refresh()

    return build


class _Counters:
    """Bind the counters' acts to their rows."""

    def __init__(
        self, live: Live, upkeep: DirectoryUpkeep, changes: CounterChanges
    ) -> None:
        self._live = live
        self._upkeep = upkeep
        self._changes = changes
        self._keeps = live.person.holds_somewhere(Office.PUBLISHER, Office.ADMIN)
        self._today = Section(self._load_today, self._draw_today)
        self._kept = Section(self._load_kept, self._draw_kept)

    async def refresh(self) -> None:
        """Load and draw everything again."""
        await self._today.refresh()
        await self._kept.refresh()

    async def _load_today(self) -> Today:
        return await self._live.ask(self._changes.today)

    async def _load_kept(self) -> tuple[Counter, ...]:
        return (await self._live.ask(self._upkeep.around)).counters

    def _draw_today(self, today: Today) -> None:
        note = "选一下就上触摸屏，到点自己恢复"
        with card("今天的窗口", icon_name="schedule", note=note):
            if not today.counters:
                empty(
                    "办事目录还没有发布过。先送批，批准以后这里就能改今天的去向。",
                    act="去送批",
                    target="/services/publishing",
                )
                return
            with box("list", tag="table"):
                heading_cells("窗口", "在哪里", "今天", "")
                with box(tag="tbody"):
                    for one in today.counters:
                        self._today_row(one, today)

    def _today_row(self, one: CounterToday, today: Today) -> None:
        counter = one.counter
        with box(tag="tr").mark(f"today-{counter.id}"):
            Text(counter.window, tag="td").classes("nowrap")
            Text(_where(counter), tag="td", classes="small")
            with box(tag="td"):
                self._state(one, today)
            with box("acts", tag="td"), box("row-of end"):
                if not self._keeps:
                    return
                if one.change is not None:
                    Button("恢复原样", self._back(counter.id), look="low")
                Button(
                    "今天搬家", self._choose(one, today, ChangeKind.MOVED), look="low"
                )
                Button(
                    "今天没人", self._choose(one, today, ChangeKind.ABSENT), look="low"
                )

    def _state(self, one: CounterToday, today: Today) -> None:
        change = one.change
        if change is None:
            Text("照常", classes="mut small")
            return
        windows = {
            each.counter.id: window_words(each.counter) for each in today.counters
        }
        where = windows.get(change.instead or "", today.enquiry_desk)
        until = self._live.calendar.moment(change.ends_at)
        moved = change.kind is ChangeKind.MOVED
        text = f"搬到 {where}" if moved else f"没人，请到 {where}"
        chip(f"{text}，到{until}", "warn")

    def _back(self, counter: str) -> Handler:
        async def back() -> None:
            await self._live.ask(self._changes.end, counter)
            self._live.say("已恢复原样，触摸屏一分钟内换好。")
            await self._today.refresh()

        return self._live.handler(back)

    def _choose(self, one: CounterToday, today: Today, kind: ChangeKind) -> Handler:
        """Return what asks for the place; the second touch tells every kiosk."""

        async def choose() -> None:
            _PlaceDialog(self._live, one, today, kind, self._begin).open()

        return self._live.handler(choose)

    async def _begin(
        self, counter: str, kind: ChangeKind, instead: str | None, ends_at: datetime
    ) -> None:
        await self._live.ask(
            self._changes.begin, counter, kind, instead=instead, ends_at=ends_at
        )
        self._live.say("已经生效，触摸屏一分钟内换好；到时间自己恢复。")
        await self._today.refresh()

    def _draw_kept(self, counters: tuple[Counter, ...]) -> None:
        lacking = sum(bool(counter_gaps(one)) for one in counters)
        note = f"{len(counters)} 个，{lacking} 个没写全；改了要送批"
        with card("窗口登记", icon_name="apartment", note=note):
            if self._keeps:
                with box("row-of end"):
                    target = "/services/counters/new"
                    button_link("加一个窗口", target, icon="add", look="primary")
            with box("list", tag="table"):
                heading_cells("窗口", "在哪里", "时间", "电话", "还缺什么")
                with box(tag="tbody"):
                    for one in counters:
                        _kept_row(one)


class _PlaceDialog:
    """Ask where to; one touch on a place is the act."""

    def __init__(
        self,
        live: Live,
        one: CounterToday,
        today: Today,
        kind: ChangeKind,
        begin: Begin,
    ) -> None:
        self._live = live
        self._one = one
        self._kind = kind
        self._begin = begin
        moved = kind is ChangeKind.MOVED
        what = "今天搬到哪里" if moved else "今天没人，请大家到哪里"
        closes = live.calendar.local(one.closes_at)
        if closes.time() == time(0):
            closes -= timedelta(minutes=1)
        self._made = Dialog(f"{window_words(one.counter)}{what}？点一个就生效")
        with self._made:
            with box("halves"):
                self._on = day("到哪天", closes.date())
                self._at = line("到几点", f"{closes:%H:%M}", most=5)
            with box("row-of"):
                if not moved:
                    self._place(today.enquiry_desk, None)
                for each in today.counters:
                    if each.counter.id != one.counter.id:
                        self._place(window_words(each.counter), each.counter.id)
            with box("row-of end"):
                Button("不改了", live.handler(self._close))

    def open(self) -> None:
        """Show it."""
        self._made.open()

    def _place(self, label: str, instead: str | None) -> None:
        async def go() -> None:
            ends = self._ends()
            self._made.close()
            await self._begin(self._one.counter.id, self._kind, instead, ends)

        Button(label, self._live.handler(go))

    async def _close(self) -> None:
        self._made.close()

    def _ends(self) -> datetime:
        """Return when it is over.

        Raises:
            Refused: The day or the time cannot be read.
        """
        on = day_of(self._on, "到哪天")
        text = text_of(self._at, "到几点").replace("：", ":")
        try:
            hour, _, minute = text.partition(":")
            at = time(int(hour), int(minute or "0"))
        except ValueError as error:
            message = "“到几点”看不懂。请写成 17:30。"
            raise Refused(message, code="form") from error
        return local_instant(on, at, self._live.calendar.zone)


def window_words(counter: Counter) -> str:
    """Return a window as its sign says it: 12 号窗口, 咨询台."""
    numbered = counter.window.replace("—", "").replace("-", "").isdigit()
    return f"{counter.window} 号窗口" if numbered else counter.window


def _kept_row(counter: Counter) -> None:
    with box(tag="tr").mark(f"counter-{counter.id}"):
        with box(tag="td"):
            target = f"/services/counters/{counter.id}"
            link(window_words(counter), target, classes="title")
        Text(_where(counter), tag="td", classes="small")
        Text(hours_words(counter.hours), tag="td", classes="small")
        Text(counter.telephone, tag="td", classes="small nowrap")
        with box(tag="td"), box("row-of"):
            for gap in counter_gaps(counter):
                chip(gap, "warn")


def _where(counter: Counter) -> str:
    floor = counter.floor
    said = f"{floor} 楼" if floor >= 0 else f"地下 {-floor} 楼"
    return " ".join(filter(None, (counter.building, said, counter.zone)))
