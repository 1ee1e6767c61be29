"""Show a person's reminders with what is still to do, and mark them seen; make none.

A reminder holds no words of its own: they are those of its duty as it stands now. So
nothing is told of what is done, or is the person's no more.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.duties.duty import Ranked
from publishing.duties.gathering import Gatherer
from publishing.errors import NotThere
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.reminders import Occasion, ReminderRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Be the newest reminder of one duty that the person has not seen."""

    duty: Ranked
    occasion: Occasion
    due_at: datetime
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Be what waits for a person and their units, and what they are reminded of."""

    duties: tuple[Ranked, ...]
    """The worst first."""
    reminders: tuple[Reminder, ...]
    """In the same order, one per duty."""


class Reminders:
    """Answer what a person is reminded of."""

    def __init__(self, *, acting: Acting, gatherer: Gatherer) -> None:
        self._acting = acting
        self._gatherer = gatherer

    def waiting(self, actor: str, *, until_on: date | None = None) -> Waiting:
        """Return everything that waits, with the reminders that were not seen.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> Waiting:
            duties = self._gatherer.gather(session, person, until_on=until_on)
            newest = _newest_unseen(session, person)
            return Waiting(
                duties=duties,
                reminders=tuple(
                    _reminder(one, newest[one.duty.key])
                    for one in duties
                    if one.duty.mine and one.duty.key in newest
                ),
            )

        return self._acting.look(actor, "reminder.list", do)

    def see(self, actor: str, duty: str) -> None:
        """Mark every reminder of a duty as seen; the duty itself goes on waiting.

        Raises:
            NotThere: The person is reminded of no such duty.
        """
        self._see(actor, duty)

    def see_all(self, actor: str) -> None:
        """Mark every reminder of the person as seen; there may be none.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        self._see(actor, None)

    def _see(self, actor: str, duty: str | None) -> None:
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            rows = [
                row
                for row in _unseen(session, person)
                if duty is None or row.duty == duty
            ]
            if duty is not None and not rows:
                raise NotThere("这条提醒")
            if not rows:
                return
            for row in rows:
                row.seen_at = now
            record(
                session,
                actor=person.id,
                act="reminder.seen",
                subject=person.id,
                details={"reminders": len(rows)},
                at=now,
            )

        self._acting.act(actor, "reminder.see", do)


def _unseen(session: Session, person: Person) -> list[ReminderRow]:
    query = select(ReminderRow).where(
        ReminderRow.staff_id == person.id,
        ReminderRow.seen_at.is_(None),
        ReminderRow.done_at.is_(None),
    )
    return list(session.scalars(query.order_by(ReminderRow.due_at, ReminderRow.id)))


def _newest_unseen(session: Session, person: Person) -> dict[str, ReminderRow]:
    return {row.duty: row for row in _unseen(session, person)}


def _reminder(one: Ranked, row: ReminderRow) -> Reminder:
    return Reminder(
        duty=one, occasion=row.occasion, due_at=row.due_at, made_at=row.made_at
    )
