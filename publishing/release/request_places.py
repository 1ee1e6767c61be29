"""Find where requests for disclosure are taken; change nothing."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.echo import RequestOffice, UnitOffice
from publishing.staff.offices import line_of
from publishing.tables.schedule import DisplayGroup
from publishing.tables.voice import RequestOfficeRow


def office_above(session: Session, unit: str) -> RequestOffice | None:
    """Return the office of a unit, or of the nearest unit above it."""
    for above in line_of(session, unit):
        row = session.get(RequestOfficeRow, above)
        if row is not None:
            return RequestOffice.model_validate(row.document)
    return None


def unit_offices(session: Session, county: str) -> tuple[UnitOffice, ...]:
    """Return the offices of units with displays, where they are not the county's."""
    query = select(DisplayGroup.unit_id).where(DisplayGroup.closed_at.is_(None))
    usual = office_above(session, county)
    found = (
        (unit, office_above(session, unit))
        for unit in sorted(set(session.scalars(query)))
    )
    return tuple(
        UnitOffice(unit=unit, office=office)
        for unit, office in found
        if office is not None and office != usual
    )
