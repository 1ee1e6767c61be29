"""Say what units are called and who else holds an office there; change nothing.

It reads once for all duties of a person, and only when it is asked.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.staff.offices import Person
from publishing.tables.people import Office, StaffMember, StaffOffice, StaffState
from publishing.tables.units import UnitLevel, UnitRow

MOST_OTHERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Be one unit with what is asked of it here."""

    name: str
    level: UnitLevel
    above: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Be one account that holds an office for a unit."""

    staff: str
    name: str
    state: StaffState


class Roster:
    """Be asked for names while the duties of one person are gathered."""

    def __init__(self, session: Session, person: Person) -> None:
        self._session = session
        self._person = person

    def unit_name(self, unit: str) -> str:
        """Return what a unit is called."""
        return self.place(unit).name

    def place(self, unit: str) -> Place:
        """Return a unit."""
        return self._places[unit]

    def staff_name(self, staff: str) -> str:
        """Return what a member of staff is called."""
        return self._names[staff]

    def line(self, unit: str) -> Iterator[str]:
        """Yield a unit and every unit above it."""
        at: str | None = unit
        while at is not None:
            yield at
            at = self._places[at].above

    def holds(self, unit: str, *offices: Office) -> bool:
        """Say whether the person holds one of these offices for a unit."""
        held = {(one.unit, one.office) for one in self._person.offices}
        return any(
            (above, office) in held for above in self.line(unit) for office in offices
        )

    def holders(self, unit: str, office: Office) -> tuple[Holder, ...]:
        """Return every account that holds an office for this very unit."""
        return tuple(self._holders.get((unit, office), ()))

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
            one.staff: one.name
            for above in self.line(unit)
            for one in self.holders(above, office)
            if one.state is StaffState.ACTIVE and one.staff not in left_out
        }
        return tuple(sorted(found.values())[:MOST_OTHERS])

    @cached_property
    def _places(self) -> dict[str, Place]:
        query = select(UnitRow.id, UnitRow.name, UnitRow.level, UnitRow.parent_id)
        return {
            unit: Place(name=name, level=level, above=above)
            for unit, name, level, above in self._session.execute(query)
        }

    @cached_property
    def _names(self) -> dict[str, str]:
        query = select(StaffMember.id, StaffMember.name)
        return dict(self._session.execute(query).all())

    @cached_property
    def _holders(self) -> dict[tuple[str, Office], list[Holder]]:
        query = select(
            StaffOffice.unit_id,
            StaffOffice.office,
            StaffMember.id,
            StaffMember.name,
            StaffMember.state,
        ).join(StaffMember, StaffMember.id == StaffOffice.staff_id)
        found: dict[tuple[str, Office], list[Holder]] = defaultdict(list)
        for unit, office, staff, name, state in self._session.execute(query):
            found[unit, office].append(Holder(staff=staff, name=name, state=state))
        return found
