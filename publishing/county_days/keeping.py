"""Look at each tick whether the calendar has become another, and bring it in."""

import logging

from programme.calendar import CalendarYear, WorkingCalendar
from programme.calendar_slice import YearState
from programme.clock import Clock
from publishing.calendar.current import Calendars
from publishing.county_days.recomputing import News, Rules, bring_in, newest_calendar
from publishing.database import Database
from publishing.oversight.journal import record
from publishing.release.makers import ask_for_everything
from publishing.tables.calendar import ChangeCause

SYSTEM = "system"
STATE_WORDS = {
    YearState.OFFICIAL: "正式",
    YearState.PROVISIONAL: "暂定",
    YearState.MISSING: "没有资料",
}

_log = logging.getLogger(__name__)


class CalendarKeeper:
    """Bring new data in: a file of a year that was added or corrected."""

    def __init__(
        self, *, database: Database, calendars: Calendars, rules: Rules, clock: Clock
    ) -> None:
        self._database = database
        self._calendars = calendars
        self._rules = rules
        self._clock = clock

    def keep(self) -> None:
        """Read the calendar again; if it is another, move what it moves."""
        self._calendars.refresh()
        calendar = self._calendars.calendar
        with self._database.reading() as session:
            held = newest_calendar(session)
        if held is not None and held[0] == calendar.digest():
            return
        words = changed_words(held[1] if held else None, calendar)
        now = self._clock.now()
        with self._database.session() as session:
            news = News(calendar=calendar, cause=ChangeCause.DATA, words=words, at=now)
            moved = bring_in(session, news, self._rules)
            if held is not None:
                details = {"calendar": words, "moved": moved}
                record(
                    session,
                    actor=SYSTEM,
                    act="calendar.data",
                    subject="calendar",
                    details=details,
                    at=now,
                )
                ask_for_everything(session, now)
        _log.info("calendar in force: %s, %d versions moved", words, moved)


def changed_words(before: WorkingCalendar | None, after: WorkingCalendar) -> str:
    """Return what is new in a calendar, in words."""
    if before is None:
        return "最初的工作日历"
    known = {year.year: year for year in before.years}
    changed = [year for year in after.years if known.get(year.year) != year]
    if not changed:
        return "本县调整"
    return "；".join(_year_words(known.get(year.year), year) for year in changed)


def _year_words(before: CalendarYear | None, after: CalendarYear) -> str:
    was = STATE_WORDS[before.state] if before else "没有资料"
    return f"{after.year} 年：{was} → {STATE_WORDS[after.state]}，第 {after.version} 版"
