"""Say that a counter has moved or nobody is there, for a while; end it before its time.

Only what two people have published is spoken of, and nothing can be written: a change
leads to another published counter or to the enquiry desk. So one person is enough, and
the displays know within seconds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from uuid import uuid4

from sqlalchemy.orm import Session

from directory.model import ChangeKind, Counter, CounterChange, Directory
from directory.opening import spans_of
from programme.document import to_millisecond
from programme.window import local_instant
from publishing.calendar.current import Calendars
from publishing.catalogue.directory import newest_directory, next_version, settle
from publishing.catalogue.directory_approval import holding
from publishing.catalogue.units import county_of
from publishing.errors import NotThere, Refused
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.people import Office

_KEEPERS = (Office.PUBLISHER, Office.ADMIN)
LONGEST = timedelta(days=31)
"""What lasts longer is no exception any more: it belongs into the directory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterToday:
    """Be a published counter with what is different about it now."""

    counter: Counter
    change: CounterChange | None
    closes_at: datetime
    """When a change ends that is made now and names no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Be the counters that residents are sent to today."""

    counters: tuple[CounterToday, ...]
    enquiry_desk: str


class CounterChanges:
    """Make and end changes of counters."""

    def __init__(self, *, acting: Acting, calendars: Calendars, zone: tzinfo) -> None:
        self._acting = acting
        self._calendars = calendars
        self._zone = zone

    def today(self, actor: str) -> Today:
        """Return the published counters as they are now; empty before the first.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> Today:
            del person
            directory = newest_directory(session)
            if directory is None:
                return Today(counters=(), enquiry_desk="")
            held = {one.counter: one for one in _held(directory, now)}
            return Today(
                counters=tuple(
                    CounterToday(
                        counter=one,
                        change=held.get(one.id),
                        closes_at=self._closes(one, now),
                    )
                    for one in directory.counters
                ),
                enquiry_desk=directory.enquiry_desk,
            )

        return self._acting.look(actor, "counter.today", do)

    def begin(
        self,
        actor: str,
        counter: str,
        kind: ChangeKind,
        *,
        instead: str | None = None,
        ends_at: datetime | None = None,
    ) -> CounterChange:
        """Say that a counter is elsewhere from now on; it replaces what was said.

        Args:
            actor: Who says so.
            counter: The counter.
            kind: Moved, or nobody there.
            instead: The counter to go to; without one the enquiry desk.
            ends_at: When it is over; without it when the counter closes today.

        Raises:
            NotAllowed: Not the county's office or administrator.
            NotThere: No such published counter.
            Refused: It makes no sense, ends in the past or lasts too long.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> CounterChange:
            directory = _kept(session, person)
            known = {one.id: one for one in directory.counters}
            for wanted in filter(None, (counter, instead)):
                if wanted not in known:
                    raise NotThere("这个窗口")
            ends = ends_at or self._closes(known[counter], now)
            _check(counter, kind, instead, ends - now)
            change = CounterChange(
                id=f"change-{uuid4().hex[:12]}",
                counter=counter,
                kind=kind,
                instead=instead,
                begins_at=to_millisecond(now),
                ends_at=to_millisecond(ends),
            )
            others = [one for one in _held(directory, now) if one.counter != counter]
            self._say(session, person, directory, [*others, change], now)
            details = change.model_dump(mode="json", exclude={"id"})
            _record(session, person, f"counter.{kind.value}", details, now)
            return change

        return self._acting.act(actor, "counter.change", do)

    def end(self, actor: str, counter: str) -> None:
        """Say that a counter is where it always is.

        Raises:
            NotAllowed: Not the county's office or administrator.
            NotThere: Nothing is different about it.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            directory = _kept(session, person)
            held = _held(directory, now)
            others = [one for one in held if one.counter != counter]
            if len(others) == len(held):
                raise NotThere("这个窗口今天的变动")
            self._say(session, person, directory, others, now)
            _record(session, person, "counter.back", {"counter": counter}, now)

        self._acting.act(actor, "counter.change", do)

    def _closes(self, counter: Counter, now: datetime) -> datetime:
        """Return when a counter closes today; midnight if that is past or unknown."""
        local = now.astimezone(self._zone)
        spans = spans_of(counter, local.date(), self._calendars.workdays)
        if spans and spans[-1].to_time > local.time():
            return local_instant(local.date(), spans[-1].to_time, self._zone)
        return local_instant(local.date() + timedelta(days=1), time(0), self._zone)

    def _say(
        self,
        session: Session,
        person: Person,
        directory: Directory,
        changes: Iterable[CounterChange],
        now: datetime,
    ) -> None:
        """Publish what is out already, with other changes."""
        said = directory.model_copy(
            update={
                "version": next_version(session),
                "made_at": to_millisecond(now),
                "changes": tuple(changes),
            }
        )
        settle(session, person, said, now)


def _held(directory: Directory, now: datetime) -> tuple[CounterChange, ...]:
    return holding(directory, [one.id for one in directory.counters], now)


def _kept(session: Session, person: Person) -> Directory:
    county = county_of(session)
    must_hold(session, person, county.id, *_KEEPERS, what="改窗口今天的去向")
    directory = newest_directory(session)
    if directory is None:
        raise NotThere("已发布的办事目录")
    return directory


def _check(
    counter: str, kind: ChangeKind, instead: str | None, lasts: timedelta
) -> None:
    if instead == counter:
        raise Refused("不能搬到它自己。请选另一个窗口。", code="same_counter")
    if kind is ChangeKind.MOVED and instead is None:
        raise Refused("没有选搬到哪个窗口。请选一个。", code="no_counter")
    if not timedelta(0) < lasts <= LONGEST:
        words = f"结束时间要在现在以后、{LONGEST.days} 天以内。更久的请改办事目录。"
        raise Refused(words, code="change_span")


def _record(
    session: Session,
    person: Person,
    act: str,
    details: dict[str, object],
    now: datetime,
) -> None:
    county = county_of(session).id
    record(session, actor=person.id, act=act, subject=county, details=details, at=now)
