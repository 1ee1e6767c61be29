"""Show which windows lie on which display groups over a run of days; change nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.boards import Board, DisplayKind
from programme.errors import ContractError
from programme.layout import Panel
from programme.manifest import Manifest
from programme.window import is_open
from publishing.calendar.current import Calendars
from publishing.evidence.windows import window_of
from publishing.inspection.showing import loop_seconds_of
from publishing.schedule.windows import mandated_end
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.disclosures import Disclosure, ManifestRow
from publishing.tables.schedule import DisplayGroup, EndKind, GroupEntry

_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)
_HOUR_S = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMark:
    """Be one column."""

    on: date
    worked: bool
    provisional: bool
    """A coming notice may still change it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Be one window on one group, in whole days."""

    disclosure: str
    title: str
    board: Board
    register_number: str
    first_on: date
    last_on: date | None
    """None where the end is open."""
    must_until_on: date | None
    """The last day that the mandate demands; None where it names none."""
    end_kind: EndKind
    removed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """Be one display group with its windows."""

    group: str
    name: str
    kind: DisplayKind
    bars: tuple[Bar, ...]
    open_now: int
    loop_s: int
    least_per_hour: int

    @property
    def per_hour(self) -> int:
        """Return how often an hour each disclosure comes on."""
        return _HOUR_S // self.loop_s if self.loop_s else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Be the whole of what the schedule page shows."""

    days: tuple[DayMark, ...]
    lanes: tuple[Lane, ...]


class Timetable:
    """Answer which windows lie where."""

    def __init__(self, *, acting: Acting, calendars: Calendars) -> None:
        self._acting = acting
        self._calendars = calendars

    def board(self, actor: str, *, from_on: date, days: int) -> Schedule:
        """Return every open group with the windows that touch these days.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        now = self._acting.clock.now()
        last_on = from_on + _DAY * (days - 1)

        def do(session: Session, person: Person) -> Schedule:
            del person
            query = select(DisplayGroup).where(DisplayGroup.closed_at.is_(None))
            groups = session.scalars(query.order_by(DisplayGroup.id))
            return Schedule(
                days=tuple(self._mark(from_on + _DAY * at) for at in range(days)),
                lanes=tuple(
                    self._lane(session, group, (from_on, last_on), now)
                    for group in groups
                ),
            )

        return self._acting.look(actor, "schedule.board", do)

    def _mark(self, on: date) -> DayMark:
        if not self._calendars.workdays.calendar.covers(on):
            return DayMark(on=on, worked=on.isoweekday() <= 5, provisional=True)  # noqa: PLR2004 - Friday
        worked = self._calendars.workdays.is_working_day(on)
        provisional = self._calendars.workdays.is_provisional(on)
        return DayMark(on=on, worked=worked, provisional=provisional)

    def _lane(
        self,
        session: Session,
        group: DisplayGroup,
        span: tuple[date, date],
        now: datetime,
    ) -> Lane:
        zone = ZoneInfo(group.time_zone)
        panel = Panel.model_validate(group.panel)
        rows = _rows(session, group)
        bars = [self._bar(entry, matter, made, zone) for entry, matter, made in rows]
        on_now = [
            made.pages_for(panel)
            for entry, _, made in rows
            if entry.removed_at is None and is_open(window_of(entry), now, zone)
        ]
        return Lane(
            group=group.id,
            name=group.name,
            kind=group.display_kind,
            bars=tuple(bar for bar in bars if _touches(bar, *span)),
            open_now=len(on_now),
            loop_s=loop_seconds_of(on_now),
            least_per_hour=group.least_showings_per_hour,
        )

    def _bar(
        self, entry: GroupEntry, matter: Disclosure, made: Manifest, zone: ZoneInfo
    ) -> Bar:
        return Bar(
            disclosure=matter.id,
            title=made.title,
            board=made.board,
            register_number=matter.register_number or "",
            first_on=entry.starts_at.astimezone(zone).date(),
            last_on=_last_day(entry.ends_at, zone),
            must_until_on=self._must_until(entry, made, zone),
            end_kind=entry.end_kind,
            removed_on=_day(entry.removed_at, zone),
        )

    def _must_until(
        self, entry: GroupEntry, made: Manifest, zone: ZoneInfo
    ) -> date | None:
        try:
            end = mandated_end(
                made.mandate,
                entry.starts_at,
                workdays=self._calendars.workdays,
                zone=zone,
            )
        except ContractError:
            # The calendar does not reach so far: nothing is drawn as demanded.
            return None
        at = None if end.kind == "open" else end.at
        return _last_day(at, zone)


def _rows(
    session: Session, group: DisplayGroup
) -> Sequence[tuple[GroupEntry, Disclosure, Manifest]]:
    query = (
        select(GroupEntry, Disclosure, ManifestRow.body)
        .join(Disclosure, Disclosure.id == GroupEntry.disclosure_id)
        .join(ManifestRow, ManifestRow.sha256 == GroupEntry.manifest_sha256)
        .where(GroupEntry.group_id == group.id)
        .order_by(GroupEntry.starts_at, GroupEntry.id)
    )
    return [
        (entry, matter, Manifest.parse(body))
        for entry, matter, body in session.execute(query)
    ]


def _touches(bar: Bar, from_on: date, to_on: date) -> bool:
    ends = [on for on in (bar.last_on, bar.removed_on) if on is not None]
    return bar.first_on <= to_on and (not ends or min(ends) >= from_on)


def _last_day(end: datetime | None, zone: ZoneInfo) -> date | None:
    return None if end is None else (end - _INSTANT).astimezone(zone).date()


def _day(at: datetime | None, zone: ZoneInfo) -> date | None:
    return None if at is None else at.astimezone(zone).date()
