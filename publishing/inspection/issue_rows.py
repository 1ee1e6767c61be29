"""Count and read issues of the catalogue in the database; it judges none by itself.

The database only groups what is equal; how an issue stands is decided by
`publishing.catalogue.dues` (REQ-3, REQ-70).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from programme.boards import Board
from programme.period import Frequency, Period
from publishing.catalogue.dues import (
    ONCE_ON,
    Completeness,
    Standing,
    counted,
    state_of,
)
from publishing.tables.catalogue import CatalogueDueRow, DueState

_Counts = dict[str, dict[Board, dict[DueState, int]]]
_Days = tuple[date, date | None, date | None]


def known_spans(session: Session) -> Mapping[Frequency, tuple[date, date]]:
    """Return when the first and the last period start, by how often they come."""
    found: dict[Frequency, tuple[date, date]] = {}
    starts_on = CatalogueDueRow.period_starts_on
    for frequency in Frequency:
        if frequency.months is None:
            continue
        # Two queries: each is one step in the index, both at once read all of it.
        mine = CatalogueDueRow.frequency == frequency
        first = session.scalar(select(func.min(starts_on)).where(mine))
        last = session.scalar(select(func.max(starts_on)).where(mine))
        if first is not None and last is not None:
            found[frequency] = first, last
    return found


def standings(
    session: Session, today: date, period: Period, *where: ColumnElement[bool]
) -> dict[str, dict[Board, Completeness]]:
    """Return how the issues of a period stand, by unit and board.

    What is out was judged when it went out; of what is not, days decide.
    """
    found: _Counts = defaultdict(
        lambda: defaultdict(lambda: dict.fromkeys(DueState, 0))
    )
    states: dict[_Days, DueState] = {}
    for one in _parts(period, today):
        _count_out(session, (one, *where), found)
        _count_waiting(session, (one, *where), found, states, today)
    return {
        unit: {board: counted(counts) for board, counts in boards.items()}
        for unit, boards in found.items()
    }


def issue_rows(
    session: Session, unit: str, today: date, period: Period | None
) -> Sequence[CatalogueDueRow]:
    """Return the issues of a unit, the newest first: of a period, or of all time."""
    query = (
        select(CatalogueDueRow)
        .where(CatalogueDueRow.unit_id == unit)
        .order_by(CatalogueDueRow.period_starts_on.desc())
    )
    if period is not None:
        query = query.where(or_(*_parts(period, today)))
    return session.scalars(query).all()


def _parts(period: Period, today: date) -> tuple[ColumnElement[bool], ...]:
    """Return what holds of the issues of a period: one of these, never two.

    This year's are all that end in it, and whatever is owed once: it stays owed. Each
    part alone is counted from an index; both at once would read the whole table.
    """
    due = CatalogueDueRow
    if period.frequency is not Frequency.YEARLY:
        same = due.frequency == period.frequency
        return (and_(same, due.period_starts_on == period.starts_on),)
    ends = and_(
        due.period_ends_on > period.starts_on, due.period_ends_on <= period.ends_on
    )
    if not period.starts_on <= today < period.ends_on:
        return (ends,)
    once = and_(
        due.frequency == Frequency.ONCE,
        due.period_starts_on == ONCE_ON,
        due.period_ends_on <= period.starts_on,
    )
    return ends, once


def _count_out(
    session: Session, where: Sequence[ColumnElement[bool]], found: _Counts
) -> None:
    due = CatalogueDueRow
    columns = due.unit_id, due.board, due.out
    query = select(*columns, func.count()).where(due.out.is_not(None), *where)
    for unit, board, state, count in session.execute(query.group_by(*columns)):
        if state is not None:
            found[unit][board][state] += count


def _count_waiting(
    session: Session,
    where: Sequence[ColumnElement[bool]],
    found: _Counts,
    states: dict[_Days, DueState],
    today: date,
) -> None:
    due = CatalogueDueRow
    columns = due.unit_id, due.board, due.period_ends_on, due.target_on, due.legal_on
    query = select(*columns, func.count()).where(due.published_on.is_(None), *where)
    for unit, board, ends_on, target_on, legal_on, count in session.execute(
        query.group_by(*columns)
    ):
        days = ends_on, target_on, legal_on
        state = states.get(days)
        if state is None:
            state = states[days] = _waiting(*days, today=today)
        found[unit][board][state] += count


def _waiting(
    ends_on: date, target_on: date | None, legal_on: date | None, *, today: date
) -> DueState:
    standing = Standing(
        period_ends_on=ends_on,
        target_on=target_on,
        legal_on=legal_on,
        published_on=None,
    )
    return state_of(standing, today)
