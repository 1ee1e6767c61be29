"""Make the reminders that are due, and close those whose duty is done; show none.

The tick only asks. What was said to whom is in rows, so it does not matter how often
or how late it asks.
"""

import logging
from collections.abc import Collection
from datetime import datetime, tzinfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from programme.clock import Clock
from publishing.calendar.current import Calendars
from publishing.database import Database
from publishing.duties.gathering import Gatherer
from publishing.errors import NotSignedIn
from publishing.reminders.occasions import Coming, occasions_due
from publishing.staff.offices import person_of
from publishing.tables.people import StaffMember, StaffState
from publishing.tables.reminders import ReminderRow

EVERY_S = 60.0
"""Occasions come once a day; more often finds what was drafted since, and done."""
SLICE_S = 0.25
"""Most of one tick: publishing waits behind it, so a large county takes several."""

_log = logging.getLogger(__name__)


class Reminding:
    """Be asked at each tick."""

    def __init__(
        self,
        *,
        database: Database,
        gatherer: Gatherer,
        calendars: Calendars,
        clock: Clock,
        zone: tzinfo,
    ) -> None:
        self._database = database
        self._gatherer = gatherer
        self._calendars = calendars
        self._clock = clock
        self._zone = zone
        self._next: float | None = None
        self._left: list[str] = []

    def tick(self) -> None:
        """Go on with everybody's reminders for a moment, or begin again."""
        begun, made = self._clock.monotonic(), 0
        if not self._left:
            if self._next is not None and begun < self._next:
                return
            self._left, self._next = self._everybody(), begun + EVERY_S
        while self._left:
            made += self._for(self._left.pop())
            if self._clock.monotonic() - begun >= SLICE_S:
                break
        if made:
            _log.info("%d reminders made", made)

    def make(self) -> int:
        """Make the reminders of everybody; return how many are new."""
        return sum(self._for(staff) for staff in self._everybody())

    def _everybody(self) -> list[str]:
        """Return every account that may act."""
        query = select(StaffMember.id).where(StaffMember.state == StaffState.ACTIVE)
        with self._database.reading() as session:
            return list(session.scalars(query.order_by(StaffMember.id)))

    def _for(self, staff: str) -> int:
        """Make and close one person's reminders; return how many are new."""
        now = self._clock.now()
        with self._database.reading() as session:
            try:
                person = person_of(session, staff, now)
            except NotSignedIn:
                return 0
            duties = [one.duty for one in self._gatherer.gather(session, person)]
            keys = frozenset(duty.key for duty in duties if duty.mine)
            due = occasions_due(
                duties, now=now, workdays=self._calendars.workdays, zone=self._zone
            )
            if not _new(session, staff, due) and not _gone(session, staff, keys):
                return 0
        with self._database.session() as session:
            return _keep(session, staff, due, keys, now)


def _keep(
    session: Session,
    staff: str,
    due: Collection[Coming],
    keys: frozenset[str],
    now: datetime,
) -> int:
    for row in _gone(session, staff, keys):
        row.done_at = now
    new = _new(session, staff, due)
    session.add_all(
        ReminderRow(
            staff_id=staff,
            duty=one.duty,
            occasion=one.occasion,
            due_at=one.due_at,
            made_at=now,
        )
        for one in new
    )
    return len(new)


def _new(session: Session, staff: str, due: Collection[Coming]) -> list[Coming]:
    """Return the occasions that nobody was reminded on yet."""
    keys = {one.duty for one in due}
    rows = session.scalars(_of(staff).where(ReminderRow.duty.in_(keys)))
    said = {(row.duty, row.occasion, row.due_at) for row in rows}
    return [one for one in due if (one.duty, one.occasion, one.due_at) not in said]


def _gone(session: Session, staff: str, keys: frozenset[str]) -> list[ReminderRow]:
    """Return the open reminders of what the person need not do any more."""
    rows = session.scalars(_of(staff).where(ReminderRow.done_at.is_(None)))
    return [row for row in rows if row.duty not in keys]


def _of(staff: str) -> Select[ReminderRow]:
    return select(ReminderRow).where(ReminderRow.staff_id == staff)
