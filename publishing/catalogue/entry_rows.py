"""Turn catalogue rows into values; it decides nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.catalogue.entry import EntryForm
from publishing.catalogue.inheritance import Entry, Place, above_of
from publishing.errors import NotThere
from publishing.tables.catalogue import CatalogueEntryRow
from publishing.tables.units import UnitRow


def entry_of(row: CatalogueEntryRow) -> Entry:
    """Return one version of a line."""
    return Entry(
        id=row.id,
        line=row.line,
        unit=row.unit_id,
        form=EntryForm.model_validate(row.document),
        valid_to=row.valid_to,
    )


def open_places(session: Session) -> dict[str, Place]:
    """Return every unit that is not closed, by its id."""
    query = select(UnitRow.id, UnitRow.parent_id, UnitRow.level).where(
        UnitRow.closed_at.is_(None)
    )
    return {
        row.id: Place(id=row.id, parent=row.parent_id, level=row.level)
        for row in session.execute(query)
    }


def entries_by_unit(
    session: Session, units: Iterable[str] | None = None
) -> Mapping[str, list[Entry]]:
    """Return every version by the unit that laid it down, of these units or of all."""
    query = select(CatalogueEntryRow)
    if units is not None:
        query = query.where(CatalogueEntryRow.unit_id.in_(tuple(units)))
    found: dict[str, list[Entry]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.unit_id].append(entry_of(row))
    return found


def entries_around(
    session: Session, unit: Place, places: Mapping[str, Place]
) -> Mapping[str, list[Entry]]:
    """Return the versions that a unit and the units above it laid down."""
    above = [place.id for place in above_of(unit, places)]
    return entries_by_unit(session, [unit.id, *above])


def current_row(session: Session, line: str) -> CatalogueEntryRow:
    """Return the version of a line that holds until further notice.

    Raises:
        NotThere: No such line, or it was closed.
    """
    query = select(CatalogueEntryRow).where(
        CatalogueEntryRow.line == line, CatalogueEntryRow.valid_to.is_(None)
    )
    row = session.scalars(query).first()
    if row is None:
        raise NotThere("目录里的这一条")
    return row
