"""Find what of a unit ended in a year, and for how long it is kept; write nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.retention import Retention, RetentionTable
from publishing.catalogue.entry import EntryForm
from publishing.tables.catalogue import CatalogueEntryRow
from publishing.tables.disclosures import (
    Disclosure,
    Draft,
    DraftState,
)
from publishing.tables.schedule import EndKind, GroupEntry

PUBLISHED = (DraftState.APPROVED, DraftState.SUPERSEDED, DraftState.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Be when it is asked, and where."""

    now: datetime
    zone: tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Be one disclosure that hangs nowhere any more."""

    disclosure: str
    register_number: str
    title: str
    published_at: datetime
    ended_at: datetime
    """When it left the last group."""
    retention: Retention
    category: str

    def kept_to(self, zone: tzinfo) -> int | None:
        """Return the last year in which it is kept; None: for ever.

        A term is counted from the first day of the year after the one in which it
        ended, as archives count it.
        """
        years = self.retention.years
        return None if years is None else self.ended_at.astimezone(zone).year + years


def ended_in(
    session: Session, unit: str, year: int, at: Moment, table: RetentionTable
) -> tuple[Ended, ...]:
    """Return what of a unit ended in a year, in the order of its register."""
    query = (
        select(Disclosure)
        .where(Disclosure.unit_id == unit, Disclosure.register_number.is_not(None))
        .order_by(Disclosure.register_year, Disclosure.register_running)
    )
    ends = ends_of(session, unit, at.now)
    return tuple(
        _ended(session, row, ends[row.id], table)
        for row in session.scalars(query).all()
        if row.id in ends and ends[row.id].astimezone(at.zone).year == year
    )


def ends_of(session: Session, unit: str, now: datetime) -> Mapping[str, datetime]:
    """Return when each disclosure of a unit left its last group.

    What still hangs somewhere, or will, is left out.
    """
    last: dict[str, datetime] = {}
    hanging = set()
    for disclosure, end in _all_ends(session, unit):
        if end is None or end > now:
            hanging.add(disclosure)
        else:
            last[disclosure] = max(end, last.get(disclosure, end))
    return {one: at for one, at in last.items() if one not in hanging}


def _all_ends(session: Session, unit: str) -> Iterator[tuple[str, datetime | None]]:
    own = select(Disclosure.id).where(
        Disclosure.unit_id == unit, Disclosure.register_number.is_not(None)
    )
    entries = select(GroupEntry).where(GroupEntry.disclosure_id.in_(own))
    for entry in session.scalars(entries):
        fixed = entry.ends_at if entry.end_kind is EndKind.FIXED else None
        yield entry.disclosure_id, entry.removed_at or fixed


def _ended(
    session: Session, row: Disclosure, ended_at: datetime, table: RetentionTable
) -> Ended:
    version = session.scalars(
        select(Draft)
        .where(Draft.disclosure_id == row.id, Draft.state.in_(PUBLISHED))
        .order_by(Draft.approved_at.desc(), Draft.id.desc())
        .limit(1)
    ).one()
    own = _own(session, version.catalogue_entry, row.published_at)
    return Ended(
        disclosure=row.id,
        register_number=row.register_number or "",
        title=version.title,
        published_at=row.published_at or row.created_at,
        ended_at=ended_at,
        retention=table.of(version.category, own),
        category=version.category,
    )


def _own(
    session: Session, line: str | None, published_at: datetime | None
) -> Retention | None:
    """Return the class that its catalogue line had on the day it was published."""
    if line is None or published_at is None:
        return None
    day: date = published_at.date()
    rows = session.scalars(
        select(CatalogueEntryRow)
        .where(CatalogueEntryRow.line == line)
        .order_by(CatalogueEntryRow.valid_from.desc())
    ).all()
    held = next((one for one in rows if one.valid_from <= day), None) or next(
        iter(rows), None
    )
    return None if held is None else EntryForm.model_validate(held.document).retention
