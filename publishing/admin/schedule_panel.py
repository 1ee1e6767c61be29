"""Show the window that is picked, its form, and what a move would change.

Nothing is moved before its consequences were shown and confirmed; the use cases
decide, and what they refuse is said here in their words.
"""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from nicegui import ui

from publishing.admin.fields import long_text, text_of
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.outlook_words import changes_of, headline_of
from publishing.admin.parts import (
    Button,
    Text,
    box,
    button_link,
    chip,
    facts,
    icon,
    link,
    note,
    seal,
)
from publishing.admin.promotion import MARK, ONLY_WHAT_IS_LEFT
from publishing.admin.timeline import Held, Moved, Picked, Timeline
from publishing.admin.timeline_data import ending_soon, warnings_of, when_words
from publishing.admin.times_change import TimesChange
from publishing.admin.window_form import WindowForm
from publishing.desk.lengthening import Lengthening
from publishing.desk.rescheduling import Rescheduling
from publishing.desk.retiming import Retiming
from publishing.inspection.bars import Bar, BarState, Schedule
from publishing.inspection.outlook import Outlook, Outlooks
from publishing.inspection.times import TimesOutlooks
from publishing.tables.schedule import EndKind

_TONES = {
    BarState.DRAFTING: "info",
    BarState.WAITING: "info",
    BarState.SCHEDULED: "plain",
    BarState.SHOWING: "ok",
    BarState.ENDED: "plain",
    BarState.REMOVED: "bad",
}
_MOST_WARNINGS = 8
_MOST_NAMED = 3


