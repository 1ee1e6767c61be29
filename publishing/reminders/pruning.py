"""Remove reminders and feed rows that nobody can need any more; make none.

The rule, for two years each:

- A reminder whose duty is done goes when it has been done for so long. Of a duty that
  still waits, the newest reminder always stays, and what came before it goes when it
  lies so far back. How many of whose went stands in the journal for ever.
- A calendar's address that has ended goes when it has been over for so long; who made,
  renewed and ended it stands in the journal. With the last address of a person go the
  counts of changes to their events.

Nothing of this is evidence of a disclosure: no word, decision or day that was shown
stands in these rows. What people did with a reminder was journalled when they did it.
"""

import logging
from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session, aliased

from programme.clock import Clock
from publishing.database import Database
from publishing.oversight.journal import record
from publishing.tables.reminders import CalendarEvent, CalendarFeed, ReminderRow

STAYS = timedelta(days=2 * 366)
"""Longer than any yearly issue comes round, and than any clock was ever wrong."""
_SYSTEM = "system"
_AT_ONCE = 5_000
"""Rows of one transaction: others write in between."""

_log = logging.getLogger(__name__)


class Pruning:
    """Be asked once a day."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def prune(self) -> None:
        """Remove what the rule says, a part at a time."""
        before = self._clock.now() - STAYS
        while self._some_reminders(before):
            pass
        with self._database.session() as session:
            _forget_feeds(session, before)

    def _some_reminders(self, before: datetime) -> bool:
        """Remove some reminders; say whether there may be more."""
        with self._database.reading() as session:
            if not _old_reminders(session, before):
                return False
        with self._database.session() as session:
            old = _old_reminders(session, before)
            ids = [row.id for row in old]
            session.execute(delete(ReminderRow).where(ReminderRow.id.in_(ids)))
            whose = sorted(Counter(row.staff_id for row in old).items())
            record(
                session,
                actor=_SYSTEM,
                act="reminder.pruned",
                subject="reminders",
                details={
                    "before": before.date().isoformat(),
                    "reminders": len(old),
                    "whose": [list(one) for one in whose],
                },
                at=self._clock.now(),
            )
        _log.info("%d old reminders removed", len(old))
        return len(old) == _AT_ONCE


def _old_reminders(session: Session, before: datetime) -> list[ReminderRow]:
    """Return reminders that are done, or were overtaken, long ago."""
    newer = aliased(ReminderRow)
    overtaken = exists().where(
        newer.staff_id == ReminderRow.staff_id,
        newer.duty == ReminderRow.duty,
        newer.due_at > ReminderRow.due_at,
    )
    query = select(ReminderRow).where(
        ReminderRow.due_at < before,
        or_(ReminderRow.done_at < before, ReminderRow.done_at.is_(None) & overtaken),
    )
    return list(session.scalars(query.order_by(ReminderRow.id).limit(_AT_ONCE)))


def _forget_feeds(session: Session, before: datetime) -> None:
    session.execute(delete(CalendarFeed).where(CalendarFeed.ended_at < before))
    followed = select(CalendarFeed.staff_id)
    session.execute(
        delete(CalendarEvent).where(
            CalendarEvent.changed_at < before,
            CalendarEvent.staff_id.not_in(followed),
        )
    )
