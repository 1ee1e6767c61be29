"""Say what units are called and who else holds an office there; change nothing.

It reads once for all duties of a person, and only when it is asked.
"""

from collections.abc import Iterator
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.staff.offices import Person
from publishing.tables.people import Office, StaffMember, StaffOffice, StaffState
from publishing.tables.units import UnitRow

MOST_OTHERS = 5


class Roster:
    """Be asked for names while the duties of one person are gathered."""

    def __init__(self, session: Session, person: Person) -> None:
        self._session = session
        self._person = person

    def unit_name(self, unit: str) -> str:
        """Return what a unit is called."""
        return self._units[unit][0]

    def staff_name(self, staff: str) -> str:
        """Return what a member of staff is called."""
        return self._session.get_one(StaffMember, staff).name

    def holds(self, unit: str, *offices: Office) -> bool:
        """Say whether the person holds one of these offices for a unit."""
        held = {(one.unit, one.office) for one in self._person.offices}
        return any(
            (above, office) in held for above in self._line(unit) for office in offices
        )

    def others(
        self, unit: str, office: Office, *, without: frozenset[str] = frozenset()
    ) -> tuple[str, ...]:
        """Return who else can act with an office for a unit, by name.

        Args:
            unit: The unit of the matter.
            office: What is needed.
            without: Who has signed already, and so cannot.
        """
        left_out = without | {self._person.id}
        found = {
            staff: name
            for above in self._line(unit)
            for staff, name in self._holders.get((above, office), ())
            if staff not in left_out
        }
        return tuple(sorted(found.values())[:MOST_OTHERS])

    def _line(self, unit: str) -> Iterator[str]:
        at: str | None = unit
        while at is not None:
            yield at
            at = self._units[at][1]

    @cached_property
    def _units(self) -> dict[str, tuple[str, str | None]]:
        query = select(UnitRow.id, UnitRow.name, UnitRow.parent_id)
        return {
            unit: (name, above) for unit, name, above in self._session.execute(query)
        }

    @cached_property
    def _holders(self) -> dict[tuple[str, Office], list[tuple[str, str]]]:
        query = (
            select(StaffOffice.unit_id, StaffOffice.office, StaffMember)
            .join(StaffMember, StaffMember.id == StaffOffice.staff_id)
            .where(StaffMember.state == StaffState.ACTIVE)
        )
        found: dict[tuple[str, Office], list[tuple[str, str]]] = {}
        for unit, office, member in self._session.execute(query):
            found.setdefault((unit, office), []).append((member.id, member.name))
        return found
