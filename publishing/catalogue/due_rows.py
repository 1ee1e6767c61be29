"""Keep a row for each issue that is due: made once, marked when it is out.

What is due is decided by `dues`; here it is written down, so that to-do lists and
boards are quick to read.
"""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import Select, func, insert, or_, select
from sqlalchemy.orm import Session

from publishing.catalogue.dues import ONCE_ON, Deadliner, Due, Standing, state_of
from publishing.catalogue.inheritance import Entry
from publishing.tables.catalogue import CatalogueDueRow, DueState
from publishing.tables.disclosures import Disclosure, Draft, DraftState
from publishing.tables.schedule import GroupEntry

_MOVED = ("target_on", "legal_on", "provisional")


def bring_up(
    session: Session,
    unit: str,
    owed: Iterable[Entry],
    *,
    deadliner: Deadliner,
    now: datetime,
    zone: tzinfo,
) -> int:
    """Write down what a unit owes today; return how many issues are new.

    What is there stays, so asking again changes nothing. Deadlines of what is not out
    yet follow the calendar. An issue that is not owed any more goes only while its
    period goes on: what was missed stays missed.
    """
    today = now.astimezone(zone).date()
    wanted = {
        (due.line, due.period_starts_on): due
        for entry in owed
        for due in deadliner.dues_of(entry, today=today)
    }
    kept = _kept(session, unit)
    fresh = [due for key, due in wanted.items() if key not in kept]
    if fresh:
        session.execute(
            insert(CatalogueDueRow), [_values(unit, due, now) for due in fresh]
        )
        _mark_served(
            session, unit, {(due.line, due.period_starts_on) for due in fresh}, zone
        )
    for key, row in kept.items():
        if row.published_on is None:
            _follow(session, unit, row, wanted.get(key), today)
    return len(fresh)


def mark(
    session: Session, unit: str, line: str, starts_on: date | None, *, zone: tzinfo
) -> None:
    """Let an issue be out or not out, as the published disclosures say now."""
    session.flush()
    row = session.get(CatalogueDueRow, (unit, line, starts_on or ONCE_ON))
    if row is None:
        return
    query = (
        _served(unit)
        .where(
            Draft.catalogue_entry == line,
            Draft.period_starts_on.is_(None)
            if row.period_starts_on == ONCE_ON
            else Draft.period_starts_on == row.period_starts_on,
        )
        .order_by(Disclosure.published_at.nulls_first(), Draft.id)
    )
    found = session.execute(query).first()
    row.disclosure_id = found.id if found else None
    row.published_on = None
    if found is not None and found.published_at is not None:
        begins_at = _begins_at(session, found.id) or found.published_at
        # What was approved for a later day is not out before that day.
        out_at = max(found.published_at, begins_at)
        row.published_on = found.hung_since or out_at.astimezone(zone).date()
    row.out = _out(row)


def _begins_at(session: Session, disclosure: str) -> datetime | None:
    """Return when a disclosure began to hang, or will; what never did is left out."""
    query = select(func.min(GroupEntry.starts_at)).where(
        GroupEntry.disclosure_id == disclosure,
        or_(
            GroupEntry.removed_at.is_(None),
            GroupEntry.removed_at > GroupEntry.starts_at,
        ),
    )
    return session.scalar(query)


def mark_draft(session: Session, row: Draft, *, zone: tzinfo) -> None:
    """Let the issue of a version, and of the one that it replaced, follow its state."""
    before = session.get(Draft, row.replaces_id) if row.replaces_id else None
    for one in (before, row):
        if one is not None and one.catalogue_entry is not None:
            mark(
                session,
                one.unit_id,
                one.catalogue_entry,
                one.period_starts_on,
                zone=zone,
            )


def _served(
    unit: str,
) -> Select[str, datetime | None, date | None, str | None, date | None]:
    """Select what is published of a unit for lines of its catalogue."""
    return (
        select(
            Disclosure.id,
            Disclosure.published_at,
            Disclosure.hung_since,
            Draft.catalogue_entry,
            Draft.period_starts_on,
        )
        .join(Draft, Draft.disclosure_id == Disclosure.id)
        .where(
            Draft.catalogue_entry.is_not(None),
            Draft.unit_id == unit,
            Draft.state == DraftState.APPROVED,
            Disclosure.published_at.is_not(None),
        )
    )


def _mark_served(
    session: Session, unit: str, fresh: set[tuple[str, date]], zone: tzinfo
) -> None:
    """Let those of the new issues be out that were published before."""
    for row in session.execute(_served(unit)).all():
        key = row.catalogue_entry or "", row.period_starts_on or ONCE_ON
        if key in fresh:
            mark(session, unit, *key, zone=zone)


def _out(row: CatalogueDueRow) -> DueState | None:
    if row.published_on is None:
        return None
    return state_of(standing_of(row), row.published_on)


def standing_of(row: CatalogueDueRow) -> Standing:
    """Return what decides how an issue stands."""
    return Standing(
        period_ends_on=row.period_ends_on,
        target_on=row.target_on,
        legal_on=row.legal_on,
        published_on=row.published_on,
    )


def _kept(session: Session, unit: str) -> dict[tuple[str, date], Any]:
    due = CatalogueDueRow
    query = select(
        due.line,
        due.period_starts_on,
        due.period_ends_on,
        due.published_on,
        due.target_on,
        due.legal_on,
        due.provisional,
    ).where(due.unit_id == unit)
    return {(row.line, row.period_starts_on): row for row in session.execute(query)}


def _follow(
    session: Session,
    unit: str,
    row: Any,  # noqa: ANN401 - a row of `_kept`
    due: Due | None,
    today: date,
) -> None:
    key = unit, row.line, row.period_starts_on
    if due is None:
        if today < row.period_ends_on:
            session.delete(session.get_one(CatalogueDueRow, key))
        return
    if any(getattr(row, name) != getattr(due, name) for name in _MOVED):
        kept = session.get_one(CatalogueDueRow, key)
        for name in _MOVED:
            setattr(kept, name, getattr(due, name))


def _values(unit: str, due: Due, now: datetime) -> dict[str, object]:
    return {
        "unit_id": unit,
        "line": due.line,
        "period_starts_on": due.period_starts_on,
        "entry_id": due.entry,
        "board": due.board,
        "frequency": due.frequency,
        "period_ends_on": due.period_ends_on,
        "target_on": due.target_on,
        "legal_on": due.legal_on,
        "provisional": due.provisional,
        "published_on": None,
        "out": None,
        "disclosure_id": None,
        "made_at": now,
    }
