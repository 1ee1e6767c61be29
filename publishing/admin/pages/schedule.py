"""Show which windows lie on which groups, a column a day; decide nothing."""

from datetime import date, timedelta

from nicegui import ui

from programme.boards import DisplayKind
from publishing.admin.dates import Calendar, lasting
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.parts import (
    Text,
    box,
    button_link,
    card,
    empty,
    link,
)
from publishing.admin.site import Build
from publishing.inspection.timetable import Bar, DayMark, Lane, Schedule, Timetable
from publishing.tables.people import Office

_DAY = timedelta(days=1)
_WEEK = 7
_SPANS = {14: "两周", 49: "七周", 182: "半年"}
_USUAL = 49


def schedule_page(*, timetable: Timetable) -> Build:
    """Return the schedule."""

    async def build(live: Live) -> None:
        days = _days(live.query.get("days", ""))
        today = live.calendar.today
        from_on = _from(live.query.get("from", ""), today, days)
        schedule = await live.ask(timetable.board, from_on=from_on, days=days)
        _top(live, from_on, days)
        if not schedule.lanes:
            with card("排期", icon_name="calendar_view_week"):
                empty("还没有显示分组。", act="去加分组", target="/settings/groups")
            return
        _draw(schedule, live.calendar)
        _legend()

    return build


def _top(live: Live, from_on: date, days: int) -> None:
    calendar = live.calendar
    last = from_on + _DAY * (days - 1)
    with head("排期", f"{calendar.day(from_on)}—{calendar.day(last)}"):
        _turn("往前", "chevron_left", from_on - _DAY * days, days)
        _turn("回到今天", "", None, days)
        _turn("往后", "chevron_right", from_on + _DAY * days, days)
        for span, label in _SPANS.items():
            moved = f"&from={from_on}" if live.query.get("from") else ""
            made = button_link(label, f"/schedule?days={span}{moved}")
            if span == days:
                made.props["aria-current"] = "true"
        if live.person.holds_somewhere(Office.DRAFTER):
            button_link("排一件", "/drafts/new", icon="add", look="primary")


def _turn(label: str, icon: str, to: date | None, days: int) -> None:
    start = f"&from={to}" if to else ""
    button_link(label, f"/schedule?days={days}{start}", icon=icon)


def _draw(schedule: Schedule, calendar: Calendar) -> None:
    with box("tl", tag="section") as made:
        made.style(f"--days:{len(schedule.days)}")
        with box("hdr"):
            Text("分组", tag="div")
            with box("weeks"):
                _weeks(schedule.days, calendar)
        for lane in schedule.lanes:
            _lane(lane, schedule, calendar)


def _weeks(days: tuple[DayMark, ...], calendar: Calendar) -> None:
    step = _WEEK if len(days) <= _USUAL else _WEEK * 4
    for at in range(0, len(days), step):
        mark = days[at]
        made = Text(calendar.day(mark.on), classes="prov" if mark.provisional else "")
        made.style(f"grid-column:{at + 1}/span {min(step, len(days) - at)}")
    _now(days, calendar, label="现在")


def _now(days: tuple[DayMark, ...], calendar: Calendar, *, label: str = "") -> None:
    local = calendar.local(calendar.now)
    at = (local.date() - days[0].on).days + (local.hour * 60 + local.minute) / 1440
    if 0 <= at < len(days):
        with box("nowline").style(f"--at:{at:.3f}"):
            if label:
                Text(label, tag="b")


def _lane(lane: Lane, schedule: Schedule, calendar: Calendar) -> None:
    with box("row"):
        with box("name"), box("stick"):
            Text(lane.name, tag="b")
            for words in _told(lane):
                Text(words, tag="small")
            if _too_few(lane):
                Text("次数不够，可分到别的屏", tag="small", classes="few")
        with box("lane"):
            _marks(schedule.days)
            for number, bar in enumerate(lane.bars, start=1):
                _bar(bar, schedule.days, number, calendar)
            _now(schedule.days, calendar)


