"""Say of everything that hangs how its days went and what falls short today.

It changes nothing; the page and the staff API show the same (REQ-70, REQ-35).
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.boards import Board
from programme.workdays import Workdays
from publishing.calendar.current import Calendars
from publishing.carriers.counting import carried_by
from publishing.coverage.reckoning import Reckoner
from publishing.evidence.assigned import Assigned, assigned
from publishing.evidence.cures import cures_of
from publishing.evidence.declined import declined_of
from publishing.evidence.displays import displays_of
from publishing.inspection.coverage_drawing import Drawing, Matter
from publishing.inspection.coverage_rows import CoverageRow, CoverageTable, Need
from publishing.schedule.hanging import goes_on
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, units_below, units_where
from publishing.tables.disclosures import Disclosure
from publishing.tables.people import Office
from publishing.tables.schedule import GroupEntry

PAST_COLUMNS = 14
COMING_COLUMNS = 13
_DAY = timedelta(days=1)
_AT_ONCE = 400


class CoverageBoard:
    """Answer how the days of everything that hangs went."""

    def __init__(
        self,
        *,
        acting: Acting,
        calendars: Calendars,
        presence_counts: bool,
        zone: tzinfo,
    ) -> None:
        self._acting = acting
        self._calendars = calendars
        self._presence_counts = presence_counts
        self._zone = zone
        self._reckoner = Reckoner(calendars=calendars, presence_counts=presence_counts)

    def table(
        self,
        actor: str,
        *,
        unit: str = "",
        board: Board | None = None,
        group: str = "",
    ) -> CoverageTable:
        """Return the board of the person's units, or of one of them and below.

        Of a display group: what hangs there, and what falls short there today.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> CoverageTable:
            units = units_where(session, person, *Office)
            if unit:
                units &= units_below(session, frozenset({unit}))
            return self.of_units(session, units, board=board, group=group)

        return self._acting.look(actor, "coverage.board", do)

    def of_units(
        self,
        session: Session,
        units: frozenset[str],
        *,
        board: Board | None = None,
        group: str = "",
    ) -> CoverageTable:
        """Return the board of some units, in a session that is open already."""
        now = self._acting.clock.now()
        ids = select(Disclosure.id).where(Disclosure.unit_id.in_(units))
        known = [
            one
            for one in assigned(
                session, goes_on(now), GroupEntry.disclosure_id.in_(ids)
            )
            if board is None or one.manifest.board is board
        ]
        hung = [one for one in known if not group or one.hangs_on(group)]
        reckoning = self._reckoner.reckon(session, hung, now=now)
        today = now.astimezone(self._zone).date()
        days = _columns(self._calendars.workdays, today)
        names = [one.disclosure for one in hung]
        matters = _matters(session, names)
        drawing = Drawing(
            session=session,
            reckoning=reckoning,
            workdays=self._calendars.workdays,
            today=today,
            days=days,
            carried=carried_by(session, names, presence_counts=self._presence_counts),
            shown=displays_of(session, names, from_on=today, to_on=today + _DAY),
            cures=cures_of(session, names),
            declined=declined_of(session, names),
            only_on=group,
        )
        rows = [
            drawing.row(version, matters[version.hung.disclosure])
            for version in reckoning.versions
        ]
        return CoverageTable(
            at=now,
            days=days,
            rows=tuple(sorted(rows, key=_place)),
            groups=_groups(known),
        )


def _columns(workdays: Workdays, today: date) -> tuple[date, ...]:
    """Return working days around today, so many before it and so many after."""
    past: list[date] = []
    day = today
    while len(past) < PAST_COLUMNS and workdays.calendar.covers(day - _DAY):
        day -= _DAY
        if workdays.is_working_day(day):
            past.append(day)
    coming: list[date] = []
    day = today
    while len(coming) <= COMING_COLUMNS and workdays.calendar.covers(day):
        if workdays.is_working_day(day):
            coming.append(day)
        day += _DAY
    return (*reversed(past), *coming)


def _groups(known: Iterable[Assigned]) -> tuple[tuple[str, str], ...]:
    names = {group.group: group.name for one in known for group in one.groups}
    return tuple(sorted(names.items(), key=lambda one: (one[1], one[0])))


def _matters(session: Session, names: Sequence[str]) -> dict[str, Matter]:
    found: dict[str, Matter] = {}
    for begin in range(0, len(names), _AT_ONCE):
        query = select(
            Disclosure.id, Disclosure.unit_id, Disclosure.register_number
        ).where(Disclosure.id.in_(names[begin : begin + _AT_ONCE]))
        for disclosure, unit, number in session.execute(query):
            found[disclosure] = Matter(unit=unit, register_number=number or "")
    return found


def _place(row: CoverageRow) -> tuple[int, int, str, str]:
    return list(Need).index(row.need), -len(row.short), row.title, row.disclosure
