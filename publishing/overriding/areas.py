"""Say for which areas somebody may order screens; order none."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.overriding.rows import MAY_ORDER, county_of
from publishing.staff.offices import Person, line_of, units_where
from publishing.tables.schedule import DisplayGroup
from publishing.tables.units import UnitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Be one unit with the display groups in it and below."""

    unit: str
    name: str
    groups: tuple[tuple[str, str], ...]
    """Id and name of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering:
    """Be whose county it is, and for which areas somebody may order."""

    county: str
    areas: tuple[Area, ...]
    """The widest first; empty: nowhere."""


def ordering_of(session: Session, person: Person) -> Ordering:
    """Return the areas for which somebody may order screens."""
    return Ordering(
        county=county_of(session).name, areas=tuple(_areas(session, person))
    )


def _areas(session: Session, person: Person) -> list[Area]:
    allowed = units_where(session, person, *MAY_ORDER)
    query = select(DisplayGroup).where(DisplayGroup.closed_at.is_(None))
    found: dict[str, list[tuple[str, str]]] = {}
    for group in session.scalars(query.order_by(DisplayGroup.name, DisplayGroup.id)):
        for unit in line_of(session, group.unit_id):
            if unit in allowed:
                found.setdefault(unit, []).append((group.id, group.name))
    areas = [
        Area(
            unit=unit,
            name=session.get_one(UnitRow, unit).name,
            groups=tuple(groups),
        )
        for unit, groups in found.items()
    ]
    return sorted(areas, key=lambda one: (-len(one.groups), one.unit))