def _told(lane: Lane) -> tuple[str, ...]:
    if not lane.open_now:
        return ("没有事项", "在放默认页")
    if lane.kind is DisplayKind.KIOSK:
        return (f"{lane.open_now} 件可查",)
    loop = f"{lane.open_now} 件，{lasting(lane.loop_s)}一轮"
    return loop, f"每小时各 {lane.per_hour} 次（要 {lane.least_per_hour}）"


def _too_few(lane: Lane) -> bool:
    looped = lane.kind is DisplayKind.SCREEN and lane.open_now > 0
    return looped and lane.per_hour < lane.least_per_hour


def _marks(days: tuple[DayMark, ...]) -> None:
    for at, mark in enumerate(days):
        if not mark.worked:
            holiday = mark.on.isoweekday() < 6 or mark.provisional  # noqa: PLR2004 - Saturday
            box("hol" if holiday else "off").style(f"--at:{at}")


def _bar(bar: Bar, days: tuple[DayMark, ...], number: int, calendar: Calendar) -> None:
    first, last = days[0].on, days[-1].on
    ends = [on for on in (bar.last_on, bar.removed_on) if on is not None]
    end = min(ends) if ends else None
    begin = max(bar.first_on, first)
    stop = last if end is None or end > last else end
    share = _share(bar, begin, stop)
    classes = ["bar", "solid" if share > _LEAST_SOLID else ""]
    classes += ["tiny" if (stop - begin).days < _TINY_DAYS else ""]
    classes += ["full" if share >= 1 else "", "cut" if bar.first_on < first else ""]
    classes += ["on" if stop == last and end != last else ""]
    classes += ["past" if end and end < calendar.today else ""]
    target = f"/disclosures/{bar.disclosure}"
    made: ui.link = link("", target, classes=" ".join(filter(None, classes)))
    made.props["data-board"] = bar.board.value
    made.props["title"] = f"{bar.title}，{_span(bar, calendar)}"
    made.style(
        f"grid-row:{number};grid-column:{(begin - first).days + 1}"
        f"/{(stop - first).days + 2};--m:{share:.1%}"
    )
    removed = end is not None and bar.removed_on == end != bar.last_on
    with made:
        if removed and "tiny" in classes:
            Text(f"{bar.title}（已拿下）", tag="em")
            return
        Text(bar.title, tag="em")
        if end is None:
            Text("长期，到有变化为止", classes="x")
        elif removed:
            Text("已拿下", classes="x")


_LEAST_SOLID = 0.12
_TINY_DAYS = 3


def _share(bar: Bar, begin: date, stop: date) -> float:
    """Return how much of what is drawn the mandate demands."""
    if bar.must_until_on is None or bar.must_until_on < begin:
        return 0.0
    drawn = (stop - begin).days + 1
    return min(1.0, ((bar.must_until_on - begin).days + 1) / drawn)


def _span(bar: Bar, calendar: Calendar) -> str:
    begins = calendar.day(bar.first_on)
    if bar.last_on is None:
        return f"{begins}起，长期"
    must = f"，规定到 {calendar.day(bar.must_until_on)}" if bar.must_until_on else ""
    return f"{begins}到 {calendar.day(bar.last_on)}{must}"


def _legend() -> None:
    with box("leg"):
        for kind, words in (
            ("must", "必须展示的天数"),
            ("more", "多放的天数"),
            ("off", "周末"),
            ("hol", "假日，或暂定的日子"),
        ):
            with box(tag="span"):
                box(f"k {kind}", tag="i")
                Text(words)


def _days(text: str) -> int:
    return int(text) if text.isdecimal() and int(text) in _SPANS else _USUAL


def _from(text: str, today: date, days: int) -> date:
    """Return the first column: the day asked for, or a Monday.

    A long run begins with the week before this one, two weeks with this one: else
    most of what they show would be over.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        before = _WEEK if days > 2 * _WEEK else 0
        return today - _DAY * (today.isoweekday() - 1 + before)
