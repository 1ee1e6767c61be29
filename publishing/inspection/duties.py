"""Say what is due and when, per person; change nothing.

Deadlines count working days from the day a matter was settled (REQ-6, REQ-8): the
target first, then the legal one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.boards import Board
from programme.deadline import deadlines_of
from publishing.calendar.current import Calendars
from publishing.desk.views import DraftLine
from publishing.inspection.deadline import Standing, standing_of
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, units_where
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import Office
from publishing.tables.schedule import EndKind, GroupEntry

LOOK_AHEAD_WORKDAYS = 5
_WAITING = (DraftState.DRAFT, DraftState.SUBMITTED, DraftState.REVIEWED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Be one version that must be out by a day, or one window that is about to end."""

    disclosure: str
    draft: str
    title: str
    board: Board
    state: DraftState
    due_on: date
    late_days: int
    """Working days beyond the day; 0 while there is time."""
    ends: bool
    """True where it is the end of a window and not a deadline."""


class Duties:
    """Answer what is due."""

    def __init__(
        self,
        *,
        acting: Acting,
        calendars: Calendars,
        mandates: Mapping[str, Preset],
        zone: ZoneInfo,
    ) -> None:
        self._acting = acting
        self._calendars = calendars
        self._mandates = mandates
        self._zone = zone

    def coming(self, actor: str) -> tuple[Duty, ...]:
        """Return what is late or due within five working days, earliest first.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        now = self._acting.clock.now()
        today = now.astimezone(self._zone).date()
        until = self._calendars.workdays.nth_after(today, LOOK_AHEAD_WORKDAYS).on

        def do(session: Session, person: Person) -> tuple[Duty, ...]:
            units = units_where(session, person, *Office)
            found = [
                *self._deadlines(session, units, today),
                *self._ends(session, units, now),
            ]
            near = [duty for duty in found if duty.due_on <= until]
            return tuple(sorted(near, key=lambda duty: (duty.due_on, duty.title)))

        return self._acting.look(actor, "duties", do)

    def due_on(self, settled_on: date, mandate: str) -> date | None:
        """Return the day by which a matter must be out, where its rule names one."""
        preset = self._mandates.get(mandate)
        days = preset.mandate.publish_target_days if preset else None
        if days is None or not self._calendars.workdays.calendar.covers(settled_on):
            return None
        return self._calendars.workdays.nth_after(settled_on, days).on

    def standings(
        self, actor: str, lines: Sequence[DraftLine]
    ) -> Mapping[str, Standing]:
        """Return how versions on their way stand today, by their ids.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        today = self._acting.clock.now().astimezone(self._zone).date()

        def do(session: Session, person: Person) -> dict[str, Standing]:
            del session, person
            found = ((one.id, self._standing(one, today)) for one in lines)
            return {draft: standing for draft, standing in found if standing}

        return self._acting.look(actor, "duties", do)

    def _standing(self, line: DraftLine, today: date) -> Standing | None:
        preset, workdays = self._mandates.get(line.mandate), self._calendars.workdays
        known = workdays.calendar.covers(line.settled_on)
        if preset is None or line.state not in _WAITING or not known:
            return None
        deadlines = deadlines_of(
            preset.mandate, counted_from=line.settled_on, workdays=workdays
        )
        return standing_of(deadlines, today=today, workdays=workdays)

    def _deadlines(
        self, session: Session, units: frozenset[str], today: date
    ) -> Iterator[Duty]:
        query = select(Draft).where(Draft.unit_id.in_(units), Draft.state.in_(_WAITING))
        for row in session.scalars(query):
            due_on = self.due_on(row.settled_on, row.mandate_name)
            if due_on is not None:
                yield _duty(row, due_on, late_days=self._late(due_on, today))

    def _ends(
        self, session: Session, units: frozenset[str], now: datetime
    ) -> Iterator[Duty]:
        query = (
            select(Draft, GroupEntry.ends_at)
            .join(GroupEntry, GroupEntry.manifest_sha256 == Draft.manifest_sha256)
            .where(
                Draft.unit_id.in_(units),
                Draft.state == DraftState.APPROVED,
                GroupEntry.removed_at.is_(None),
                GroupEntry.end_kind == EndKind.FIXED,
                GroupEntry.ends_at > now,
            )
        )
        seen: set[str] = set()
        for row, ends_at in session.execute(query):
            if ends_at is None or row.id in seen:
                continue
            seen.add(row.id)
            yield _duty(row, self._last_day(ends_at), late_days=0, ends=True)

    def _late(self, due_on: date, today: date) -> int:
        if today <= due_on:
            return 0
        day = timedelta(days=1)
        return self._calendars.workdays.between(due_on + day, today + day).days

    def _last_day(self, ends_at: datetime) -> date:
        return (ends_at - timedelta(seconds=1)).astimezone(self._zone).date()


def _duty(row: Draft, due_on: date, *, late_days: int, ends: bool = False) -> Duty:
    return Duty(
        disclosure=row.disclosure_id,
        draft=row.id,
        title=row.title,
        board=row.board,
        state=row.state,
        due_on=due_on,
        late_days=late_days,
        ends=ends,
    )
