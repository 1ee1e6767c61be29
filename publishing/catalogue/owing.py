"""Bring up what units owe by the catalogue, when a day or a catalogue has changed.

The tick asks often and cheaply; nothing is done where nothing has changed.
"""

import logging
from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.clock import Clock
from publishing.calendar.current import Calendars
from publishing.catalogue.due_rows import bring_up
from publishing.catalogue.dues import Deadliner
from publishing.catalogue.entry_rows import entries_by_unit, open_places
from publishing.catalogue.inheritance import Entry, Place, owed_by
from publishing.database import Database
from publishing.staff.offices import units_below
from publishing.tables.journal import JournalEntry, JournalHead

_log = logging.getLogger(__name__)
_CHANGES = ("catalogue.", "unit.")
_CALENDAR = "calendar."


class Owing:
    """Be asked at each tick; rows say what is there already."""

    def __init__(
        self,
        *,
        database: Database,
        calendars: Calendars,
        mandates: Mapping[str, Preset],
        clock: Clock,
        time_zone: str,
    ) -> None:
        self._database = database
        self._calendars = calendars
        self._mandates = mandates
        self._clock = clock
        self._zone = ZoneInfo(time_zone)
        self._done_on: date | None = None
        self._done_to = 0

    def bring_up(self) -> int:
        """Write down what is newly due; return how many issues that are.

        Each unit is a transaction of its own, so that nobody waits for all.
        """
        today = self._clock.now().astimezone(self._zone).date()
        with self._database.reading() as session:
            head = session.scalar(select(JournalHead.number)) or 0
            if (today, head) == (self._done_on, self._done_to):
                return 0
            units = self._touched(session, anew=today != self._done_on)
            places = open_places(session)
            entries = entries_by_unit(session) if units else {}
        made = self._of_units(sorted(units & places.keys()), places, entries)
        self._done_on, self._done_to = today, head
        if made:
            _log.info("%d issues are newly due by the catalogue", made)
        return made

    def _of_units(
        self,
        units: list[str],
        places: Mapping[str, Place],
        entries: Mapping[str, list[Entry]],
    ) -> int:
        deadliner = Deadliner(
            workdays=self._calendars.workdays, mandates=self._mandates
        )
        made = 0
        for unit in units:
            owed = owed_by(places[unit], places, entries)
            if not owed:
                continue
            with self._database.session() as session:
                made += bring_up(
                    session,
                    unit,
                    owed,
                    deadliner=deadliner,
                    now=self._clock.now(),
                    zone=self._zone,
                )
        return made

    def _touched(self, session: Session, *, anew: bool) -> frozenset[str]:
        """Return the units whose catalogue may owe something else than before."""
        if anew:
            return frozenset(open_places(session))
        query = select(JournalEntry.act, JournalEntry.subject).where(
            JournalEntry.number > self._done_to
        )
        acts = session.execute(query).all()
        if any(act.startswith(_CALENDAR) for act, _ in acts):
            return frozenset(open_places(session))
        changed = {subject for act, subject in acts if act.startswith(_CHANGES)}
        return units_below(session, frozenset(changed)) if changed else frozenset()
