"""Lengthen what fell short, as its signed rule says; a job, and nothing signs anew.

It runs once an hour and as soon as late records, a carrier or a cause change a day.
The same records again move nothing. A printed end stands: a duty tells a person.
Where the centre itself stood still when a window ended, what is missing is made up
for as soon as it is back: it hangs anew, unless it names persons.
"""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.orm import Session

from programme.clock import Clock
from programme.cure import Course, cured_end
from programme.errors import ContractError
from programme.mandate import EndRule
from programme.programme import progress_target_of
from programme.window import End, FixedEnd, OpenEnd, ProvisionalEnd
from publishing.calendar.current import Calendars
from publishing.county_days.keeping import SYSTEM
from publishing.coverage.reckoning import (
    LOOKS_EVERY,
    Reckoned,
    Reckoner,
    over_on,
)
from publishing.database import Database
from publishing.evidence.assigned import Assigned, assigned
from publishing.evidence.cures import promised_by_cures
from publishing.evidence.settled import settle
from publishing.oversight.journal import record
from publishing.releases_due import ask_for, ask_for_groups
from publishing.schedule.hanging import goes_on
from publishing.schedule.windows import counted_at, least_end
from publishing.tables.coverage import Cure, SettleDue
from publishing.tables.schedule import EndKind, GroupEntry

