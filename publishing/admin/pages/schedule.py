"""Show and move what hangs where and until when; the use cases decide.

The page is sent at once, and its windows are read while the browser starts.
"""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from nicegui import ui

from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.parts import Text, box, button_link, card, empty
from publishing.admin.schedule_panel import SchedulePanel
from publishing.admin.schedule_sheets import Sheet, Sheets
from publishing.admin.site import Build
from publishing.admin.timeline import Timeline
from publishing.admin.timeline_data import data_of, keys_of
from publishing.desk.lengthening import Lengthening
from publishing.desk.rescheduling import Rescheduling
from publishing.desk.retiming import Retiming
from publishing.inspection.outlook import Outlooks
from publishing.inspection.times import TimesOutlooks
from publishing.inspection.timetable import Timetable
from publishing.tables.people import Office

SHEETS = "/schedule/sheets"
"""Where the browser fetches what is drawn."""
_DAY = timedelta(days=1)
_WEEK = 7
_SPANS = (7, 14, 28, 49, 98, 182, 364)
_USUAL = 49
_BEFORE = 13 * _WEEK
_AFTER = 65 * _WEEK
"""How far back and ahead the page reaches; farther is another address."""
_FIRST, _LAST = date(2000, 1, 3), date(2100, 1, 4)


def schedule_page(
    *,
    timetable: Timetable,
    sheets: Sheets,
    outlooks: Outlooks,
    lengthening: Lengthening,
    rescheduling: Rescheduling,
    times_outlooks: TimesOutlooks,
    retiming: Retiming,
) -> Build:
    """Return the schedule."""

    async def build(live: Live) -> None:
        read = _reader(live, timetable)
        coming = sheets.expect(live.person.id, read())
        address = f"{live.root}{SHEETS}/{coming.key}"
        _fetch_early(address)
        _head(live)
        with box("sched") as place:
            drawn = Timeline(address)
            panel = SchedulePanel(
                live=live,
                timeline=drawn,
                outlooks=outlooks,
                lengthening=lengthening,
                rescheduling=rescheduling,
                times_outlooks=times_outlooks,
                retiming=retiming,
            )
        _legend()

        async def again() -> None:
            fresh = await read()
            drawn.take(fresh.data)
            panel.take(fresh.schedule, keys_of(fresh.schedule.bars))

        panel.again = again
        await live.shown()
        sheet = await coming.reading
        drawn.data = sheet.data
        panel.take(sheet.schedule, keys_of(sheet.schedule.bars))
        if not sheet.schedule.lanes:
            place.clear()
            with place, card("排期", icon_name="calendar_view_week"):
                empty("还没有显示分组。", act="去加分组", target="/settings/groups")

    return build


def _reader(live: Live, timetable: Timetable) -> Callable[[], Awaitable[Sheet]]:
    """Return what reads the days that the page's address asks for."""
    days = _days(live.query.get("days", ""))
    view_on = _from(live.query.get("from", ""), live.calendar.today, days)
    base = view_on - _DAY * (view_on.isoweekday() - 1 + _BEFORE)

    async def read() -> Sheet:
        whole = _BEFORE + _AFTER
        schedule = await live.ask(timetable.board, from_on=base, days=whole)
        data = data_of(schedule, live.calendar, view_on=view_on, days=days)
        return Sheet(schedule=schedule, data=data)

    return read


def _fetch_early(address: str) -> None:
    """Let the browser fetch the windows while it starts its scripts."""
    ui.add_head_html(
        f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{address}">'
    )


def _head(live: Live) -> None:
    with head("排期"):
        box("tl-tools")
        if live.person.holds_somewhere(Office.DRAFTER):
            button_link("排一件", "/drafts/new", icon="add", look="primary")


def _legend() -> None:
    with box("leg"):
        for kind, words in (
            ("must", "规定的天数"),
            ("more", "多放的天数"),
            ("asks", "还没批准"),
            ("short", "少于规定"),
            ("off", "周末"),
            ("hol", "假日"),
            ("unsure", "暂定"),
        ):
            with box(tag="span"):
                box(f"k {kind}", tag="i")
                Text(words)
        Text("拖动一头，或 Shift 加方向键改日期", classes="push")


def _days(text: str) -> int:
    return int(text) if text.isdecimal() and int(text) in _SPANS else _USUAL


def _from(text: str, today: date, days: int) -> date:
    """Return the first column: the day asked for, or a Monday.

    A long run begins with the week before this one, two weeks with this one: else
    most of what they show would be over.
    """
    before = _WEEK if days > 2 * _WEEK else 0
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return today - _DAY * (today.isoweekday() - 1 + before)
    return min(max(asked, _FIRST), _LAST)
