"""Give people secret addresses of their calendar, and read it by them.

An address is told once; only its SHA-256 is kept. It shows what its owner may see at
the moment of reading, and ends when they leave or are locked out.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.canonical import sha256_hex
from programme.clock import Clock
from publishing.calendar.current import Calendars
from publishing.database import Database
from publishing.duties.gathering import Gatherer
from publishing.errors import NotSignedIn, NotThere
from publishing.feeds.events import Dated, Event, Feed, events_of
from publishing.oversight.journal import record
from publishing.reminders.pruning import STAYS
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, line_of, person_of
from publishing.tables.people import StaffMember
from publishing.tables.reminders import CalendarEvent, CalendarFeed

REACH = timedelta(days=400)
"""A year ahead, so that yearly issues are in it."""
_TOKEN_BYTES = 24


class CalendarFeeds:
    """Make, renew and end addresses; read by one."""

    def __init__(
        self,
        *,
        acting: Acting,
        database: Database,
        gatherer: Gatherer,
        calendars: Calendars,
        clock: Clock,
    ) -> None:
        self._acting = acting
        self._database = database
        self._gatherer = gatherer
        self._calendars = calendars
        self._clock = clock

    def made_at(self, actor: str) -> datetime | None:
        """Return since when the person has an address; None: they have none.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> datetime | None:
            row = _open(session, person.id)
            return row.made_at if row else None

        return self._acting.look(actor, "calendar_feed.show", do)

    def make(self, actor: str) -> str:
        """Return the token of a new address; an earlier one ends.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        now, token = self._acting.clock.now(), secrets.token_urlsafe(_TOKEN_BYTES)

        def do(session: Session, person: Person) -> str:
            before = _open(session, person.id)
            if before is not None:
                before.ended_at = now
            session.add(
                CalendarFeed(
                    token_hash=sha256_hex(token.encode()),
                    staff_id=person.id,
                    made_at=now,
                )
            )
            act = "calendar_feed.renewed" if before else "calendar_feed.made"
            record(session, actor=person.id, act=act, subject=person.id, at=now)
            return token

        return self._acting.act(actor, "calendar_feed.make", do)

    def end(self, actor: str) -> None:
        """End the person's address: whoever has it reads nothing any more.

        Raises:
            NotThere: They have none.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            row = _open(session, person.id)
            if row is None:
                raise NotThere("日历订阅地址")
            row.ended_at = now
            act = "calendar_feed.ended"
            record(session, actor=person.id, act=act, subject=person.id, at=now)

        self._acting.act(actor, "calendar_feed.end", do)

    def read(self, token: str) -> Feed:
        """Return the calendar of whoever's address this is.

        Raises:
            NotThere: It is no address, or has ended.
        """
        with self._database.reading() as session:
            person = _owner(session, token, self._clock.now())
            until_on = self._gatherer.today() + REACH
            duties = self._gatherer.gather(session, person, until_on=until_on)
            county = _county(session, person)
            events = events_of(duties, county=county, workdays=self._calendars.workdays)
            known = _known(session, person.id)
        if any(_is_new(event, known) for event in events):
            known = self._remember(person.id, events)
        return Feed(county=county, dated=tuple(_dated(one, known) for one in events))

    def _remember(
        self, staff: str, events: tuple[Event, ...]
    ) -> dict[str, CalendarEvent]:
        """Count the changes of events in one transaction, and forget what is long gone.

        Returns:
            All that is known of those that are shown, by their names.
        """
        now = self._clock.now()
        with self._database.session() as session:
            known = _known(session, staff)
            for event in events:
                if not _is_new(event, known):
                    continue
                row = known.get(event.uid)
                if row is None:
                    row = CalendarEvent(staff_id=staff, uid=event.uid, sequence=-1)
                    session.add(row)
                    known[event.uid] = row
                row.digest, row.changed_at = event.digest, now
                row.sequence += 1
            shown = {event.uid for event in events}
            for uid, row in known.items():
                # What was gone so long is a new event if it ever comes again.
                if uid not in shown and row.changed_at < now - STAYS:
                    session.delete(row)
        return known


def _owner(session: Session, token: str, now: datetime) -> Person:
    """Return whose address it is.

    Raises:
        NotThere: Nobody's, or its owner may not act any more.
    """
    row = session.get(CalendarFeed, sha256_hex(token.encode()))
    if row is None or row.ended_at is not None:
        raise NotThere("这个日历")
    member = session.get_one(StaffMember, row.staff_id)
    if member.locked_at is not None and member.locked_until is None:
        raise NotThere("这个日历")
    try:
        return person_of(session, row.staff_id, now)
    except NotSignedIn as gone:
        raise NotThere("这个日历") from gone


def _county(session: Session, person: Person) -> str:
    """Return the county of a person's offices; events are named by it."""
    held = min((one.unit for one in person.offices), default="")
    line = list(line_of(session, held))
    return line[-1] if line else "mingbai"


def _open(session: Session, staff: str) -> CalendarFeed | None:
    query = select(CalendarFeed).where(
        CalendarFeed.staff_id == staff, CalendarFeed.ended_at.is_(None)
    )
    return session.scalars(query).first()


def _known(session: Session, staff: str) -> dict[str, CalendarEvent]:
    query = select(CalendarEvent).where(CalendarEvent.staff_id == staff)
    return {row.uid: row for row in session.scalars(query)}


def _is_new(event: Event, known: dict[str, CalendarEvent]) -> bool:
    row = known.get(event.uid)
    return row is None or row.digest != event.digest


def _dated(event: Event, known: dict[str, CalendarEvent]) -> Dated:
    row = known[event.uid]
    return Dated(event=event, sequence=row.sequence, changed_at=row.changed_at)
