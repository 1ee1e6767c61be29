"""Bring together what each day came to, what may still come and why; change nothing.

The job that cures, the board and the duties all ask here, so that they agree.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.cure import Course, PastDay
from programme.hours import DayHours
from programme.legal_clock import owed_days
from programme.open_times import WHOLE_DAYS, DisplayHours, OpenTimes, at
from programme.service_day import DayState
from programme.window import End, FixedEnd, local_instant
from programme.workdays import Workdays
from publishing.calendar.current import Calendars
from publishing.carriers.counting import carried_by
from publishing.coverage.causes import Causes, causes_of
from publishing.coverage.outstanding import (
    Heard,
    by_group,
    heard_of,
    may_still_come,
)
from publishing.evidence.assigned import Assigned
from publishing.evidence.settled import DayVerdict, verdicts_of
from publishing.tables.schedule import DisplayGroup

LOOKS_EVERY = timedelta(hours=1)
"""How often all that hangs is looked at; a look falls into any such span."""
_HOURS = TypeAdapter(tuple[DayHours, ...])
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """Be one version with the days that are over."""

    hung: Assigned
    days: tuple[DayVerdict, ...]
    waiting: frozenset[date]
    """Short days whose records may still come, and of which staff said nothing."""
    owed: int | None
    """Days that it owes; None: no rule names a number."""

    @property
    def short(self) -> tuple[DayVerdict, ...]:
        """Return the days that fell short for good."""
        return tuple(
            one
            for one in self.days
            if one.state is DayState.SHORT and one.day not in self.waiting
        )

    @property
    def counted(self) -> int:
        """Return how many days count."""
        return sum(one.counts for one in self.days)

    def course(self, *, over: date, end: End) -> Course:
        """Return how far it has come by the last day that is over."""
        return Course(
            mandate=self.hung.mandate,
            weekdays=self.hung.manifest.weekdays,
            owed=self.owed,
            end=end,
            over=over,
            days=[
                PastDay(
                    day=one.day,
                    counts=one.counts,
                    waiting=one.day in self.waiting or one.state is DayState.UNCERTAIN,
                )
                for one in self.days
            ],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """Be what all versions that were asked for have come to."""

    at: datetime
    versions: tuple[Reckoned, ...]
    causes: Causes
    heard: tuple[Heard, ...]
    hours: "ServiceEnds"


class ServiceEnds:
    """Say when display groups serve on a day; each is worked out once."""

    def __init__(self, session: Session, workdays: Workdays) -> None:
        rows = session.scalars(select(DisplayGroup)).all()
        self._zones = {row.id: ZoneInfo(row.time_zone) for row in rows}
        self._times = {
            row.id: OpenTimes(
                DisplayHours(
                    service_hours=_HOURS.validate_python(row.service_hours),
                    zone=self._zones[row.id],
                    workdays=workdays,
                )
            )
            for row in rows
        }
        self.ended_at = lru_cache(maxsize=4096)(self._ended_at)
        """When service of a group ends on a day; without service at its midnight."""

    def _ended_at(self, group: str, day: date) -> datetime:
        spans = self._times[group].on(day, WHOLE_DAYS)
        if spans:
            return at(max(span.to_ms for span in spans))
        return local_instant(day + _DAY, time(0), self._zones[group])

    def length_ms(self, group: str, day: date) -> int:
        """Return for how long a group serves on a day, in milliseconds."""
        return sum(span.length for span in self._times[group].on(day, WHOLE_DAYS))

    def share(self, group: str, day: date, now: datetime) -> float:
        """Return which share of a day's service time has passed; 1: all of it."""
        spans = self._times[group].on(day, WHOLE_DAYS)
        whole = sum(span.length for span in spans)
        now_ms = int(now.timestamp() * 1000)
        gone = sum(max(0, min(now_ms, span.to_ms) - span.from_ms) for span in spans)
        return gone / whole if whole else 1.0


class Reckoner:
    """Reckon versions that hang."""

    def __init__(self, *, calendars: Calendars, presence_counts: bool) -> None:
        self._calendars = calendars
        self._presence_counts = presence_counts

    def reckon(
        self, session: Session, hung: Sequence[Assigned], *, now: datetime
    ) -> Reckoning:
        """Return what the days of versions came to, up to the last that is over."""
        workdays = self._calendars.workdays
        ends = ServiceEnds(session, workdays)
        groups = {group.group for one in hung for group in one.groups}
        heard = heard_of(session, groups, now=now)
        devices = by_group(heard)
        since = min((one.starts_at for one in hung), default=now)
        zone = hung[0].zone if hung else UTC
        causes = causes_of(session, groups, since=since.date() - _DAY, zone=zone)
        verdicts: dict[str, tuple[DayVerdict, ...]] = {}
        for until, some in _by_last_day(hung, ends, now).items():
            names = [one.disclosure for one in some]
            carried = carried_by(session, names, presence_counts=self._presence_counts)
            found = verdicts_of(
                session, some, carried=carried, today=until, workdays=workdays
            )
            verdicts |= found
        return Reckoning(
            at=now,
            versions=tuple(
                _reckoned(
                    one, verdicts[one.disclosure], devices, causes, ends, workdays
                )
                for one in hung
            ),
            causes=causes,
            heard=heard,
            hours=ends,
        )


def over_on(one: Assigned, ends: ServiceEnds, now: datetime) -> date:
    """Return the last day that is over for a version.

    Today is over as soon as service has ended on every group that hangs it, and at the
    last look before its window ends: outdoors service may go on until then, and what
    is missing has to be added before it comes down.
    """
    today = now.astimezone(one.zone).date()
    end = one.latest.end
    last = isinstance(end, FixedEnd) and end.at - now <= LOOKS_EVERY
    over = all(ends.ended_at(group.group, today) <= now for group in one.groups)
    return today if last or over else today - _DAY


def _by_last_day(
    hung: Collection[Assigned], ends: ServiceEnds, now: datetime
) -> Mapping[date, list[Assigned]]:
    found: dict[date, list[Assigned]] = {}
    for one in hung:
        found.setdefault(over_on(one, ends, now) + _DAY, []).append(one)
    return found


def _reckoned(  # noqa: PLR0917 - what one version is judged by
    one: Assigned,
    days: tuple[DayVerdict, ...],
    devices: Mapping[str, Collection[Heard]],
    causes: Causes,
    ends: ServiceEnds,
    workdays: Workdays,
) -> Reckoned:
    waiting = frozenset(
        day.day
        for day in days
        if day.state is DayState.SHORT
        and causes.told_of(day.group, day.day) is None
        and may_still_come(
            devices.get(day.group, ()), ends.ended_at(day.group, day.day)
        )
    )
    posted_on = one.starts_at.astimezone(one.zone).date()
    owed = owed_days(
        one.manifest, posted_on=posted_on, workdays=workdays, zone=one.zone
    )
    return Reckoned(hung=one, days=days, waiting=waiting, owed=owed)
