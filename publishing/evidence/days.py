"""Read from the sums a day which days a display group really showed what."""

from collections import defaultdict
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from publishing.tables.evidence import ListedDay, PaintedDay


def counted_days(
    session: Session, group: str, *, least: int
) -> dict[str, frozenset[date]]:
    """Return, by disclosure, the days on which one display at least showed it enough.

    A screen showed it enough with so many exposures; a kiosk by being in service and
    listing it.
    """
    found: dict[str, set[date]] = defaultdict(set)
    painted = (
        select(PaintedDay.disclosure_id, PaintedDay.day)
        .where(PaintedDay.group_id == group)
        .group_by(PaintedDay.disclosure_id, PaintedDay.day, PaintedDay.device_id)
        .having(func.sum(PaintedDay.exposures) >= least)
    )
    listed = select(ListedDay.disclosure_id, ListedDay.day).where(
        ListedDay.group_id == group, ListedDay.milliseconds > 0
    )
    for query in (painted, listed):
        for disclosure, day in session.execute(query):
            found[disclosure].add(day)
    return {disclosure: frozenset(days) for disclosure, days in found.items()}