_FARTHEST = timedelta(days=31)
"""What ended longer ago stays as it is."""
_PATIENCE = timedelta(hours=24)
"""Who was cut off from the centre delivers within so long after it is back."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Missed:
    """Be a span in which nobody looked, and until when records of it may come."""

    from_at: datetime
    to_at: datetime

    def ended(self) -> ColumnElement[bool]:
        """Return the condition under which an entry ended meanwhile."""
        return and_(
            GroupEntry.removed_at.is_(None),
            GroupEntry.end_kind == EndKind.FIXED,
            GroupEntry.ends_at > self.from_at,
            GroupEntry.ends_at <= self.to_at,
        )

    def is_patient(self, now: datetime) -> bool:
        """Say whether records that are missing may still come."""
        return now < self.to_at + _PATIENCE


class Curing:
    """Be asked at each tick."""

    def __init__(
        self,
        *,
        database: Database,
        calendars: Calendars,
        clock: Clock,
        zone: tzinfo,
        presence_counts: bool,
    ) -> None:
        self._database = database
        self._calendars = calendars
        self._clock = clock
        self._zone = zone
        self._reckoner = Reckoner(calendars=calendars, presence_counts=presence_counts)
        self._looked: tuple[object, ...] = ()
        self._looked_at: datetime | None = None
        self._missed: _Missed | None = None

    def tick(self) -> int:
        """Look at what changed, once an hour at everything; return the ends moved."""
        now = self._clock.now()
        local = now.astimezone(self._zone)
        hour = (local.date(), local.hour)
        with self._database.reading() as session:
            changed = frozenset(session.scalars(select(SettleDue.disclosure_id)))
        if not changed and hour == self._looked:
            return 0
        everything = hour != self._looked
        if everything:
            self._miss(now)
        with self._database.session() as session:
            moved = self._cure(session, changed, now, everything=everything)
            if everything and self._missed is not None:
                moved += self._hang_anew(session, self._missed, now)
            for name in sorted(changed):
                row = delete(SettleDue).where(SettleDue.disclosure_id == name)
                session.execute(row)
        self._looked = hour
        if everything:
            self._looked_at = now
        if self._missed is not None and not self._missed.is_patient(now):
            self._missed = None
        if moved:
            _log.info("%d disclosures hang longer, because days fell short", moved)
        return moved

    def _miss(self, now: datetime) -> None:
        """Remember since when nobody looked, where that is longer than it may be."""
        before = self._looked_at
        if before is not None and now - before <= LOOKS_EVERY:
            return
        since = max(before or now - _FARTHEST, now - _FARTHEST)
        if self._missed is not None:
            since = min(since, self._missed.from_at)
        self._missed = _Missed(from_at=since, to_at=now)

    def _hang_anew(self, session: Session, missed: _Missed, now: datetime) -> int:
        """Hang anew what ended short while nobody looked; return how many."""
        going = set(
            session.scalars(select(GroupEntry.disclosure_id).where(goes_on(now)))
        )
        hung = [
            one
            for one in assigned(session, missed.ended())
            if one.disclosure not in going
            # What devices have erased must not come back by itself (REQ-22).
            and not one.manifest.rule_afterwards.erased
        ]
        today = now.astimezone(self._zone).date()
        settle(session, hung, today=today, workdays=self._calendars.workdays)
        moved = 0
        for version in self._reckoner.reckon(session, hung, now=now).versions:
            over = now.astimezone(version.hung.zone).date() - timedelta(days=1)
            course = version.course(over=over, end=version.hung.latest.end)
            if missed.is_patient(now):
                course = _hopeful(course)
            end = cured_end(
                course, workdays=self._calendars.workdays, zone=version.hung.zone
            )
            if end is not None:
                _lengthen(session, version, end, now, where=missed.ended())
                moved += 1
        return moved

    def _cure(
        self,
        session: Session,
        changed: Collection[str],
        now: datetime,
        *,
        everything: bool,
    ) -> int:
        wanted = [goes_on(now)]
        if not everything:
            wanted.append(GroupEntry.disclosure_id.in_(changed))
        hung = assigned(session, *wanted)
        today = now.astimezone(self._zone).date()
        settle(session, hung, today=today, workdays=self._calendars.workdays)
        for one in hung:
            if one.disclosure in changed:
                for group in one.groups:
                    ask_for(session, progress_target_of(group.group), now)
        reckoning = self._reckoner.reckon(session, hung, now=now)
        moved = 0
        for version in reckoning.versions:
            end = cured_end(
                version.course(
                    over=over_on(version.hung, reckoning.hours, now),
                    end=self._end(session, version),
                ),
                workdays=self._calendars.workdays,
                zone=version.hung.zone,
            )
            if end is not None:
                _lengthen(session, version, end, now, where=goes_on(now))
                moved += 1
        return moved

    def _end(self, session: Session, version: Reckoned) -> End:
        """Return the end that days are measured against.

        What hangs until it is replaced, as an earlier stage does, has none of its own:
        it owes its days all the same, and the next may not come before (REQ-9).
        """
        hung, end = version.hung, version.hung.latest.end
        until_replaced = hung.mandate.end_rule is EndRule.UNTIL_REPLACED
        if not (isinstance(end, OpenEnd) and until_replaced):
            return end
        try:
            least = least_end(
                hung.mandate,
                counted_at(hung.starts_at, hung.manifest.hung_since, hung.zone),
                workdays=self._calendars.workdays,
                zone=hung.zone,
                weekdays=hung.manifest.weekdays,
            )
        except ContractError:
            return end
        cured = promised_by_cures(session, hung.manifest_sha256)
        if isinstance(least, OpenEnd) or cured is None:
            return least
        return FixedEnd(at=max(least.at, cured))


def _hopeful(course: Course) -> Course:
    """Return a course in which days whose records may still come are served."""
    days = [replace(one, counts=one.counts or one.waiting) for one in course.days]
    return replace(course, days=days)


def _lengthen(
    session: Session,
    version: Reckoned,
    end: FixedEnd | ProvisionalEnd,
    now: datetime,
    *,
    where: ColumnElement[bool],
) -> None:
    """Move the ends that are earlier, keep what was done, and ask for programmes."""
    hung = version.hung
    rows = _rows(session, hung, where)
    before = max((row.ends_at for row in rows if row.ends_at), default=end.at)
    for row in rows:
        if row.ends_at is not None and row.ends_at < end.at:
            row.ends_at, row.end_kind = end.at, EndKind(end.kind)
    short = [one.day.isoformat() for one in version.days if not one.counts]
    groups = sorted(row.group_id for row in rows)
    session.add(
        Cure(
            disclosure_id=hung.disclosure,
            manifest_sha256=hung.manifest_sha256,
            short_on=short,
            ended_at=before,
            ends_at=end.at,
            made_at=now,
        )
    )
    record(
        session,
        actor=SYSTEM,
        act="window.cured",
        subject=hung.disclosure,
        details={
            "short_on": short,
            "ended_at": before.isoformat(),
            "ends_at": end.at.isoformat(),
            "groups": groups,
        },
        at=now,
    )
    ask_for_groups(session, groups, now)


def _rows(
    session: Session, hung: Assigned, where: ColumnElement[bool]
) -> Sequence[GroupEntry]:
    """Return the entries of a version that have an end."""
    query = (
        select(GroupEntry)
        .where(
            GroupEntry.disclosure_id == hung.disclosure,
            GroupEntry.manifest_sha256 == hung.manifest_sha256,
            GroupEntry.end_kind != EndKind.OPEN,
            where,
        )
        .order_by(GroupEntry.id)
    )
    return session.scalars(query).all()
