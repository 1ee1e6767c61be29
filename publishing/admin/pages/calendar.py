"""Show the working days with their sources, and order the county's own days."""

from datetime import timedelta
from functools import partial

from programme.calendar_slice import DateSpan, YearState
from publishing.admin.dates import Calendar
from publishing.admin.dialog import Dialog, ask_reason
from publishing.admin.fields import all_of, choice, chosen, day, day_of, line, text_of
from publishing.admin.live import Live
from publishing.admin.moves import show_all_moves
from publishing.admin.names import choices, name_of
from publishing.admin.pages.settings import settings_head
from publishing.admin.parts import (
    Button,
    Text,
    box,
    card,
    chip,
    empty,
    heading_cells,
    note,
)
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.county_days.days import CountyDays
from publishing.inspection.working_days import (
    CalendarView,
    CountyDayView,
    WorkingDays,
    YearView,
)
from publishing.tables.calendar import CountyDayKind

_TONES = {
    YearState.OFFICIAL: "ok",
    YearState.PROVISIONAL: "warn",
    YearState.MISSING: "bad",
}
_SIGNATURE = 12
_DAY = timedelta(days=1)


def calendar_page(*, working_days: WorkingDays, county_days: CountyDays) -> Build:
    """Return the page of the working days."""

    async def build(live: Live) -> None:
        settings_head("calendar", live.person)
        page = _Page(live, working_days, county_days)
        await page.section.refresh()

    return build


class _Page:
    """Bind the county's own days to their acts."""

    def __init__(
        self, live: Live, working_days: WorkingDays, county_days: CountyDays
    ) -> None:
        self._live = live
        self._working_days = working_days
        self._county_days = county_days
        self.section = Section(self._load, self._draw)

    async def _load(self) -> CalendarView:
        return await self._live.ask(self._working_days.show)

    def _draw(self, view: CalendarView) -> None:
        if view.problem:
            note(f"{view.problem}现在照原来的日历算。", tone="bad", icon_name="error")
        _years(view.years, self._live.calendar)
        self._days(view)
        show_all_moves(view.moves, self._live.calendar)

    def _days(self, view: CalendarView) -> None:
        standing = [one for one in view.days if one.revoked_at is None]
        with card("本县调整", icon_name="event", note=f"{len(standing)} 天"):
            if view.may_order:
                with box("row-of"):
                    order = self._live.handler(self._order)
                    Button("加一天", order, icon="add", look="primary")
            if not view.days:
                empty("本县没有另外停工或补班的日子。", icon_name="check_circle")
                return
            with box("list", tag="table"):
                heading_cells("日期", "改为", "原因", "谁签的", "")
                with box(tag="tbody"):
                    for one in view.days:
                        self._row(one, may_order=view.may_order)

    def _row(self, one: CountyDayView, *, may_order: bool) -> None:
        calendar = self._live.calendar
        with box(tag="tr").mark(f"row-{one.day}"):
            Text(_on(one, calendar), tag="td")
            with box(tag="td"):
                tone = "warn" if one.revoked_at is None else "plain"
                chip(name_of("county_day", one.kind), tone)
            Text(one.reason, tag="td")
            signed = f"{one.given_by}，{calendar.moment(one.given_at)}，"
            Text(f"{signed}签名 {one.signature[:_SIGNATURE]}…", tag="td")
            with box("acts", tag="td"), box("row-of end"):
                if one.revoked_at is not None:
                    told = f"{one.revoked_by}已取消：{one.revoke_reason}"
                    Text(told, classes="mut")
                elif may_order:
                    revoke = self._live.handler(partial(self._revoke, one))
                    Button("取消", revoke, look="low bad")

    async def _order(self) -> None:
        with Dialog("本县停工或补班一天") as made:
            words = "马上生效，应发布日和截止日都会重算。已经承诺的不会提前。"
            Text(words, tag="p", classes="mut")
            on = day("日期")
            kind = choice("改为", choices("county_day", CountyDayKind))
            reason = line("原因", most=200)

            async def go() -> None:
                read = all_of(
                    {
                        "day": partial(day_of, on, "日期"),
                        "kind": partial(chosen, kind, "改为"),
                        "reason": partial(text_of, reason, "原因"),
                    }
                )
                read["kind"] = CountyDayKind(read["kind"])
                await self._live.ask(self._county_days.order, **read)
                made.close()
                told = f"{self._live.calendar.day(read['day'])}已调整，日期已重算。"
                self._live.say(told)
                await self.section.refresh()

            made.acts(self._live, "签名生效", go, look="primary")
        made.open()

    async def _revoke(self, one: CountyDayView) -> None:
        async def go(reason: str) -> None:
            await self._live.ask(self._county_days.revoke, one.id, reason=reason)
            self._live.say("调整已取消。已经顺延的截止日不变。")
            await self.section.refresh()

        ask_reason(
            self._live,
            title=f"取消 {self._live.calendar.day(one.day)} 的调整",
            consequence="马上生效。已经顺延的截止日不会提前。",
            label="原因",
            act="取消调整",
            do=go,
        )


def _years(years: tuple[YearView, ...], calendar: Calendar) -> None:
    told = "国务院办公厅的放假通知"
    with card("年度日历", icon_name="event", note=told), box("list", tag="table"):
        heading_cells("年份", "状态", "工作日数", "出处", "还会变的日子")
        with box(tag="tbody"):
            for one in years:
                _year(one, calendar)


def _year(one: YearView, calendar: Calendar) -> None:
    with box(tag="tr"):
        Text(str(one.year), tag="td")
        with box(tag="td"):
            chip(name_of("year_state", one.state), _TONES[one.state])
        Text(str(one.working_days), tag="td")
        Text(_source(one, calendar), tag="td")
        Text(_spans(one.provisional, calendar), tag="td")


def _source(one: YearView, calendar: Calendar) -> str:
    if not one.source:
        return "通知还没有来，先按周末休息算"
    issued = f"，{calendar.day(one.issued_on)}发" if one.issued_on else ""
    return f"{one.source}{issued}，资料第 {one.version} 版"


def _spans(spans: tuple[DateSpan, ...], calendar: Calendar) -> str:
    """Return the days that may still move, the last one named, not the one after."""
    told = [
        f"{calendar.day(span.from_on)} 至 {calendar.day(span.to_on - _DAY)}"
        for span in spans
    ]
    return "、".join(told) or "没有"


def _on(one: CountyDayView, calendar: Calendar) -> str:
    weekday = name_of("weekday", one.day.isoweekday())
    return f"{calendar.day(one.day)} {weekday}"
