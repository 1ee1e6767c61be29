"""Show how complete each unit's disclosure is, by its catalogue; change nothing.

It is asked for a period: this year, an earlier one, a month or a quarter (REQ-70).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.boards import Board
from programme.period import Period
from publishing.catalogue.dues import Completeness
from publishing.catalogue.entry_lines import empty_among, lines_of, versions_of
from publishing.errors import NotThere
from publishing.inspection.issue_rows import issue_rows, known_spans, standings
from publishing.inspection.issues import Issue, LineStanding, issue_of
from publishing.inspection.spans import asked_period, offered_periods
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, units_where
from publishing.tables.catalogue import CatalogueDueRow
from publishing.tables.people import Office
from publishing.tables.units import UnitLevel, UnitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStanding:
    """Be how one unit stands, board by board and in all."""

    unit: str
    name: str
    level: UnitLevel
    boards: dict[Board, Completeness]
    whole: Completeness
    empty: bool = False
    """No line holds today, own or inherited: nothing can ever be due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCatalogue:
    """Be the catalogue of one unit, with how each line stands."""

    unit: str
    name: str
    lines: tuple[LineStanding, ...]
    whole: Completeness
    """Of the period that was asked for."""
    empty: bool
    """No line holds today, own or inherited: nothing can ever be due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """Be the period that is asked for, and those that could be."""

    today: date
    chosen: Period
    offered: tuple[Period, ...]
    """Years, the newest first, then the periods within them."""


class CompletenessBoard:
    """Answer who is complete and who is not."""

    def __init__(self, *, acting: Acting, zone: tzinfo) -> None:
        self._acting = acting
        self._zone = zone

    def spans(self, actor: str, period: str = "") -> Spans:
        """Return what period a name means, and which others there are.

        Raises:
            NotThere: No period is called so.
        """
        today = self._today()
        chosen = asked_period(period, today)

        def do(session: Session, person: Person) -> Spans:
            del person
            offered = offered_periods(known_spans(session), today)
            return Spans(today=today, chosen=chosen, offered=offered)

        return self._acting.look(actor, "completeness", do)

    def units(self, actor: str, period: str = "") -> tuple[UnitStanding, ...]:
        """Return how every unit of the person stands in a period, worst first.

        Args:
            actor: Who asks.
            period: Its name: 2025, 2026-Q3, 2026-10; this year where it is empty.

        Raises:
            NotThere: No period is called so.
        """
        today = self._today()
        chosen = asked_period(period, today)

        def do(session: Session, person: Person) -> tuple[UnitStanding, ...]:
            units = units_where(session, person, *Office)
            names = _names(session, units)
            found = standings(session, today, chosen)
            mine = names.keys() & found.keys()
            # Of a period that was asked for, what was due then is there.
            empty = frozenset() if period else empty_among(session, mine, today)
            rows = [
                _unit(names[unit], found[unit], empty=unit in empty) for unit in mine
            ]
            return tuple(sorted(rows, key=lambda one: (one.whole.badness, one.name)))

        return self._acting.look(actor, "completeness", do)

    def catalogue(self, actor: str, unit: str, period: str = "") -> UnitCatalogue:
        """Return a unit's catalogue with the state of every line.

        Without a period it is what holds today, with every issue so far; else what
        was due in the period, by the versions of that time.

        Raises:
            NotThere: No such unit, or no period is called so.
        """
        today = self._today()
        chosen = asked_period(period, today)

        def do(session: Session, person: Person) -> UnitCatalogue:
            del person
            if period:
                lines = _lines_then(session, unit, today, chosen)
            else:
                lines = _lines_now(session, unit, today)
            mine = CatalogueDueRow.unit_id == unit
            kept = standings(session, today, chosen, mine)
            return UnitCatalogue(
                unit=unit,
                name=session.get_one(UnitRow, unit).name,
                lines=lines,
                whole=_sum(kept.get(unit, {}).values()),
                empty=not lines and not lines_of(session, unit, today),
            )

        return self._acting.look(actor, "completeness", do)

    def _today(self) -> date:
        return self._acting.clock.now().astimezone(self._zone).date()


def _lines_now(session: Session, unit: str, today: date) -> tuple[LineStanding, ...]:
    views = lines_of(session, unit, today)
    issues: dict[str, list[Issue]] = defaultdict(list)
    for row in issue_rows(session, unit, today, None):
        issues[row.line].append(issue_of(row, today))
    return tuple(
        LineStanding(entry=one, issues=tuple(issues.get(one.line, ()))) for one in views
    )


def _lines_then(
    session: Session, unit: str, today: date, period: Period
) -> tuple[LineStanding, ...]:
    """Return the lines that made something due in a period, as they were then."""
    place = session.get(UnitRow, unit)
    if place is None:
        raise NotThere("这个单位")
    issues: dict[str, list[Issue]] = defaultdict(list)
    versions: dict[str, str] = {}
    for row in issue_rows(session, unit, today, period):
        issues[row.line].append(issue_of(row, today))
        versions.setdefault(row.line, row.entry_id)
    views = versions_of(session, unit, versions.values())
    ordered = sorted(views.values(), key=lambda one: (one.form.position, one.line))
    return tuple(
        LineStanding(entry=one, issues=tuple(issues[one.line])) for one in ordered
    )


def _names(
    session: Session, units: frozenset[str]
) -> dict[str, tuple[str, str, UnitLevel]]:
    query = select(UnitRow.id, UnitRow.name, UnitRow.level).where(
        UnitRow.closed_at.is_(None)
    )
    return {
        row.id: (row.id, row.name, row.level)
        for row in session.execute(query)
        if row.id in units
    }


def _unit(
    named: tuple[str, str, UnitLevel],
    boards: dict[Board, Completeness],
    *,
    empty: bool,
) -> UnitStanding:
    unit, name, level = named
    return UnitStanding(
        unit=unit,
        name=name,
        level=level,
        boards=boards,
        whole=_sum(boards.values()),
        empty=empty,
    )


def _sum(parts: Iterable[Completeness]) -> Completeness:
    kept = tuple(parts)
    return Completeness(
        missing=sum(one.missing for one in kept),
        due=sum(one.due for one in kept),
        late=sum(one.late for one in kept),
        not_yet=sum(one.not_yet for one in kept),
        published=sum(one.published for one in kept),
    )
