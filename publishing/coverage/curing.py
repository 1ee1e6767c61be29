"""Lengthen what fell short, as its signed rule says; a job, and nothing signs anew.

It runs once an hour and as soon as late records, a carrier or a cause change a day.
The same records again move nothing. A printed end stands: a duty tells a person.
"""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime, tzinfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from programme.clock import Clock
from programme.cure import cured_end
from programme.errors import ContractError
from programme.mandate import EndRule
from programme.programme import progress_target_of
from programme.window import End, FixedEnd, OpenEnd, ProvisionalEnd
from publishing.calendar.current import Calendars
from publishing.county_days.keeping import SYSTEM
from publishing.coverage.reckoning import Reckoned, Reckoner, over_on
from publishing.database import Database
from publishing.due import ask_for, ask_for_groups
from publishing.evidence.assigned import Assigned, assigned
from publishing.evidence.cures import promised_by_cures
from publishing.evidence.settled import settle
from publishing.oversight.journal import record
from publishing.schedule.hanging import goes_on
from publishing.schedule.windows import counted_at, least_end
from publishing.tables.coverage import Cure, SettleDue
from publishing.tables.schedule import EndKind, GroupEntry

_log = logging.getLogger(__name__)


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
        with self._database.session() as session:
            moved = self._cure(session, changed, now, everything=everything)
            for name in sorted(changed):
                row = delete(SettleDue).where(SettleDue.disclosure_id == name)
                session.execute(row)
        self._looked = hour
        if moved:
            _log.info("%d disclosures hang longer, because days fell short", moved)
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
                _lengthen(session, version, end, now)
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


def _lengthen(
    session: Session,
    version: Reckoned,
    end: FixedEnd | ProvisionalEnd,
    now: datetime,
) -> None:
    """Move the ends that are earlier, keep what was done, and ask for programmes."""
    hung = version.hung
    rows = _rows(session, hung, now)
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


def _rows(session: Session, hung: Assigned, now: datetime) -> Sequence[GroupEntry]:
    """Return the entries of a version that have an end."""
    query = (
        select(GroupEntry)
        .where(
            GroupEntry.disclosure_id == hung.disclosure,
            GroupEntry.manifest_sha256 == hung.manifest_sha256,
            GroupEntry.end_kind != EndKind.OPEN,
            goes_on(now),
        )
        .order_by(GroupEntry.id)
    )
    return session.scalars(query).all()
