"""Let staff write the days and times of one window; decide nothing."""

from collections.abc import Mapping
from datetime import date

from nicegui import ui

from publishing.admin.fields import (
    all_of,
    choice,
    chosen,
    day,
    day_of,
    day_or_none,
    line,
    several,
    spans_of,
    spans_text,
)
from publishing.admin.names import names_of
from publishing.admin.parts import Text, box
from publishing.desk.lengthening import LaterEnd
from publishing.desk.rescheduling import WantedWindow
from publishing.inspection.bars import Bar

_ALL = "all"


class WindowForm:
    """Be the fields of one window: all of a draft's, the end of what hangs."""

    def __init__(self, *, key: str, bar: Bar, group: str) -> None:
        self.key = key
        self.bar = bar
        self.group = group
        self._first: ui.input | None = None
        self._last: ui.input | None = None
        self._weekdays: ui.select | None = None
        self._dayparts: ui.input | None = None
        self._where: ui.select | None = None

    def draw(self, names: Mapping[str, str]) -> None:
        """Draw what may be changed as fields; groups are told by their names."""
        bar = self.bar
        if bar.rule:
            self._draft_fields()
            return
        if bar.bounds is None:
            return
        if not bar.retimes:
            words = "星期和时段已经签名，要改请起草人出新版本。"
            Text(words, tag="p", classes="mut small")
        self._last = day("展示到哪天", bar.last_on)
        if len(bar.groups) > 1 and self.group in names:
            offered = {
                _ALL: f"全部 {len(bar.groups)} 个分组",
                self.group: f"只改{names[self.group]}",
            }
            self._where = choice("改哪里", offered, _ALL)

    def _draft_fields(self) -> None:
        bar = self.bar
        with box("stack"):
            self._first = day("从哪天开始（空着：批准后马上）", bar.first_on)
            last_on = None if bar.by_rule else bar.last_on
            self._last = day("展示到哪天（空着：按公开时限）", last_on)
            weekdays = [str(one) for one in bar.weekdays]
            self._weekdays = several("星期", names_of("weekday"), weekdays)
            told = spans_text(bar.dayparts)
            self._dayparts = line("每天哪些时段（空着：整天）", told, most=120)

    def put(self, first_on: date, last_on: date) -> None:
        """Write days that were tried out into the fields."""
        if self._first is not None:
            self._first.set_value(first_on.isoformat())
        if self._last is not None:
            stays = self.bar.by_rule and last_on == self._ruled_end(first_on)
            self._last.set_value("" if stays else last_on.isoformat())

    def _ruled_end(self, first_on: date) -> date | None:
        """Return the end that the rule gives to a start that stays."""
        return self.bar.last_on if first_on == self.bar.first_on else None

    def wanted_window(self) -> WantedWindow:
        """Return the window that the fields ask for.

        Raises:
            Refused: A field cannot be read; every mistake is told at once.
        """
        first, last = self._first, self._last
        weekdays, dayparts = self._weekdays, self._dayparts
        read = all_of(
            {
                "first_on": lambda: day_or_none(first, "从哪天开始") if first else None,
                "last_on": lambda: day_or_none(last, "展示到哪天") if last else None,
                "dayparts": lambda: spans_of(
                    str(dayparts.value or "") if dayparts else "", "每天哪些时段"
                ),
            }
        )
        days = sorted(int(one) for one in (weekdays.value if weekdays else ()) or ())
        return WantedWindow(**read, weekdays=tuple(days))

    def later_end(self) -> LaterEnd:
        """Return the end that the fields ask for.

        Raises:
            Refused: The day cannot be read.
        """
        last_on = day_of(self._last, "展示到哪天") if self._last else self.bar.last_on
        where = chosen(self._where, "改哪里") if self._where else _ALL
        groups = self.bar.groups if where == _ALL else (where,)
        return LaterEnd(last_on=last_on or self.bar.first_on, groups=groups)
