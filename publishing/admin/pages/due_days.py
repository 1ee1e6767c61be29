"""Show the days on which something is due, as a month or as a list; decide nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from nicegui import ui

from programme.calendar import EARLIEST_ON, LATEST_ON
from programme.errors import ContractError
from programme.period import period_named
from publishing.admin.dates import Calendar
from publishing.admin.duty_lines import duty_lines
from publishing.admin.duty_words import about_words, kind_words
from publishing.admin.feed_dialog import ask_feed
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.parts import (
    Button,
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    heading_cells,
    link,
)
from publishing.admin.site import Build
from publishing.duties.days import Day, Entry, Mark, Month
from publishing.duties.gathering import Duties
from publishing.feeds.calendars import CalendarFeeds

_DAY = timedelta(days=1)
_MOST_ENTRIES = 3
_WEEKDAYS = range(1, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Be what the address of the page asks for."""

    on: date
    listed: bool
    mine: bool

    def address(self, on: date | None = None) -> str:
        """Return the address of this, of another month if it is given."""
        values = {"month": f"{on or self.on:%Y-%m}"}
        values |= {"view": "list"} if self.listed else {}
        values |= {"whose": "mine"} if self.mine else {}
        return f"/calendar?{urlencode(values)}"


def due_days_page(*, duties: Duties, feeds: CalendarFeeds) -> Build:
    """Return the page of the days on which something is due."""

    async def build(live: Live) -> None:
        asked = _asked(live)
        month = await live.ask(duties.month, asked.on)
        month = _mine(month) if asked.mine else month
        _top(live, asked, month, feeds)
        if asked.listed:
            _list(month, live.calendar)
        else:
            _grid(month, live.calendar, asked)
            _legend()

    return build


def _asked(live: Live) -> _Asked:
    today = live.calendar.today
    try:
        on = period_named(live.query.get("month", "")).starts_on
    except ContractError:
        on = today
    return _Asked(
        on=on,
        listed=live.query.get("view") == "list",
        mine=live.query.get("whose") == "mine",
    )


def _mine(month: Month) -> Month:
    """Return a month with what the person can do themselves."""
    days = (
        replace(day, entries=tuple(one for one in day.entries if _is_mine(one)))
        for day in month.days
    )
    return replace(month, days=tuple(days))


def _is_mine(one: Entry) -> bool:
    return one.ranked.duty.mine


def _top(live: Live, asked: _Asked, month: Month, feeds: CalendarFeeds) -> None:
    async def subscribe() -> None:
        await ask_feed(live, feeds)

    before, after = month.period.starts_on - _DAY, month.period.ends_on
    with head("日历", month.period.label):
        if before >= EARLIEST_ON:
            button_link("上个月", asked.address(before), icon="chevron_left")
        button_link("本月", asked.address(live.calendar.today))
        if after < LATEST_ON:
            button_link("下个月", asked.address(after), icon="chevron_right")
        _choice("月", replace(asked, listed=False), here=not asked.listed)
        _choice("列表", replace(asked, listed=True), here=asked.listed)
        _choice("本单位", replace(asked, mine=False), here=not asked.mine)
        _choice("等我办的", replace(asked, mine=True), here=asked.mine)
        Button("手机上看", live.handler(subscribe), icon="event", look="primary")


def _choice(label: str, asked: _Asked, *, here: bool) -> None:
    made = button_link(label, asked.address())
    if here:
        made.props["aria-current"] = "true"


def _grid(month: Month, calendar: Calendar, asked: _Asked) -> None:
    with box("month grow", tag="table") as made:
        made.props["aria-label"] = month.period.label
        heading_cells(*(name_of("weekday", day) for day in _WEEKDAYS))
        with box(tag="tbody"):
            for week in month.weeks:
                with box(tag="tr"):
                    for day in week:
                        _cell(day, calendar, asked)


def _cell(day: Day, calendar: Calendar, asked: _Asked) -> None:
    today = day.on == calendar.today
    with box(_classes(day, today=today), tag="td") as made:
        if today:
            made.props["aria-current"] = "date"
        with box("num-of"):
            number = (
                f"{day.on.month} 月 {day.on.day} 日" if _names(day) else str(day.on.day)
            )
            Text(number, tag="b")
            for words, tone in _told(day, today=today):
                Text(words, classes=f"tag {tone}")
        for one in day.entries[:_MOST_ENTRIES]:
            _entry(one, calendar)
        more = len(day.entries) - _MOST_ENTRIES
        if more > 0:
            target = f"{replace(asked, listed=True).address(day.on)}#d{day.on}"
            link(f"还有 {more} 件", target, classes="more")


def _names(day: Day) -> bool:
    return day.on.day == 1 or not day.inside


def _classes(day: Day, *, today: bool) -> str:
    marks = {
        "out": not day.inside,
        "off": not day.worked,
        "hol": not day.worked and not day.weekend,
        "makeup": day.worked and day.weekend,
        "maybe": day.provisional,
        "today": today,
    }
    return " ".join(name for name, holds in marks.items() if holds)


def _told(day: Day, *, today: bool) -> Iterator[tuple[str, str]]:
    """Yield what is said of a day beside its number; colour never speaks alone."""
    if today:
        yield "今天", "is-today"
    if day.worked and day.weekend:
        yield "补班", "warn"
    elif day.name and not day.worked:
        yield f"休 {day.name}", "plain"
    if day.provisional:
        yield "暂定", "prov"


def _entry(one: Entry, calendar: Calendar) -> None:
    duty, ranked = one.ranked.duty, one.ranked
    made: ui.link = link("", duty.link, classes=f"entry {_look(one)}")
    told = about_words(ranked, calendar)
    made.props["title"] = f"{kind_words(duty)}：{duty.title}，{told}"
    if duty.board is not None:
        made.props["data-board"] = duty.board.value
    with made:
        Text(_mark_words(one), tag="b")
        Text(duty.title)


def _look(one: Entry) -> str:
    if one.late:
        return "late"
    return "mine" if one.ranked.duty.mine else ""


def _mark_words(one: Entry) -> str:
    if one.late:
        return "超期"
    unsure = "（暂定）" if one.provisional else ""
    return f"{name_of('day_mark', one.mark)}{unsure}"


def _list(month: Month, calendar: Calendar) -> None:
    days = [day for day in month.days if day.inside and day.entries]
    if not days:
        with card(month.period.label, icon_name="event"):
            empty("这个月没有到期的。", icon_name="check_circle")
        return
    for day in days:
        weekday = name_of("weekday", day.on.isoweekday())
        note = f"{len(day.entries)} 件"
        with card(
            f"{calendar.day(day.on)} {weekday}", icon_name="event", note=note
        ) as made:
            made.props["id"] = f"d{day.on}"
            tags = list(_told(day, today=day.on == calendar.today))
            if tags:
                with box("row-of"):
                    for words, tone in tags:
                        chip(words, "info" if tone == "is-today" else tone)
            for mark in Mark:
                lines = [one.ranked for one in day.entries if one.mark is mark]
                if lines:
                    Text(name_of("day_mark", mark), tag="p", classes="mut")
                    duty_lines(lines, calendar)


def _legend() -> None:
    with box("leg"):
        for kind, words in (
            ("late", "超期"),
            ("mine", "等您办"),
            ("theirs", "本单位，轮到同事"),
            ("off", "休息日"),
            ("hol", "节假日"),
            ("maybe", "暂定：放假通知还没出"),
        ):
            with box(tag="span"):
                box(f"k day-{kind}", tag="i")
                Text(words)