class SchedulePanel:
    """Be what stands beside the timeline."""

    def __init__(
        self,
        *,
        live: Live,
        timeline: Timeline,
        outlooks: Outlooks,
        lengthening: Lengthening,
        rescheduling: Rescheduling,
        times_outlooks: TimesOutlooks,
        retiming: Retiming,
    ) -> None:
        self._live = live
        self._timeline = timeline
        self._outlooks = outlooks
        self._lengthening = lengthening
        self._rescheduling = rescheduling
        self._times_outlooks = times_outlooks
        self._retiming = retiming
        self._bars: Mapping[str, Bar] = {}
        self._schedule: Schedule | None = None
        self._form: WindowForm | None = None
        self._told: ui.element | None = None
        self.again: Callable[[], Awaitable[None]] | None = None
        self._place = box("a-card det", tag="aside")
        self._place.props["aria-label"] = "详情"
        timeline.bind(
            live,
            picked=self._pick,
            moved=self._move,
            held=self._hold,
            cancelled=self._cancel,
        )

    def take(self, schedule: Schedule, bars: Mapping[str, Bar]) -> None:
        """Stand on other data; nothing is picked any more."""
        self._schedule, self._bars = schedule, bars
        self._rest()

    def _rest(self) -> None:
        """Show what wants a person, because nothing is picked."""
        self._form = None
        self._place.clear()
        self._place.classes(remove="trying")
        with self._place:
            Text("点一条看详情", tag="h4")
            words = "拖动一条的一头，先看会改变什么，再确认。"
            Text(words, tag="p", classes="mut small")
            if self._schedule is not None:
                self._warn(self._schedule)
                self._soon(self._schedule)

    def _warn(self, schedule: Schedule) -> None:
        warnings = tuple(warnings_of(schedule, self._live.calendar))
        for words in warnings[:_MOST_WARNINGS]:
            note(words)
        if len(warnings) > _MOST_WARNINGS:
            more = f"还有 {len(warnings) - _MOST_WARNINGS} 处要留意。"
            Text(more, tag="p", classes="mut small")

    def _soon(self, schedule: Schedule) -> None:
        ending = ending_soon(schedule)
        if not ending:
            return
        Text("七天内结束", tag="h5")
        with box("soon", tag="ul"):
            for bar in ending[:_MOST_WARNINGS]:
                with box(tag="li"):
                    seal(bar.board)
                    link(bar.title, f"/disclosures/{bar.disclosure}")
                    if bar.last_on is not None:
                        Text(self._live.calendar.day(bar.last_on), classes="mut small")

    async def _pick(self, told: Picked) -> None:
        bar = self._bars.get(told.k)
        if bar is not None:
            self._open(told.k, bar, told.group)

    async def _move(self, told: Moved) -> None:
        bar = self._bars.get(told.k)
        if bar is None:
            return
        if self._form is None or self._form.key != told.k:
            self._open(told.k, bar, told.group)
        if self._form is not None:
            self._form.put(told.first_on, told.last_on)
            await self._preview()

    async def _hold(self, told: Held) -> None:
        bar = self._bars.get(told.k)
        if bar is None:
            return
        if self._form is None or self._form.key != told.k:
            self._open(told.k, bar, told.group)
        self._refuse(told.words)

    async def _cancel(self) -> None:
        self._timeline.forget()
        if self._form is not None:
            self._open(self._form.key, self._form.bar, self._form.group)

    def _open(self, key: str, bar: Bar, group: str) -> None:
        """Show one window with its form."""
        self._place.clear()
        self._place.classes(remove="trying")
        with self._place:
            chip(name_of("bar_state", bar.state), _TONES[bar.state])
            if bar.promotional:
                chip(MARK, "info")
            with box(tag="h4"):
                seal(bar.board)
                Text(bar.title)
            facts(self._facts(bar))
            self._form = WindowForm(key=key, bar=bar, group=group)
            self._form.draw(self._names())
            self._told = box("stack told")
            self._told.props["role"] = "status"
            with self._told:
                self._limits(bar)
            if bar.retimes:
                TimesChange(
                    live=self._live,
                    bar=bar,
                    outlooks=self._times_outlooks,
                    retiming=self._retiming,
                ).draw()
            with box("row-of foot"):
                self._acts(bar)

    def _names(self) -> Mapping[str, str]:
        lanes = self._schedule.lanes if self._schedule else ()
        return {lane.group: lane.name for lane in lanes}

    def _facts(self, bar: Bar) -> dict[str, str]:
        calendar, names = self._live.calendar, self._names()
        unsure = "（暂定）" if bar.end_kind is EndKind.PROVISIONAL else ""
        last = f"{calendar.day(bar.last_on)}{unsure}" if bar.last_on else "有变化为止"
        hung = [names[group] for group in bar.groups if group in names]
        more = f"等 {len(hung)} 处" if len(hung) > _MOST_NAMED else ""
        told = {
            "登记号": bar.register_number or f"还没有，{bar.unit_name}",
            "展示": f"{calendar.day(bar.first_on)}—{last}",
            "规定到": calendar.day(bar.must_until_on) if bar.must_until_on else "",
            "拿下": calendar.day(bar.removed_on) if bar.removed_on else "",
            "时段": when_words(bar) or "每天，整天",
            "怎么放": ONLY_WHAT_IS_LEFT if bar.promotional else "",
            "挂在": "、".join(hung[:_MOST_NAMED]) + more,
        }
        return {name: value for name, value in told.items() if value}

    def _limits(self, bar: Bar) -> None:
        """Say how far the window may be moved."""
        day = self._live.calendar.day
        if bar.wrong:
            note(bar.wrong, tone="bad", icon_name="error")
        elif bar.bounds is not None:
            words = f"{bar.bounds.why}，结束不能早于 {day(bar.bounds.least_on)}。"
            note(f"{words}要提前拿下，请办撤下。", icon_name="lock")
        elif bar.stands:
            note(f"{bar.stands}。", icon_name="lock")

    def _acts(self, bar: Bar) -> None:
        live = self._live
        if bar.bounds is not None or bar.rule:
            Button("预览", live.handler(self._preview), look="primary")
        if bar.rule or bar.state is BarState.DRAFTING:
            button_link("看这一稿", f"/drafts/{bar.draft}")
        else:
            button_link("看这一件", f"/disclosures/{bar.disclosure}")
        if bar.bounds is not None:
            button_link("撤下", f"/disclosures/{bar.disclosure}", look="bad")

    async def _preview(self) -> None:
        """Show what the days in the form would change."""
        form = self._form
        if form is None:
            return
        bar = form.bar
        if bar.rule:
            wanted = form.wanted_window()
            outlook = await self._live.ask(
                self._outlooks.of_draft, bar.draft, wanted, edition=bar.edition
            )
        else:
            end = form.later_end()
            outlook = await self._live.ask(
                self._outlooks.of_hanging, bar.disclosure, end, edition=bar.edition
            )
        self._timeline.show(form.key, outlook.after.first_on, outlook.after.last_on)
        self._consequences(form, outlook)

    def _consequences(self, form: WindowForm, outlook: Outlook) -> None:
        """List every change in words, and ask for the last word."""
        if self._told is None:
            return
        self._told.clear()
        self._place.classes("trying")
        calendar = self._live.calendar
        with self._told, box("stack outlook"):
            Text(headline_of(outlook, calendar), tag="h5")
            with box("changes", tag="ul"):
                for change in changes_of(outlook, calendar):
                    with box(change.tone, tag="li"):
                        icon(change.icon)
                        Text(change.words)
            reason = None
            if not form.bar.rule:
                reason = long_text("为什么改（记入操作记录）", most=500)
            with box("row-of"):
                confirm = partial(self._confirm, form, reason)
                Button("不改了", self._live.handler(self._cancel))
                Button("确认改", self._live.handler(confirm), look="primary")

    async def _confirm(self, form: WindowForm, reason: ui.textarea | None) -> None:
        bar = form.bar
        if reason is None:
            wanted = form.wanted_window()
            await self._live.ask(
                self._rescheduling.change, bar.draft, wanted, edition=bar.edition
            )
            said = f"《{bar.title}》的展示时段改好了。它又是草稿，请到草稿里重新提交。"
        else:
            await self._live.ask(
                self._lengthening.lengthen,
                bar.disclosure,
                form.later_end(),
                reason=text_of(reason, "为什么改"),
                edition=bar.edition,
            )
            said = f"《{bar.title}》的结束改好了，正在发到屏上。"
        if self.again is not None:
            await self.again()
        self._live.say(said)

    def _refuse(self, words: str) -> None:
        if self._told is not None and words:
            self._told.clear()
            with self._told:
                note(words, tone="bad", icon_name="lock")
