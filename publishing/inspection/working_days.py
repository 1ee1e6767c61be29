"""Show the years with source and state, and the county's own days; change nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.calendar import WorkingCalendar
from programme.calendar_slice import DateSpan, YearState
from programme.workdays import Workdays
from publishing.calendar.current import Calendars
from publishing.county_days.orders import SignedOrder
from publishing.inspection.moves import MoveView, newest_moves
from publishing.inspection.subjects import Names
from publishing.staff.acting import Acting
from publishing.staff.offices import Held, Person
from publishing.tables.calendar import CountyDay, CountyDayKind
from publishing.tables.people import Office
from publishing.tables.units import UnitRow

_YEARS_BACK, _YEARS_AHEAD = 2, 1
_MOST_MOVES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """Be what is known of one year."""

    year: int
    state: YearState
    version: int
    source: str
    """The notice, by title and number; empty where there is none."""
    issued_on: date | None
    working_days: int
    provisional: tuple[DateSpan, ...]
    """The days that a coming notice may still move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyDayView:
    """Be one signed order for a day."""

    id: str
    day: date
    kind: CountyDayKind
    reason: str
    given_by: str
    given_at: datetime
    signature: str
    revoked_at: datetime | None
    revoked_by: str
    revoke_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    """Be the whole of what the calendar page shows."""

    years: tuple[YearView, ...]
    """Newest first."""
    days: tuple[CountyDayView, ...]
    """Those that stand first, then by day, newest first."""
    moves: tuple[MoveView, ...]
    problem: str
    """What is wrong with the county's own folder; empty: nothing."""
    may_order: bool


class WorkingDays:
    """Answer what is known of working days."""

    def __init__(
        self,
        *,
        acting: Acting,
        calendars: Calendars,
        problem: Callable[[], str],
        zone: ZoneInfo,
    ) -> None:
        self._acting = acting
        self._calendars = calendars
        self._problem = problem
        self._zone = zone

    def show(self, actor: str) -> CalendarView:
        """Return the calendar, its sources and what it moved.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        today = self._acting.clock.now().astimezone(self._zone).date()

        def do(session: Session, person: Person) -> CalendarView:
            return CalendarView(
                years=tuple(_years(self._calendars.calendar, today.year)),
                days=tuple(_days(session)),
                moves=newest_moves(session, limit=_MOST_MOVES),
                problem=self._problem(),
                may_order=_may_order(session, person),
            )

        return self._acting.look(actor, "calendar.show", do)


def _years(calendar: WorkingCalendar, year: int) -> Iterator[YearView]:
    for one in range(year + _YEARS_AHEAD, year - _YEARS_BACK - 1, -1):
        known = calendar.year(one)
        first, end = date(one, 1, 1), date(one + 1, 1, 1)
        cut = calendar.slice(first, end)
        notice = known.source[-1] if known.source else None
        yield YearView(
            year=one,
            state=known.state,
            version=known.version,
            source=f"{notice.title} {notice.number or ''}".strip() if notice else "",
            issued_on=notice.issued_on if notice else None,
            working_days=Workdays(cut).between(first, end).days,
            provisional=cut.provisional,
        )


def _days(session: Session) -> Iterator[CountyDayView]:
    names = Names(session)
    query = select(CountyDay).order_by(
        CountyDay.revoked_at.isnot(None), CountyDay.day.desc(), CountyDay.id
    )
    for row in session.scalars(query).all():
        yield CountyDayView(
            id=row.id,
            day=row.day,
            kind=row.kind,
            reason=row.reason,
            given_by=names.of(row.given_by),
            given_at=row.given_at,
            signature=SignedOrder.model_validate(row.signed).signature,
            revoked_at=row.revoked_at,
            revoked_by=names.of(row.revoked_by) if row.revoked_by else "",
            revoke_reason=row.revoke_reason,
        )


def _may_order(session: Session, person: Person) -> bool:
    """Say whether a person is an administrator of the whole county."""
    county = session.scalars(select(UnitRow.id).where(UnitRow.parent_id.is_(None)))
    held = {Held(unit=unit, office=Office.ADMIN) for unit in county}
    return bool(held & person.offices)
