"""Let a drafter give what hangs other weekdays and times; the use cases decide.

The rule answers at each change, in words, before anything is made.
"""

from collections.abc import Callable

from nicegui import ui

from publishing.admin.dates import Calendar
from publishing.admin.fields import (
    all_of,
    day,
    day_or_none,
    line,
    long_text,
    several,
    spans_of,
    spans_text,
    text_of,
)
from publishing.admin.live import Live
from publishing.admin.names import names_of
from publishing.admin.outlook_words import changes_of, ending_words
from publishing.admin.parts import Button, Text, box, icon, note
from publishing.desk.retiming import Retiming, WantedTimes
from publishing.inspection.bars import Bar
from publishing.inspection.outlook import Outlook
from publishing.inspection.times import TimesOutlooks

_PARTS = "每天哪些时段（空着：整天）"
_LAST = "到哪天（空着：按规定）"


class TimesChange:
    """Be the weekdays and times of one window that hangs, as fields."""

    def __init__(
        self, *, live: Live, bar: Bar, outlooks: TimesOutlooks, retiming: Retiming
    ) -> None:
        self._live = live
        self._bar = bar
        self._outlooks = outlooks
        self._retiming = retiming
        self._fields: Callable[[], WantedTimes] = WantedTimes
        self._told: ui.element | None = None

    def draw(self) -> None:
        """Draw the fields, folded away until somebody wants them."""
        bar = self._bar
        fold = ui.expansion("改星期和时段").props("dense dense-toggle")
        with fold.classes("times"), box("stack"):
            words = "这两样是签过名的，改了要出新版本，重新提交、审核、批准。"
            Text(f"{words}批准以前照旧展示。", tag="p", classes="mut small")
            weekdays = several(
                "星期", names_of("weekday"), [str(one) for one in bar.weekdays]
            )
            dayparts = line(_PARTS, spans_text(bar.dayparts), most=120)
            last = day(_LAST)
            self._fields = lambda: _wanted(weekdays, dayparts, last)
            look = self._live.handler(self._look, tell=self._refuse)
            weekdays.on_value_change(look)
            for field in (dayparts, last):
                field.on("change", look)
            self._told = box("stack told")
            self._told.props["role"] = "status"
            with box("row-of"):
                Button("看会改变什么", look)

    async def _look(self) -> None:
        """Say what the fields would change, or why they cannot be."""
        wanted, bar = self._fields(), self._bar
        outlook = await self._live.ask(
            self._outlooks.of_hanging, bar.disclosure, wanted, edition=bar.edition
        )
        self._show(outlook, self._live.calendar)

    def _show(self, outlook: Outlook, calendar: Calendar) -> None:
        if self._told is None:
            return
        self._told.clear()
        with self._told, box("stack outlook"):
            Text(ending_words(outlook, calendar), tag="h5")
            with box("changes", tag="ul"):
                for change in changes_of(outlook, calendar):
                    with box(change.tone, tag="li"):
                        icon(change.icon)
                        Text(change.words)
            reason = long_text("改了什么、为什么（会公开）", most=500)

            async def go() -> None:
                made = await self._live.ask(
                    self._retiming.change,
                    self._bar.disclosure,
                    self._fields(),
                    reason=text_of(reason, "改了什么、为什么"),
                    edition=self._bar.edition,
                )
                self._live.go(f"/drafts/{made.line.id}")

            with box("row-of"):
                Button("出新版本", self._live.handler(go), look="primary")

    def _refuse(self, words: str) -> None:
        if self._told is not None:
            self._told.clear()
            with self._told:
                note(words, tone="bad", icon_name="lock")


def _wanted(weekdays: ui.select, dayparts: ui.input, last: ui.input) -> WantedTimes:
    """Return what the fields ask for.

    Raises:
        Refused: A field cannot be read; every mistake is told at once.
    """
    read = all_of(
        {
            "dayparts": lambda: spans_of(str(dayparts.value or ""), "每天哪些时段"),
            "last_on": lambda: day_or_none(last, "到哪天"),
        }
    )
    days = sorted(int(one) for one in weekdays.value or ())
    return WantedTimes(**read, weekdays=tuple(days))
