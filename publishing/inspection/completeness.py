"""Show how complete each unit's disclosure is, by its catalogue; change nothing.

The database only groups what is equal; how an issue stands is decided by
`publishing.catalogue.dues` (REQ-3, REQ-70).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from programme.boards import Board
from programme.period import Frequency, Period
from publishing.catalogue.due_rows import standing_of
from publishing.catalogue.dues import (
    ONCE_ON,
    Completeness,
    Standing,
    counted,
    state_of,
)
from publishing.catalogue.entry_lines import EntryView, lines_of
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, units_where
from publishing.tables.catalogue import CatalogueDueRow, DueState
from publishing.tables.people import Office
from publishing.tables.units import UnitLevel, UnitRow

_ORDER = list(DueState)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStanding:
    """Be how one unit stands, board by board and in all."""

    unit: str
    name: str
    level: UnitLevel
    boards: dict[Board, Completeness]
    whole: Completeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Be one issue that a unit owes, as it stands."""

    period_starts_on: date | None
    """None: it is owed once."""
    label: str
    """哪一期."""
    state: DueState
    target_on: date | None
    legal_on: date | None
    provisional: bool
    published_on: date | None
    disclosure: str | None

    @property
    def last_on(self) -> date | None:
        """Return the last lawful day."""
        return self.legal_on or self.target_on


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStanding:
    """Be one line of a unit's catalogue with all its issues, the newest first."""

    entry: EntryView
    issues: tuple[Issue, ...]

    @property
    def pressing(self) -> Issue | None:
        """Return the issue that needs somebody first; else the newest."""
        open_ones = [one for one in self.issues if one.published_on is None]
        return min(
            open_ones or self.issues[:1],
            key=lambda one: (_ORDER.index(one.state), one.last_on or date.max),
            default=None,
        )

    @property
    def state(self) -> DueState | None:
        """Return how the line stands; None: nothing is owed by the calendar."""
        return self.pressing.state if self.pressing else None

    @property
    def missing(self) -> int:
        """Return how many of its issues are missing."""
        return sum(one.state is DueState.MISSING for one in self.issues)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCatalogue:
    """Be the catalogue of one unit, with how each line stands."""

    unit: str
    name: str
    lines: tuple[LineStanding, ...]
    whole: Completeness


class CompletenessBoard:
    """Answer who is complete and who is not."""

    def __init__(self, *, acting: Acting, zone: tzinfo) -> None:
        self._acting = acting
        self._zone = zone

    def units(self, actor: str) -> tuple[UnitStanding, ...]:
        """Return how every unit of the person stands this year, worst first.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        today = self._today()

        def do(session: Session, person: Person) -> tuple[UnitStanding, ...]:
            units = units_where(session, person, *Office)
            names = _names(session, units)
            found = _standings(session, today)
            rows = [
                _unit(names[unit], boards)
                for unit, boards in found.items()
                if unit in names
            ]
            return tuple(sorted(rows, key=lambda one: (one.whole.badness, one.name)))

        return self._acting.look(actor, "completeness", do)

    def catalogue(self, actor: str, unit: str) -> UnitCatalogue:
        """Return a unit's catalogue with the state of every line.

        Raises:
            NotThere: No such unit.
        """
        today = self._today()

        def do(session: Session, person: Person) -> UnitCatalogue:
            del person
            views = lines_of(session, unit, today)
            issues = _issues(session, unit, today)
            lines = tuple(
                LineStanding(entry=one, issues=tuple(issues.get(one.line, ())))
                for one in views
            )
            kept = _standings(session, today, CatalogueDueRow.unit_id == unit)
            return UnitCatalogue(
                unit=unit,
                name=session.get_one(UnitRow, unit).name,
                lines=lines,
                whole=_sum(kept.get(unit, {}).values()),
            )

        return self._acting.look(actor, "completeness", do)

    def _today(self) -> date:
        return self._acting.clock.now().astimezone(self._zone).date()


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


def _standings(
    session: Session, today: date, *where: ColumnElement[bool]
) -> dict[str, dict[Board, Completeness]]:
    """Return how this year's issues stand, by unit and board.

    What is out was judged when it went out; of what is not, days decide.
    """
    due = CatalogueDueRow
    this_year = or_(
        due.period_ends_on > date(today.year, 1, 1), due.period_starts_on == ONCE_ON
    )
    out = select(due.unit_id, due.board, due.out, func.count()).where(
        due.out.is_not(None), this_year, *where
    )
    columns = due.unit_id, due.board, due.period_ends_on, due.target_on, due.legal_on
    waiting = select(*columns, func.count()).where(
        due.published_on.is_(None), this_year, *where
    )
    found: dict[str, dict[Board, dict[DueState, int]]] = defaultdict(
        lambda: defaultdict(lambda: dict.fromkeys(DueState, 0))
    )
    query = out.group_by(due.unit_id, due.board, due.out)
    for unit, board, state, count in session.execute(query):
        if state is not None:
            found[unit][board][state] += count
    for unit, board, ends_on, target_on, legal_on, count in session.execute(
        waiting.group_by(*columns)
    ):
        standing = Standing(
            period_ends_on=ends_on,
            target_on=target_on,
            legal_on=legal_on,
            published_on=None,
        )
        found[unit][board][state_of(standing, today)] += count
    return {
        unit: {board: counted(counts) for board, counts in boards.items()}
        for unit, boards in found.items()
    }


def _unit(
    named: tuple[str, str, UnitLevel],
    boards: dict[Board, Completeness],
) -> UnitStanding:
    unit, name, level = named
    return UnitStanding(
        unit=unit, name=name, level=level, boards=boards, whole=_sum(boards.values())
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


def _issues(session: Session, unit: str, today: date) -> dict[str, list[Issue]]:
    query = (
        select(CatalogueDueRow)
        .where(CatalogueDueRow.unit_id == unit)
        .order_by(CatalogueDueRow.period_starts_on.desc())
    )
    found: dict[str, list[Issue]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.line].append(issue_of(row, today))
    return found


def issue_of(row: CatalogueDueRow, today: date) -> Issue:
    """Return one issue as it stands on a day."""
    once = row.period_starts_on == ONCE_ON
    return Issue(
        period_starts_on=None if once else row.period_starts_on,
        label=label_of(row.frequency, row.period_starts_on, row.period_ends_on),
        state=state_of(standing_of(row), today),
        target_on=row.target_on,
        legal_on=row.legal_on,
        provisional=row.provisional,
        published_on=row.published_on,
        disclosure=row.disclosure_id,
    )


def label_of(frequency: Frequency, starts_on: date, ends_on: date) -> str:
    """Return what people call the period of an issue."""
    if frequency.months is None:
        return frequency.label
    return Period(starts_on=starts_on, ends_on=ends_on).label
