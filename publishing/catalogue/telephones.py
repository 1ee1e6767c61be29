"""Name the telephone numbers that offices have made public; change nothing."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.tables.services import CounterRow, DepartmentRow
from publishing.tables.units import HallRow


def public_telephones(session: Session) -> tuple[str, ...]:
    """Return the numbers of halls, departments and counters, as they are written."""
    return tuple(_numbers(session))


def _numbers(session: Session) -> Iterator[str]:
    for hall in session.scalars(select(HallRow.document)):
        yield str(hall["enquiry_telephone"])
    for table in (DepartmentRow, CounterRow):
        for document in session.scalars(select(table.document)):
            yield str(document["telephone"])
