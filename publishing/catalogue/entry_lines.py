"""Read the lines of a unit's catalogue, as the unit sees them; it changes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.catalogue.entry import EntryForm
from publishing.catalogue.entry_rows import (
    entries_around,
    entries_by_unit,
    entry_of,
    open_places,
)
from publishing.catalogue.inheritance import Entry, owed_by
from publishing.errors import NotThere
from publishing.tables.catalogue import CatalogueEntryRow
from publishing.tables.units import UnitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """Be one line as a unit's catalogue shows it."""

    id: str
    """The version; who changes the line says which one they saw."""
    line: str
    unit: str
    unit_name: str
    """Who laid it down."""
    inherited: bool
    """Whether it comes from above: the unit may not change or close it."""
    form: EntryForm


def lines_of(session: Session, unit: str, on: date) -> tuple[EntryView, ...]:
    """Return the lines that a unit owes on a day, or will owe.

    Raises:
        NotThere: No such unit, or it is closed.
    """
    places = open_places(session)
    place = places.get(unit)
    if place is None:
        raise NotThere("这个单位")
    owed = owed_by(place, places, entries_around(session, place, places))
    kept = [one for one in owed if _holds(one, on)]
    units = {one.unit: session.get_one(UnitRow, one.unit) for one in kept}
    return tuple(view_of_entry(one, units[one.unit], unit) for one in kept)


def empty_among(session: Session, units: Iterable[str], on: date) -> frozenset[str]:
    """Return the units that owe nothing on a day nor later: no line of theirs holds."""
    places, wanted = open_places(session), frozenset(units)
    entries = entries_by_unit(session) if wanted else {}
    return frozenset(
        unit
        for unit in wanted & places.keys()
        if not any(_holds(one, on) for one in owed_by(places[unit], places, entries))
    )


def own_entries(session: Session, unit: str) -> tuple[Entry, ...]:
    """Return the lines that a unit laid down and that hold until further notice."""
    places = open_places(session)
    found = entries_around(session, places[unit], places).get(unit, [])
    kept = [one for one in found if one.valid_to is None]
    return tuple(sorted(kept, key=lambda one: (one.form.position, one.line)))


def versions_of(
    session: Session, unit: str, versions: Iterable[str]
) -> Mapping[str, EntryView]:
    """Return versions by their id, whether or not they hold today."""
    wanted = CatalogueEntryRow.id.in_(tuple(versions))
    found = [
        entry_of(row)
        for row in session.scalars(select(CatalogueEntryRow).where(wanted))
    ]
    units = {one.unit: session.get_one(UnitRow, one.unit) for one in found}
    return {one.id: view_of_entry(one, units[one.unit], unit) for one in found}


def _holds(entry: Entry, on: date) -> bool:
    return entry.valid_to is None or entry.valid_to > on


def view_of_entry(entry: Entry, owner: UnitRow, unit: str) -> EntryView:
    """Return a version as one unit's catalogue shows it."""
    return EntryView(
        id=entry.id,
        line=entry.line,
        unit=entry.unit,
        unit_name=owner.name,
        inherited=entry.unit != unit,
        form=entry.form,
    )
